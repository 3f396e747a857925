export { type EndpointErrorCode, endpointErrorCodes, endpointErrors, errorPage } from './endpointErrors.js'
export { type LoginLinkBody, loginLinkBody } from './LoginLinkBody.js'
export { type LoginRequestBody, loginRequestBody } from './LoginRequestBody.js'
export { type ProblemBody, problemBody } from './ProblemBody.js'
