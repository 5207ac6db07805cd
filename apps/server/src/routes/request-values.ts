import {
  IF_MATCH_REQUIRED,
  isJsonObject,
  type Json,
  type JsonObject,
  pointingTo,
  REQUEST_SHAPE,
  refuse,
} from '@huozi/core'
import type { PresentedRecord } from '@huozi/database'
import type { Confirmation, ExpectedVersion, Idempotency } from '@huozi/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseBody } from '../plugins/json-body.ts'

/** A text, if there is one. Throws REQUEST_SHAPE. */
export function textOf(value: Json | undefined, at: string): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : refuse(REQUEST_SHAPE, { expected: 'a text' }, at)
}

/** JsonLogic when it is an object or starts with a brace, else expression text. */
export function whereOf(value: Json | undefined, at: '/where' | '/having' = '/where'): string | JsonObject | undefined {
  if (isJsonObject(value)) return value
  const text = textOf(value, at)
  if (text === undefined || !text.trimStart().startsWith('{')) return text
  const parsed = pointingTo(at, () => parseBody(text))
  return isJsonObject(parsed) ? parsed : refuse(REQUEST_SHAPE, { expected: 'JsonLogic' }, at)
}

const MAX_LIMIT = 200

/** A limit from 1 to `maximum`. */
export function limitOf(value: Json | undefined, { usual, maximum } = { usual: 50, maximum: MAX_LIMIT }): number {
  if (value === undefined || value === null) return usual
  const limit = Number(value)
  const isFine = Number.isInteger(limit) && limit >= 1 && limit <= maximum
  return isFine ? limit : refuse(REQUEST_SHAPE, { expected: `a whole number from 1 to ${maximum}` }, '/limit')
}

const MAX_KEY = 200

/** What makes a request be done once, if its sender sent a key. `route` is what the key is for. */
export function idempotencyOf(request: FastifyRequest<{ Body: Json }>, route: string): Idempotency | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY) {
    return refuse(REQUEST_SHAPE, { expected: `an Idempotency-Key of 1 to ${MAX_KEY} characters` })
  }
  return { key, route, body: request.body ?? null }
}

/** A record with its version as tag. */
export function present(reply: FastifyReply, record: PresentedRecord): FastifyReply {
  return reply.header('etag', `"${record.version}"`).send(record)
}

/** `If-Match: "3"` is the version the writer read, `*` overrides knowingly. Throws IF_MATCH_REQUIRED, REQUEST_SHAPE. */
export function expectedVersion(request: FastifyRequest): ExpectedVersion {
  const header = request.headers['if-match']
  if (header === undefined) return refuse(IF_MATCH_REQUIRED, {})
  if (header === '*') return '*'
  const version = /^"?(\d{1,15})"?$/.exec(header)?.[1]
  return version === undefined
    ? refuse(REQUEST_SHAPE, { expected: 'If-Match with a version such as "3", or *' })
    : Number(version)
}

const MAX_TOKEN = 8000
const MAX_REASON = 2000

/** The writer's answer to `RECORD_UNCONFIRMED`: the token as it was given, and a reason as percent-encoded UTF-8. Throws REQUEST_SHAPE. */
export function confirmationOf({ headers }: Pick<FastifyRequest, 'headers'>): Confirmation | undefined {
  const token = headers['x-confirm']
  if (token === undefined) return undefined
  const isToken = typeof token === 'string' && token.length <= MAX_TOKEN
  return isToken
    ? { token, reason: reasonOf(headers['x-confirm-reason']) }
    : refuse(REQUEST_SHAPE, { expected: 'an X-Confirm as RECORD_UNCONFIRMED gave it' })
}

function reasonOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  const reason = decoded(String(header))
  const isFine = reason !== null && reason.length <= MAX_REASON
  return isFine
    ? reason
    : refuse(REQUEST_SHAPE, { expected: `an X-Confirm-Reason of up to ${MAX_REASON} characters, percent-encoded` })
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
