import { createNodeListener } from '@conversation-frame/server/node'
import serverless from 'serverless-http'
import { createEndpoint } from './createEndpoint.ts'

const handler = createEndpoint(process.env)

export const lambdaHandler = serverless(createNodeListener(handler))
