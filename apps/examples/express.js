import { createNodeListener } from '@conversation-frame/server/node'
import express from 'express'
import { createEndpoint } from './createEndpoint.js'

const handler = createEndpoint(process.env)
const app = express()
// Before the body parsers: what they have parsed can no longer be bounded and checked byte by byte.
app.all('/api/conversation-login', createNodeListener(handler))
app.use(express.json())
app.listen(Number(process.env.PORT), '127.0.0.1')
