export {
  ConversationFrame,
  type ConversationFrameHandle,
  type ConversationFrameProps,
  type WaysOut,
} from './ConversationFrame.js'
export {
  type ClientErrorCode,
  ConversationFrameError,
  type ConversationFrameErrorCode,
  type ConversationFrameErrorOptions,
} from './ConversationFrameError.js'
export { ConversationFrameProvider, type ConversationFrameProviderProps } from './ConversationFrameProvider.js'
export { ConversationLink, type ConversationLinkProps } from './ConversationLink.js'
export type { ConversationTarget } from './ConversationTarget.js'
export type { FrameSnapshot } from './createFrameView.js'
export type { ConversationFrameStatus } from './FrameState.js'
export type { Budget, ConversationUrl, EndpointOptions, FrameOptions } from './frameSettings.js'
export {
  type ConversationFrameLabelChanges,
  type ConversationFrameLabels,
  type ConversationFrameLocale,
  english,
} from './labels.js'
export type { MintLink } from './requestLink.js'
export {
  type UseConversationFrameOptions,
  type UseConversationFrameResult,
  useConversationFrame,
} from './useConversationFrame.js'
export { usePrefetchConversation } from './usePrefetchConversation.js'
