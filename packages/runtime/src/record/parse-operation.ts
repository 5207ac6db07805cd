import { isId, isJsonObject, type Json, type JsonObject, jsonPointer, REQUEST_SHAPE, refuse } from '@huozi/core'
import type { ExpectedVersion } from './fetch-current.ts'

/** One operation of a bulk, as it is to be done. */
export type Operation =
  | { readonly op: 'create'; readonly values: Json }
  | { readonly op: 'update'; readonly id: string; readonly expected: ExpectedVersion; readonly values: Json }
  | (Match & { readonly op: 'upsert'; readonly expected: ExpectedVersion; readonly values: Json })
  | { readonly op: 'delete'; readonly id: string; readonly expected: ExpectedVersion }
  | { readonly op: 'restore'; readonly id: string }

/** An external id with its value. */
interface Match {
  readonly key: string
  readonly external: string
}

interface OperationParser {
  readonly takes: readonly string[]
  readonly parse: (given: JsonObject) => Operation
}

const PARSERS: { readonly [K in Operation['op']]: OperationParser } = {
  create: { takes: ['values'], parse: (given) => ({ op: 'create', values: given.values ?? null }) },
  update: {
    takes: ['id', 'version', 'values'],
    parse: (given) => ({ op: 'update', ...recordOf(given), values: given.values ?? null }),
  },
  upsert: {
    takes: ['match', 'version', 'values'],
    parse: ({ match, version, values }) => {
      return { op: 'upsert', ...matchOf(match), expected: versionOf(version ?? '*'), values: values ?? null }
    },
  },
  delete: { takes: ['id', 'version'], parse: (given) => ({ op: 'delete', ...recordOf(given) }) },
  restore: { takes: ['id'], parse: (given) => ({ op: 'restore', id: idOf(given) }) },
}

const WORDS = Object.keys(PARSERS) as readonly Operation['op'][]

/** Reads an operation. Throws REQUEST_SHAPE. */
export function parseOperation(given: Json | undefined): Operation {
  if (!isJsonObject(given)) return refuse(REQUEST_SHAPE, { expected: 'an object with "op"' }, '')
  const op = WORDS.find((word) => word === given.op)
  if (op === undefined) return refuse(REQUEST_SHAPE, { expected: `one of ${WORDS.join(', ')}` }, '/op')
  const { takes, parse } = PARSERS[op]
  const other = Object.keys(given).find((key) => key !== 'op' && !takes.includes(key))
  if (other !== undefined) refuse(REQUEST_SHAPE, { expected: `one of op, ${takes.join(', ')}` }, jsonPointer([other]))
  return parse(given)
}

function recordOf(given: JsonObject): { readonly id: string; readonly expected: ExpectedVersion } {
  return { id: idOf(given), expected: versionOf(given.version) }
}

function idOf({ id }: JsonObject): string {
  return isId(id) ? id : refuse(REQUEST_SHAPE, { expected: 'the id of a record' }, '/id')
}

function versionOf(version: Json | undefined): ExpectedVersion {
  if (version === '*' || (typeof version === 'number' && Number.isSafeInteger(version) && version > 0)) return version
  return refuse(REQUEST_SHAPE, { expected: 'the version you read, or "*" to override knowingly' }, '/version')
}

/** `{"isbn": "978…"}`: one external id with its value. */
function matchOf(match: Json | undefined): Match {
  const [entry, ...more] = isJsonObject(match) ? Object.entries(match) : []
  const external = entry?.[1]
  if (entry === undefined || more.length > 0 || typeof external !== 'string') {
    return refuse(REQUEST_SHAPE, { expected: 'one external id with its value: {"field": "value"}' }, '/match')
  }
  return { key: entry[0], external }
}
