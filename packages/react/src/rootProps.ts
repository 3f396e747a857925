import type { ComponentPropsWithoutRef } from 'react'
import type { ConversationTarget } from './ConversationTarget.js'
import type { FrameOptions } from './frame/frameSettings.js'

/** What a `<div>` takes beside what a frame takes. */
export type RootProps = Omit<
  ComponentPropsWithoutRef<'div'>,
  keyof FrameOptions | 'children' | 'onLoad' | 'dangerouslySetInnerHTML' | 'dir' | 'lang'
>

/**
 * What is left for the root element. As a labelled group it tells assistive technology whose "Reload" it is, and it can take
 * the focus of a button that goes.
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
  return { role: 'group', 'aria-label': title ?? label, tabIndex: -1, ...root }
}
