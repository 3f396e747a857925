import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { type RunningSimulator, startSimulator } from '@conversation-frame/simulator/node'
import { defaultTextMapSetter, metrics, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSecretScan } from './createSecretScan.js'
import { tapVendor, type VendorTap } from './tapVendor.js'

const clientSecret = 'client-secret-of-the-telemetry'
const scan = createSecretScan(clientSecret)

const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] })
const tracers = new BasicTracerProvider()

let vendor: RunningSimulator
let tap: VendorTap

beforeAll(async () => {
  vendor = await startSimulator({ clientId: 'client', clientSecret })
  tap = await tapVendor(vendor)
  metrics.setGlobalMeterProvider(meters)
})
afterAll(async () => {
  await meters.shutdown()
  await tracers.shutdown()
  metrics.disable()
  await tap?.stop()
  await vendor?.stop()
})

/** What has been counted under a name, by attributes. */
async function exported(name: string) {
  await meters.forceFlush()
  const all =
    exporter
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? []
  const metric = all.find(({ descriptor }) => descriptor.name === name)
  const points: { attributes: object; value: unknown }[] = metric?.dataPoints ?? []
  return { unit: metric?.descriptor.unit, points }
}

it('counts answers and their times with OpenTelemetry, and leads the browser’s trace on to the vendor', async () => {
  // Only now, as the guide says: an instrument that was made before its provider counts nothing.
  const { onEvent } = await import('../../../apps/examples/telemetry.js')
  const partner = createPartnerClient({
    clientId: 'client',
    clientSecret,
    baseUrl: tap.url,
    loginOrigins: [vendor.workspaceUrl],
  })
  const handler = createLoginHandler({
    partner,
    authorize: (request) =>
      request.headers.has('cookie') ? { userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' } : null,
    onEvent: (event) => {
      scan.hear(event)
      onEvent(event)
    },
  })
  async function ask(conversationId: number, headers: Record<string, string>): Promise<number> {
    const init = { method: 'POST', body: JSON.stringify({ conversationId, phoneNumber: '972501234567' }) }
    const all = { 'content-type': 'application/json', ...headers }
    const response = await handler(new Request('https://dashboard.example/login', { ...init, headers: all }))
    return (await scan.hearAnswer(response)).status
  }

  const span = tracers.getTracer('dashboard').startSpan('open the conversation')
  const traced: Record<string, string> = { cookie: 'a' }
  new W3CTraceContextPropagator().inject(trace.setSpan(ROOT_CONTEXT, span), traced, defaultTextMapSetter)
  span.end()
  expect(await ask(165, traced)).toBe(200)
  expect(await ask(165, { cookie: 'a' })).toBe(200)
  expect(await ask(165, {})).toBe(401)
  expect(await ask(99_999, { cookie: 'a' })).toBe(404)

  const expected = [
    [{ type: 'token_refreshed', code: 'ok' }, 1],
    [{ type: 'minted', code: 'ok' }, 2],
    [{ type: 'refused', code: 'unauthenticated' }, 1],
    [{ type: 'vendor_failed', code: 'conversation_not_found' }, 1],
  ] as const
  const answers = await exported('conversation_login.answers')
  expect(answers.points).toMatchObject(expected.map(([attributes, value]) => ({ attributes, value })))
  const durations = await exported('conversation_login.duration')
  expect(durations).toMatchObject({
    unit: 'ms',
    points: expected.map(([attributes, count]) => ({ attributes, value: { count, sum: expect.any(Number) } })),
  })

  const { traceId, spanId } = span.spanContext()
  const said = tap.connections.map((connection) => connection.said).join('')
  expect(said.match(/^traceparent: .*$/gim)).toEqual([`traceparent: 00-${traceId}-${spanId}-01`])

  // All that was exported, resources and attributes included, as an exporter would send it.
  scan.hear(JSON.stringify(exporter.getMetrics()))
  for (const part of ['minted', '(a link)', 'conversation_login.duration']) expect(scan.heard()).toContain(part)
  expect(tap.tokens()).toHaveLength(1)
  expect(scan.leaks(tap.tokens())).toEqual([])
})
