import { createNodeListener } from '@conversation-frame/server/node'
// #region adapter
import awsLambdaFastify from '@fastify/aws-lambda'
// #endregion
import Fastify from 'fastify'
import { createEndpoint } from './createEndpoint.ts'

const app = Fastify()

app.register(async (scope) => {
  const listener = createNodeListener(createEndpoint(process.env))
  // The handler reads the body itself: in this scope Fastify does not parse it.
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
  scope.all('/api/conversation-login', (request, reply) => {
    reply.hijack()
    listener(request.raw, reply.raw)
  })
})

// #region adapter
export const lambdaHandler = awsLambdaFastify(app)
// #endregion
