import { createEndpoint } from './createEndpoint.ts'

const handler = createEndpoint(process.env)

Bun.serve({ port: Number(process.env.PORT), hostname: '127.0.0.1', fetch: (request) => handler(request) })
