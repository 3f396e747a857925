/** A browser engine that the tests drive: Chromium (Chrome, Edge), Firefox, and WebKit (Safari's engine, as WebKitGTK). */
export type Engine = 'chromium' | 'firefox' | 'webkit'

/** Every engine, in the order of the tables. */
export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit']
