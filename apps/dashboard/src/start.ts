import { LoginError } from '@conversation-frame/server'
import { DashboardError } from './server/DashboardError.js'
import { readConfiguration } from './server/readConfiguration.js'
import { startDashboard } from './startDashboard.js'

try {
  const configuration = readConfiguration(process.env)
  const dashboard = await startDashboard(configuration)
  console.log(dashboard.url)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void dashboard.stop().then(() => process.exit(0)))
  }
} catch (error) {
  // A problem that the user can fix needs no stack trace.
  const isMistake = error instanceof DashboardError || error instanceof LoginError
  console.error(isMistake ? error.message : error)
  process.exit(1)
}
