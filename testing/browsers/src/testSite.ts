import { type LocalServer, serveHttps } from './serve.js'

/** A server for tests of the drivers: every path is a page with its name as the title; a test can say otherwise. */
export interface TestSite extends LocalServer {
  /** What each path answers, instead of an empty page. The HTML of a body, or a whole response. */
  pages: Map<string, string | (() => Response | Promise<Response>)>
  /** `hostname/path` of every document that was asked for, oldest first. */
  requests: string[]
}

export async function testSite(): Promise<TestSite> {
  const pages: TestSite['pages'] = new Map()
  const requests: string[] = []
  const server = await serveHttps((request) => {
    const { hostname, pathname } = new URL(request.url)
    if (pathname === '/favicon.ico') return new Response(null, { status: 404 })
    requests.push(hostname + pathname)
    const page = pages.get(pathname) ?? ''
    return typeof page === 'string' ? html(pathname, page) : page()
  })
  return { ...server, pages, requests }
}

function html(title: string, body: string): Response {
  return new Response(
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`,
    {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    },
  )
}
