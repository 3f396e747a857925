import type { ConversationFrameError, ConversationFrameErrorCode } from './ConversationFrameError.js'

/** All that a frame says to a person. Plain data, which a server component can pass to a client component. */
export interface ConversationFrameLabels {
  /** The frame's title when none is given. */
  title: string
  /** While the link is asked for and opened. */
  loading: string
  offline: string
  /** Follows what went wrong. `{time}` stands for the start of the next attempt, as `Intl` writes it in the locale. */
  waiting: string
  /** A document has loaded: the conversation, or a login form, or a browser's error page. Nobody outside can see which. */
  open: string
  reload: string
  openInNewTab: string
  /** When the settled frame has loaded again: it may be a logout. */
  navigated: string
  /** What happened, and what a person can do, for each code. */
  errors: Record<ConversationFrameErrorCode, string>
}

/** Words of a host's own in place of some of a language's. */
export interface ConversationFrameLabelChanges extends Partial<Omit<ConversationFrameLabels, 'errors'>> {
  errors?: Partial<ConversationFrameLabels['errors']> | undefined
}

/** A language: English is built in, others are entry points such as `@conversation-frame/react/locales/he`. */
export interface ConversationFrameLocale {
  /** BCP 47, for `lang` and `Intl`. */
  lang: string
  dir: 'ltr' | 'rtl'
  labels: ConversationFrameLabels
}

/** The text for an error. A host's own language, or a newer copy of this package, may not know the same codes as this one. */
export function errorLabel({ errors }: ConversationFrameLabels, { code }: ConversationFrameError): string {
  return errors[code] ?? errors.internal_error
}

const setUp = 'The connection to the chat system is not set up correctly. Please tell your administrator.'
const busy = 'The chat system does not answer at the moment.'

export const english: ConversationFrameLocale = {
  lang: 'en',
  dir: 'ltr',
  labels: {
    title: 'Conversation',
    loading: 'Opening the conversation…',
    offline: 'You are offline. The conversation opens by itself when you are back.',
    waiting: 'Next attempt at {time}.',
    open: 'Loaded. Not the conversation? Reload.',
    reload: 'Reload',
    openInNewTab: 'Open in a new tab',
    navigated: 'Do you see a login form? Reload to connect again.',
    errors: {
      invalid_request:
        'The dashboard asked for this conversation in a way that cannot work. Please tell your administrator.',
      unauthenticated: 'You are signed out. Please sign in to the dashboard again.',
      forbidden: 'You may not open this conversation. Please ask your administrator.',
      account_suspended: 'This account is suspended in the chat system. Please tell your administrator.',
      conversation_not_found: 'The chat system does not find this conversation. Please choose another one.',
      contact_invalid: 'The chat system refuses this contact’s phone number or e-mail address. Please correct it.',
      rate_limited: 'Too many conversations were opened in a short time.',
      misconfigured: setUp,
      vendor_unavailable: busy,
      unavailable: busy,
      internal_error: 'Something went wrong in the dashboard. Reload, or tell your administrator.',
      network: 'The dashboard cannot be reached. Please check your connection.',
      timeout: busy,
      invalid_response: setUp,
      origin_not_allowed: setUp,
      link_already_used: setUp,
      blocked_by_csp: setUp,
      blocked_by_coep: setUp,
      stalled: 'The conversation does not load. Reload it, or open it in a new tab.',
      budget_exhausted: 'Several attempts did not work. Reload when you want to try again.',
      popup_blocked: 'Your browser blocked the new tab. Please allow pop-ups for this page.',
    },
  },
}
