interface EmbedderReport {
  body: { blockedURL: string; disposition: 'enforce' | 'reporting' }
}

/**
 * Listens to the reports of the page's `Cross-Origin-Embedder-Policy`. A report names the whole address that a frame was to
 * open. It may come before or after the frame's `load`, or without one. Firefox sends none.
 *
 * @param blocked called without a code where the browser only reported, and opened the frame
 */
export function watchEmbedderReports(
  window: Window & typeof globalThis,
  blocked: (url: string, code?: 'blocked_by_coep') => void,
  signal: AbortSignal,
): void {
  if (!('ReportingObserver' in window)) return
  const observer = new window.ReportingObserver(
    (reports) => {
      // Chromium has the fields in the JSON only.
      for (const { body } of JSON.parse(JSON.stringify(reports)) as EmbedderReport[])
        blocked(body.blockedURL, body.disposition === 'enforce' ? 'blocked_by_coep' : undefined)
    },
    { types: ['coep'], buffered: true },
  )
  observer.observe()
  signal.addEventListener('abort', () => observer.disconnect())
}
