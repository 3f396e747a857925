import { createNodeListener } from '@conversation-frame/server/node'
import express from 'express'
import { createEndpoint } from './createEndpoint.ts'

const handler = createEndpoint(process.env)
const app = express()
// Before the body parsers: a parsed body can no longer be limited and validated byte by byte.
app.all('/api/conversation-login', createNodeListener(handler))
app.use(express.json())
app.listen(Number(process.env.PORT), '127.0.0.1')
