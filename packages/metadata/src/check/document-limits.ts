import {
  childPointer,
  DOCUMENT_KEY_FORBIDDEN,
  DOCUMENT_NOT_JSON,
  DOCUMENT_TOO_DEEP,
  DOCUMENT_TOO_LARGE,
  type Issue,
  isJsonObject,
  issue,
  METADATA_LIMIT,
} from '@huozi/core'

/** What bounds one document; beyond it nothing reads it. */
export const DOCUMENT_LIMITS = Object.freeze({
  /** UTF-8 bytes of its text. */
  bytes: 1_048_576,
  /** Levels of nesting; an expression of the allowed depth as JsonLogic fits. */
  depth: 200,
  /** Values of any type; what a mebibyte of real records has. More would only be there to keep the check busy. */
  values: 150_000,
})

/** Names that reach the prototype of an object: whoever writes them means harm. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

interface Waiting {
  readonly value: unknown
  readonly pointer: string
  readonly depth: number
}

/**
 * Whether a value that claims to be a document may be looked at: plain JSON, of bounded size and depth, without keys
 * that reach prototypes. Walks without recursion, so that depth cannot exhaust the stack; stops at the first issue.
 */
export function limitIssue(value: unknown): Issue | null {
  let budget: number = DOCUMENT_LIMITS.bytes
  let values: number = DOCUMENT_LIMITS.values
  const waiting: Waiting[] = [{ value, pointer: '', depth: 1 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.depth > DOCUMENT_LIMITS.depth) return issue(DOCUMENT_TOO_DEEP, { limit: DOCUMENT_LIMITS.depth })
    budget -= ownSize(next.value)
    values -= 1
    if (values < 0) return issue(METADATA_LIMIT, { what: 'values', limit: DOCUMENT_LIMITS.values })
    if (budget < 0) return issue(DOCUMENT_TOO_LARGE, { limit: DOCUMENT_LIMITS.bytes })
    for (const [key, item] of entriesOf(next.value)) {
      if (FORBIDDEN_KEYS.has(key)) return issue(DOCUMENT_KEY_FORBIDDEN, { key }, next.pointer)
      const pointer = next.depth < 10 ? childPointer(next.pointer, key) : next.pointer
      waiting.push({ value: item, pointer, depth: next.depth + 1 })
    }
  }
  return isJsonObject(value) ? null : issue(DOCUMENT_NOT_JSON, { reason: 'a document is an object' })
}

function entriesOf(value: unknown): Iterable<readonly [string, unknown]> {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** At least as many bytes as the value itself takes in JSON, without what is inside it. */
function ownSize(value: unknown): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 1
  return Object.keys(value).reduce((size, key) => size + (Array.isArray(value) ? 1 : key.length + 4), 2)
}
