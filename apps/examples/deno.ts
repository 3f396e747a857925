import { createEndpoint } from './createEndpoint.ts'

const handler = createEndpoint(Deno.env.toObject())

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1' }, (request) => handler(request))
