export { type RunningSimulator, type StartSimulatorOptions, startSimulator } from './node/startSimulator.js'
