export { createNodeListener } from './createNodeListener.js'
