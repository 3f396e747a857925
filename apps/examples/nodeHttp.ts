import { createServer } from 'node:http'
import { createNodeListener } from '@conversation-frame/server/node'
import { createEndpoint } from './createEndpoint.ts'

createServer(createNodeListener(createEndpoint(process.env))).listen(Number(process.env.PORT), '127.0.0.1')
