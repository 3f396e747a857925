import serverlessExpress from '@codegenie/serverless-express'
import { createNodeListener } from '@conversation-frame/server/node'
import express from 'express'
import { createEndpoint } from './createEndpoint.ts'

const app = express()
app.all('/api/conversation-login', createNodeListener(createEndpoint(process.env)))

export const lambdaHandler = serverlessExpress({ app })
