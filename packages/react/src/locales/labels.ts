import type { ConversationFrameError, ConversationFrameErrorCode } from '../ConversationFrameError.js'

/** Every text that a frame shows. Plain data, so that a server component can pass it to a client component. */
export interface ConversationFrameLabels {
  /** The frame's accessible name if `title` is not set. */
  title: string
  /** While the frame requests and opens the link. */
  loading: string
  offline: string
  /** Shown after the error. `{time}` is replaced by the time of the next attempt, formatted by `Intl` for the locale. */
  waiting: string
  /** A document has loaded: the conversation, a login form, or a browser error page. The host page cannot see which. */
  open: string
  reload: string
  openInNewTab: string
  /** The open frame loaded another page, perhaps because the agent was logged out. */
  navigated: string
  /** For each code: what happened, and what the person can do. */
  errors: Record<ConversationFrameErrorCode, string>
}

/** Replaces some labels of a locale. */
export interface ConversationFrameLabelChanges extends Partial<Omit<ConversationFrameLabels, 'errors'>> {
  errors?: Partial<ConversationFrameLabels['errors']> | undefined
}

/** A language. English is built in; others have entry points such as `@conversation-frame/react/locales/he`. */
export interface ConversationFrameLocale {
  /** A BCP 47 tag, for `lang` and `Intl`. */
  lang: string
  dir: 'ltr' | 'rtl'
  labels: ConversationFrameLabels
}

/** The text for an error. A host's own locale may lack a code, and a newer copy of this package may throw an unknown one. */
export function errorLabel({ errors }: ConversationFrameLabels, { code }: ConversationFrameError): string {
  return errors[code] ?? errors.internal_error
}

const setUp = 'The connection to the chat system is not set up correctly. Please contact your administrator.'
const busy = 'The chat system is not responding.'

export const english: ConversationFrameLocale = {
  lang: 'en',
  dir: 'ltr',
  labels: {
    title: 'Conversation',
    loading: 'Opening the conversation…',
    offline: 'You are offline. The conversation opens automatically when you are back online.',
    waiting: 'Next attempt at {time}.',
    open: 'Loaded. No conversation? Reload.',
    reload: 'Reload',
    openInNewTab: 'Open in a new tab',
    navigated: 'If you see a login form, reload to reconnect.',
    errors: {
      invalid_request: 'The dashboard sent an invalid request. Please contact your administrator.',
      unauthenticated: 'You are signed out. Please sign in to the dashboard again.',
      forbidden: 'You do not have permission to open this conversation. Please ask your administrator.',
      account_suspended: 'This account is suspended in the chat system. Please contact your administrator.',
      conversation_not_found: 'This conversation was not found in the chat system. Please choose another one.',
      contact_invalid:
        'The chat system does not accept this contact’s phone number or email address. Please correct it.',
      rate_limited: 'Too many conversations were opened in a short time.',
      misconfigured: setUp,
      vendor_unavailable: busy,
      unavailable: busy,
      internal_error: 'Something went wrong in the dashboard. Reload, or contact your administrator.',
      network: 'The dashboard cannot be reached. Please check your connection.',
      timeout: busy,
      invalid_response: setUp,
      origin_not_allowed: setUp,
      link_already_used: setUp,
      blocked_by_csp: setUp,
      blocked_by_coep: setUp,
      stalled: 'The conversation did not load. Reload it, or open it in a new tab.',
      budget_exhausted: 'Several attempts failed. Reload to try again.',
      popup_blocked: 'Your browser blocked the new tab. Please allow pop-ups for this page.',
    },
  },
}
