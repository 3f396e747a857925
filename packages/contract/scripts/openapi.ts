// Writes openapi.json from the schemas (`npm run api`). A test fails when the file is out of date.
import { writeFileSync } from 'node:fs'
import { openapi } from './describeEndpoint.js'

writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(openapi(), null, 2)}\n`)
