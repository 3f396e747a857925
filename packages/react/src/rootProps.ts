import type { ComponentPropsWithoutRef } from 'react'
import type { ConversationTarget } from './ConversationTarget.js'
import type { FrameOptions } from './FrameOptions.js'

/** The props of a `<div>` that are not options of a frame. */
export type RootProps = Omit<
  ComponentPropsWithoutRef<'div'>,
  keyof FrameOptions | 'children' | 'onLoad' | 'dangerouslySetInnerHTML' | 'dir' | 'lang'
>

/**
 * The props of the root element. As a labelled group it tells assistive technology which conversation its "Reload" belongs to,
 * and it can take the focus of a button that is removed.
 */
export function rootProps(
  {
    conversationId,
    inboxId,
    phoneNumber,
    email,
    name,
    endpoint,
    headers,
    credentials,
    loginOrigins,
    requestTimeout,
    settleTime,
    loading,
    title,
    sandbox,
    allow,
    warmUrl,
    credentialless,
    returnFocus,
    loadTimeout,
    budget,
    locale,
    labels,
    onStatusChange,
    onError,
    onNavigate,
    onMessage,
    ...root
  }: ConversationTarget & FrameOptions & RootProps,
  label: string,
): RootProps {
  // Does not compile while an option is missing above: React would warn of an unknown attribute.
  const attributes: RootProps & { [option in keyof FrameOptions]?: never } = root
  return { role: 'group', 'aria-label': title ?? label, tabIndex: -1, ...attributes }
}
