import { createHmac, timingSafeEqual } from 'node:crypto'
import { CURSOR_INVALID, refuse } from '@huozi/core'

/** Where the next page starts. Signed, so that nobody can make one up; it holds what the reader was shown anyway. */
export interface Cursor {
  /** Fingerprint of model version, object, filter, sort and collation: a cursor only fits the list it came from. */
  readonly list: string
  readonly part: 'values' | 'tail'
  /** Sort values of the last row, as Postgres writes them; null for the start of the part. */
  readonly values: readonly (string | null)[] | null
  readonly id: string | null
}

/** Base64url of the cursor and its HMAC-SHA256. */
export function sealCursor(cursor: Cursor, secret: string): string {
  const body = Buffer.from(JSON.stringify([cursor.list, cursor.part, cursor.values, cursor.id])).toString('base64url')
  return `${body}.${sign(body, secret)}`
}

/** Opens a cursor made for `list`. Throws CURSOR_INVALID for anything else. */
export function openCursor(text: string, list: string, secret: string): Cursor {
  const [body = '', signature = ''] = text.split('.')
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(body, secret))]
  // Bytes, not letters: some letters take several.
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return refuse(CURSOR_INVALID, {}, '/after')
  const [madeFor, part, values, id] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    string,
    Cursor['part'],
    Cursor['values'],
    string | null,
  ]
  if (madeFor !== list) return refuse(CURSOR_INVALID, {}, '/after')
  return { list, part, values, id }
}

function sign(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64url').slice(0, 22)
}
