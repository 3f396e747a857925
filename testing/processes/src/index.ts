export { freePort } from './freePort.js'
export { type ProcessOptions, type RunningProcess, startProcess } from './startProcess.js'
export { type RunningServer, type ServerOptions, startServer } from './startServer.js'
