import type { FrameSettings } from '../frame/frameSettings.js'

/**
 * Makes an empty, invisible iframe. React would render it on the server, and browsers restore old URLs into frames that the
 * parser makes.
 */
export function createIframe(
  { title, sandbox, credentialless = false }: FrameSettings,
  document: Document,
): HTMLIFrameElement {
  const iframe = document.createElement('iframe')
  iframe.title = title
  iframe.setAttribute('sandbox', sandbox)
  iframe.toggleAttribute('credentialless', credentialless)
  Object.assign(iframe.style, { display: 'block', border: '0', width: '100%', height: '100%', visibility: 'hidden' })
  return iframe
}

/** The `allow` of a frame on that origin: features that name no origin are granted to it. */
export function allowFor(origin: string, { allow }: FrameSettings): string {
  return allow
    .split(';')
    .map((feature) => feature.trim())
    .filter(Boolean)
    .map((feature) => (/\s/.test(feature) ? feature : `${feature} ${origin}`))
    .join('; ')
}
