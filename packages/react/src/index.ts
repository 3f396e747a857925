export {
  ConversationFrame,
  type ConversationFrameHandle,
  type ConversationFrameProps,
  type RecoveryActions,
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
export type { Budget, ConversationUrl, EndpointOptions, FrameOptions } from './FrameOptions.js'
export type { FrameSnapshot } from './frame/createSnapshotStore.js'
export type { ConversationFrameStatus } from './frame/FrameState.js'
export type { MintLink } from './link/requestLink.js'
export {
  type ConversationFrameLabelChanges,
  type ConversationFrameLabels,
  type ConversationFrameLocale,
  english,
} from './locales/labels.js'
export {
  type UseConversationFrameOptions,
  type UseConversationFrameResult,
  useConversationFrame,
} from './useConversationFrame.js'
export { usePrefetchConversation } from './usePrefetchConversation.js'
