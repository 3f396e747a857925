import type { Section } from './Section.js'
import { frameGrowth } from './sections/frameGrowth.js'
import { keptAlive } from './sections/keptAlive.js'
import { lazyFrames } from './sections/lazyFrames.js'
import { linksPerView } from './sections/linksPerView.js'
import { loginEndpoint } from './sections/loginEndpoint.js'
import { mountsAndUnmounts } from './sections/mountsAndUnmounts.js'
import { overlap } from './sections/overlap.js'
import { prefetched } from './sections/prefetched.js'
import { renderToRequest } from './sections/renderToRequest.js'
import { serverCode } from './sections/serverCode.js'
import { sizes } from './sections/sizes.js'

/** All sections, in the order of the page. */
export const sections: readonly Section[] = [
  sizes,
  serverCode,
  linksPerView,
  renderToRequest,
  prefetched,
  keptAlive,
  mountsAndUnmounts,
  lazyFrames,
  frameGrowth,
  overlap,
  loginEndpoint,
]
