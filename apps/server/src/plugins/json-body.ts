import { type Json, REQUEST_MALFORMED, refuse } from '@huozi/core'
import type { FastifyInstance } from 'fastify'

/** Levels of nesting a body may have; deeper ones are refused before anything walks them. */
const MAX_DEPTH = 64
/** A double keeps this many digits of every decimal; a number with more would have been rounded on the way. */
const MAX_SIGNIFICANT_DIGITS = 15

/**
 * Replaces the framework's JSON parser. Keys that reach for prototypes and numbers that a double would round are refused,
 * so what the use cases get is what the client wrote.
 */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : parseBody(String(body)))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** Parses a request body in time linear to its length. Throws REQUEST_MALFORMED. */
export function parseBody(text: string): Json {
  inspect(text)
  const value = parse(text)
  // A key may be spelled with escapes; the text alone does not show it then.
  if (text.includes('\\u')) assertKeys(value)
  return value
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    return refuse(REQUEST_MALFORMED, { reason: 'the body is not JSON' }, undefined, error)
  }
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
const FORBIDDEN_KEY = /"(__proto__|constructor|prototype)"\s*:/
const TOKEN = /"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|[[{]|[\]}]/g

/** Looks at the text before JSON.parse does, which recurses and rounds: depth, digits, keys. */
function inspect(text: string): void {
  const key = FORBIDDEN_KEY.exec(text)?.[1]
  if (key !== undefined) refuse(REQUEST_MALFORMED, { reason: `the key "${key}" is not allowed` })
  let depth = 0
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (token.length > MAX_SIGNIFICANT_DIGITS && !token.startsWith('"')) assertDigits(token)
    if (depth > MAX_DEPTH) refuse(REQUEST_MALFORMED, { reason: `the body is nested deeper than ${MAX_DEPTH}` })
  }
}

/** Whole numbers that a double holds exactly may be as long as it allows. */
function assertDigits(token: string): void {
  const digits = token.replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '')
  if (digits.length <= MAX_SIGNIFICANT_DIGITS || Number.isSafeInteger(Number(token))) return
  refuse(REQUEST_MALFORMED, { reason: `numbers of more than ${MAX_SIGNIFICANT_DIGITS} digits are sent as strings` })
}

function assertKeys(value: Json): void {
  const waiting: Json[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [key, item] of Object.entries(next)) {
      if (FORBIDDEN_KEYS.has(key)) refuse(REQUEST_MALFORMED, { reason: `the key "${key}" is not allowed` })
      waiting.push(item)
    }
  }
}
