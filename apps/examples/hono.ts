import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createEndpoint } from './createEndpoint.ts'

const handler = createEndpoint(process.env)
const app = new Hono()
app.all('/api/conversation-login', (c) => handler(c.req.raw))

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
