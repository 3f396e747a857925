import { writeFileSync } from 'node:fs'
import { apiFile, publicApi, publishedPackages } from './publicApi.js'

for (const name of publishedPackages) writeFileSync(apiFile(name), publicApi(name))
