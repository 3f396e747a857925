import type { ConversationFrameProps, ConversationFrameProviderProps } from '@conversation-frame/react'

/** What a host page shows, as JSON. The test sends it to the page, and the page keeps it in its URL across reloads. */
export type Scene =
  | FrameScene
  | { type: 'box'; key: string; height?: number; scrolls?: boolean; hidden?: boolean; children: readonly Scene[] }
  | { type: 'details'; open: boolean; child: Scene }
  | { type: 'list'; children: readonly Scene[] }
  | { type: 'activity'; mode: 'visible' | 'hidden'; child: Scene }
  | { type: 'suspense'; suspended: boolean; child: Scene }
  | { type: 'portal'; into: 'a' | 'b'; child: Scene }
  | { type: 'provider'; props: ProviderOptions; child: Scene }
  | { type: 'prefetch'; target: Target }
  | { type: 'link'; target: Target }
  | { type: 'nothing' }

/** A `<ConversationFrame>`, called `id` in selectors and in the log. */
export interface FrameScene {
  type: 'frame'
  id: string
  props: FrameOptions
}

type Json<Props> = {
  [Name in keyof Props as NonNullable<Props[Name]> extends (...args: never) => unknown ? never : Name]: Props[Name]
}

/** Props that JSON can express. The page adds the props that depend on the vendor's port. */
export type FrameOptions = Partial<Omit<Json<ConversationFrameProps>, 'locale' | 'labels' | 'fallback'>>

/** `conversationUrl: true` stands for the function that builds the vendor's conversation URLs. */
export interface ProviderOptions extends Pick<ConversationFrameProviderProps, 'keepAlive' | 'sessionKey' | 'budget'> {
  conversationUrl?: boolean
}

export type Target = { conversationId: number; phoneNumber: string }

/** The conversations that the scenarios open. Both belong to the same agent. */
export const dana: Target = { conversationId: 165, phoneNumber: '972501234567' }
export const yoav: Target = { conversationId: 166, phoneNumber: '972502345678' }

export function frame(props: FrameOptions = {}, id = 'frame'): FrameScene {
  return { type: 'frame', id, props: { ...dana, ...props } as FrameOptions }
}

/** An element around its children. A different key makes a different element. */
export function box(
  key: string,
  children: readonly Scene[],
  look: { height?: number; scrolls?: boolean; hidden?: boolean } = {},
): Scene {
  return { type: 'box', key, children, ...look }
}

/** A `<details>` around its child. */
export function details(open: boolean, child: Scene = frame()): Scene {
  return { type: 'details', open, child }
}

/** Keyed boxes. React moves them when their order changes. */
export function list(...children: readonly Scene[]): Scene {
  return { type: 'list', children }
}

export function activity(mode: 'visible' | 'hidden', child: Scene = frame()): Scene {
  return { type: 'activity', mode, child }
}

export function suspense(suspended: boolean, child: Scene = frame()): Scene {
  return { type: 'suspense', suspended, child }
}

export function portal(into: 'a' | 'b', child: Scene = frame()): Scene {
  return { type: 'portal', into, child }
}

export function provider(props: ProviderOptions, child: Scene = frame()): Scene {
  return { type: 'provider', props, child }
}

/** A button that prefetches, next to other content. */
export function prefetch(target: Target = dana): Scene {
  return { type: 'prefetch', target }
}

/** A `<ConversationLink>`. */
export function link(target: Target = dana): Scene {
  return { type: 'link', target }
}

export const nothing: Scene = { type: 'nothing' }
