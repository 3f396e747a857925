import { errorPage } from '@conversation-frame/contract'

let warned = false

/** Says once, in development, that reports of this page name login links: the frame works, so nothing else shows it. */
export function warnOfReportedLink(): void {
  if (process.env.NODE_ENV === 'production' || warned) return
  warned = true
  console.warn(
    `<ConversationFrame> Cross-Origin-Embedder-Policy-Report-Only puts login links into the reports of this page. See ${errorPage('blocked_by_coep')}`,
  )
}
