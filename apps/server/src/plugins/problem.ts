import {
  AppError,
  isRefusal,
  MEDIA_TYPE_UNSUPPORTED,
  RATE_LIMITED,
  REQUEST_MALFORMED,
  REQUEST_TOO_LARGE,
  ROUTE_NOT_FOUND,
  toProblem,
} from '@huozi/core'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from './language.ts'

/** Body limit of every route that does not say otherwise (bytes). */
export const BODY_LIMIT = 1024 * 1024

/** The only place that turns refusals into HTTP: `application/problem+json` by RFC 9457. Unknown throws are logged, never shown. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) => {
    sendProblem(AppError.of(ROUTE_NOT_FOUND, { path: pathOf(request) }), request, reply)
  })
}

/** Answers a thrown value as problem details. */
export function sendProblem(thrown: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): void {
  const error = knownError(thrown, request)
  if (!(error instanceof AppError) || error.status >= 500) request.log.error({ err: thrown }, 'request failed')
  const problem = toProblem(error, { id: request.id, path: pathOf(request), locale: languageOf(request) })
  if (isRefusal(error, RATE_LIMITED)) {
    reply.header('retry-after', String((error.params as { seconds: number }).seconds))
  }
  reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** What the framework itself refuses, by its error codes. */
const frameworkErrors: { readonly [code: string]: (request: FastifyRequest) => AppError } = {
  FST_ERR_CTP_BODY_TOO_LARGE: ({ routeOptions }) => AppError.of(REQUEST_TOO_LARGE, { limit: routeOptions.bodyLimit }),
  FST_ERR_BAD_URL: () => AppError.of(REQUEST_MALFORMED, { reason: 'the address cannot be decoded' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => AppError.of(MEDIA_TYPE_UNSUPPORTED, { allowed: 'application/json' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => AppError.of(REQUEST_MALFORMED, { reason: 'the body is empty' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => AppError.of(REQUEST_MALFORMED, { reason: 'the body is not JSON' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    AppError.of(REQUEST_MALFORMED, { reason: 'the body has another length than announced' }),
}

function knownError(error: FastifyError | AppError, request: FastifyRequest): unknown {
  if (error instanceof AppError) return error
  const translate = frameworkErrors[error.code]
  if (translate !== undefined) return translate(request)
  const isOurs = error.statusCode === undefined || error.statusCode >= 500
  return isOurs ? error : AppError.of(REQUEST_MALFORMED, { reason: 'the request is not understood' }, { cause: error })
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/'
}
