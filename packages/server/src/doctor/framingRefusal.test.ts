import { expect, it } from 'vitest'
import { framingRefusal } from './framingRefusal.js'

const workspace = new URL('https://online.vendor.example/app/login')
const dashboard = new URL('https://app.crm.example')
const ancestors = (sources: string) => ({ 'content-security-policy': `default-src 'self'; frame-ancestors ${sources}` })

it.each([
  ['no header', {}],
  ['any ancestor', ancestors('*')],
  ['the dashboard', ancestors('https://app.crm.example')],
  ['the dashboard among others', ancestors("'self' https://other.example app.crm.example")],
  ['its parent domain', ancestors('https://*.crm.example')],
  ['its scheme', ancestors('https:')],
  ['its scheme, less strictly', ancestors('http://app.crm.example')],
  ['its port', ancestors('https://app.crm.example:*')],
  ['its port by number', ancestors('https://app.crm.example:443')],
  ['its port by number, without a scheme', ancestors('app.crm.example:443')],
  ['its port by number, less strictly', ancestors('http://app.crm.example:80')],
  ['it, against an X-Frame-Options that no longer counts', { ...ancestors('*'), 'x-frame-options': 'DENY' }],
  ['it by an option that browsers ignore', { 'x-frame-options': 'ALLOW-FROM https://other.example' }],
  ['what only another directive restricts', { 'content-security-policy': "frame-src 'none'" }],
])('allows %s', (_, headers) => {
  expect(framingRefusal(new Headers(headers), workspace, dashboard)).toBeUndefined()
})

it.each([
  ['no origin', ancestors("'none'")],
  ['an empty list', ancestors('')],
  ['itself only', ancestors("'self'")],
  ['another host', ancestors('https://crm.example')],
  ['the parent’s own name by its wildcard', ancestors('https://*.app.crm.example')],
  ['another port', ancestors('https://app.crm.example:8443')],
  ['the port of another scheme', ancestors('https://app.crm.example:80')],
  ['one of two policies', { 'content-security-policy': "frame-ancestors *, frame-ancestors 'none'" }],
  ['DENY', { 'x-frame-options': 'deny' }],
  ['SAMEORIGIN', { 'x-frame-options': 'SAMEORIGIN' }],
])('refuses by %s', (_, headers) => {
  expect(framingRefusal(new Headers(headers), workspace, dashboard)).toBeDefined()
})

it.each([
  ['http://app.crm.example', 'http://app.crm.example:80', true],
  ['http://app.crm.example', 'http://app.crm.example:443', false],
  ['https://app.crm.example:8443', 'https://app.crm.example:8443', true],
  ['https://app.crm.example:8443', 'https://app.crm.example', false],
  ['https://app.crm.example:8443', 'https://app.crm.example:443', false],
])('compares the port of %s with that of %s', (origin, source, isAllowed) => {
  const refusal = framingRefusal(new Headers(ancestors(source)), workspace, new URL(origin))
  expect(refusal === undefined).toBe(isAllowed)
})

it('allows an origin to frame itself', () => {
  const own = new URL(workspace.origin)
  expect(framingRefusal(new Headers({ 'x-frame-options': 'SAMEORIGIN' }), workspace, own)).toBeUndefined()
  expect(framingRefusal(new Headers(ancestors("'self'")), workspace, own)).toBeUndefined()
})
