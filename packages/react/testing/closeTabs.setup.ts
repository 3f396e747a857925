import { beforeEach } from 'vitest'
import { commands } from 'vitest/browser'

// All files share one tab. While another tab covers it, the browser renders it once a second and gives it no focus: a click takes 3 s.
beforeEach(() => commands.closeTabs())
