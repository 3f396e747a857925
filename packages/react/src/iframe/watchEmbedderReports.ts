interface EmbedderReport {
  body: { blockedURL: string; disposition: 'enforce' | 'reporting' }
}

/**
 * Listens to the reports of the page's `Cross-Origin-Embedder-Policy`. A report contains the whole URL that a frame was to
 * open. It may come before or after the frame's `load`, or without one. Firefox sends none.
 *
 * @param blocked called without a code where the browser only reported the frame and still opened it
 */
export function watchEmbedderReports(
  window: Window & typeof globalThis,
  blocked: (url: string, code?: 'blocked_by_coep') => void,
  signal: AbortSignal,
): void {
  if (!('ReportingObserver' in window)) return
  const observer = new window.ReportingObserver(
    (reports) => {
      // In Chromium, only the JSON has the fields.
      for (const { body } of JSON.parse(JSON.stringify(reports)) as EmbedderReport[])
        blocked(body.blockedURL, body.disposition === 'enforce' ? 'blocked_by_coep' : undefined)
    },
    { types: ['coep'], buffered: true },
  )
  observer.observe()
  signal.addEventListener('abort', () => observer.disconnect())
}
