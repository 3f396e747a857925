import { createNodeListener } from '@conversation-frame/server/node'
import Fastify from 'fastify'
import { createEndpoint } from './createEndpoint.ts'

const handler = createEndpoint(process.env)
const app = Fastify()

app.register(async (scope) => {
  const listener = createNodeListener(handler)
  // The handler reads the body itself: in this scope Fastify does not parse it.
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
  scope.all('/api/conversation-login', (request, reply) => {
    reply.hijack()
    listener(request.raw, reply.raw)
  })
})

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
