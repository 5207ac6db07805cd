import {
  DOCUMENT_NOT_JSON,
  DOCUMENT_TOO_DEEP,
  DOCUMENT_TOO_LARGE,
  type Issue,
  issue,
  type JsonObject,
} from '@huozi/core'
import { DOCUMENT_LIMITS, limitIssue } from './document-limits.ts'

/** The JSON of a document's text, or why it was not even read. */
export type ParsedDocument =
  | { readonly json: JsonObject; readonly issue: null }
  | { readonly json: null; readonly issue: Issue }

/** Reads the text of a file that claims to be a document. Size and depth are judged before the text is parsed. Never throws. */
export function parseDocument(text: string): ParsedDocument {
  if (byteLength(text) > DOCUMENT_LIMITS.bytes) {
    return refused(issue(DOCUMENT_TOO_LARGE, { limit: DOCUMENT_LIMITS.bytes }))
  }
  if (nestingOf(text) > DOCUMENT_LIMITS.depth) {
    return refused(issue(DOCUMENT_TOO_DEEP, { limit: DOCUMENT_LIMITS.depth }))
  }
  try {
    const json: unknown = JSON.parse(text)
    const limit = limitIssue(json)
    return limit === null ? { json: json as JsonObject, issue: null } : refused(limit)
  } catch (error) {
    return refused(
      issue(DOCUMENT_NOT_JSON, { reason: error instanceof Error ? error.message.slice(0, 200) : 'unreadable' }),
    )
  }
}

function refused(reason: Issue): ParsedDocument {
  return { json: null, issue: reason }
}

function byteLength(text: string): number {
  return text.length > DOCUMENT_LIMITS.bytes ? text.length : new TextEncoder().encode(text).length
}

/** Deepest nesting of brackets outside of strings. */
function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (isInString) {
      if (char === BACKSLASH) at++
      else if (char === QUOTE) isInString = false
    } else if (char === QUOTE) isInString = true
    else if (char === OPEN_LIST || char === OPEN_OBJECT) deepest = Math.max(deepest, ++depth)
    else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth--
  }
  return deepest
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
