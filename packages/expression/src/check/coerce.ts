import {
  type Decimal,
  EXPRESSION_LITERAL,
  EXPRESSION_NAME_UNKNOWN,
  isId,
  nearestName,
  parseDuration,
  refuse,
} from '@huozi/core'
import { shorten } from '../syntax/tokenizer.ts'
import type { CallNode, ListNode, LiteralNode, TypedNode } from '../typed-node.ts'
import { parseDate, parseDatetime, parseTime } from '../types/calendar.ts'
import { isOpen, isSameType, type ValueType } from '../types/value-type.ts'
import { pointerOf } from './resolve-name.ts'

/**
 * The node as a value of `type`: as it is when the type is the same, a text literal read as date, code, id, …; blank
 * stands for every type. Also through operators whose result is one of their arguments. Null when it does not fit.
 * Throws EXPRESSION_LITERAL or EXPRESSION_NAME_UNKNOWN for a literal that has the wrong form.
 */
export function coerce(node: TypedNode, type: ValueType): TypedNode | null {
  if (isSameType(node.type, type)) return node
  if (node.kind === 'literal') return coerceLiteral(node, type)
  if (node.kind === 'list') return coerceList(node, type)
  if (node.kind === 'call' && isOpen(node.type)) return coerceCall(node, type)
  return null
}

function coerceLiteral(node: LiteralNode, type: ValueType): TypedNode | null {
  if (node.value === null) return Object.freeze({ ...node, type })
  if (node.type.kind !== 'text' || typeof node.value !== 'string') return null
  const read = READERS[type.kind]
  return read === undefined ? null : Object.freeze({ ...node, type, value: read(node.value, type, node) })
}

function coerceList(node: ListNode, type: ValueType): ListNode | null {
  if (type.kind !== 'list' || !isOpen(node.type)) return null
  const items = node.items.map((item) => coerce(item, type.of))
  const fitting = items.filter((item) => item !== null)
  return fitting.length < items.length ? null : Object.freeze({ ...node, items: Object.freeze(fitting), type })
}

function coerceCall(node: CallNode, type: ValueType): TypedNode | null {
  if (node.results.length === 0) return null
  const args = [...node.args]
  for (const index of node.results) {
    const arg = args[index]
    const coerced = arg === undefined ? null : coerce(arg, type)
    if (coerced === null) return null
    args[index] = coerced
  }
  return Object.freeze({ ...node, args: Object.freeze(args), type })
}

type Reader = (text: string, type: ValueType, node: LiteralNode) => string | Decimal

/** How a text literal is read where another kind is asked for. */
const READERS: Readonly<Partial<Record<ValueType['kind'], Reader>>> = {
  date: (text, _type, node) => parseDate(text) ?? refuseLiteral(node, 'date'),
  datetime: (text, _type, node) => parseDatetime(text) ?? refuseLiteral(node, 'datetime'),
  time: (text, _type, node) => parseTime(text) ?? refuseLiteral(node, 'time'),
  duration: (text, _type, node) => parseDuration(text) ?? refuseLiteral(node, 'duration'),
  reference: (text, _type, node) => (isId(text) ? text : refuseLiteral(node, 'id')),
  choice: (text, type, node) => readCode(text, type, node),
}

function readCode(text: string, type: ValueType, node: LiteralNode): string {
  if (type.kind !== 'choice') return refuseLiteral(node, 'code')
  const { codes } = type.options
  if (codes.includes(text)) return text
  const nearest = nearestName(text.slice(0, 60), codes)
  const params = { at: node.at, kind: 'code', name: shorten(text), nearest } as const
  refuse(EXPRESSION_NAME_UNKNOWN, params, pointerOf(node.at))
}

/** Throws EXPRESSION_LITERAL for a written value that is not `allowed`. */
export function refuseLiteral(node: LiteralNode, allowed: string): never {
  const found = shorten(typeof node.value === 'string' ? `'${node.value}'` : String(node.value))
  refuse(EXPRESSION_LITERAL, { at: node.at, found, allowed }, pointerOf(node.at))
}
