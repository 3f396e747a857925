export { createNodeListener } from './node/createNodeListener.js'
