import type { LaunchOptions, Permission } from '../Browser.js'

const permissionNames: Record<Permission, string> = {
  microphone: 'microphone',
  camera: 'camera',
  notifications: 'desktop-notification',
  geolocation: 'geo',
}

/** Translates launch options into Firefox preferences. */
export function firefoxPreferences(options: LaunchOptions): Record<string, unknown> {
  const permissions = (options.permissions ?? []).map((name) => [`permissions.default.${permissionNames[name]}`, 1])
  return {
    // 5 is Firefox's default: third-party cookies go into one jar per embedding site, unless cookies must opt in to partitioning.
    'network.cookie.cookieBehavior': 5,
    'network.cookie.cookieBehavior.optInPartitioning': options.thirdPartyCookies === 'blocked',
    // Puppeteer disables the popup blocker.
    'dom.disable_open_during_load': true,
    'layout.css.prefers-color-scheme.content-override': options.colorScheme === 'dark' ? 0 : 1,
    ...Object.fromEntries(permissions),
  }
}
