import { createHash } from 'node:crypto'
import { compileSqlCondition, type SqlNode, type TypedExpression } from '@huozi/expression'
import { driverValue, isBigint } from '../expression/parameter.ts'
import { Slot } from '../statement/slot.ts'
import type { SlotValues } from '../statement/statement.ts'

type Literal = Extract<SqlNode, { kind: 'value' }>

/** A condition with its literals taken out: conditions that differ in nothing else share a shape, and with it a statement. */
export interface Filter {
  readonly node: SqlNode
  /** Hash of all that decides the text of the statement. */
  readonly shape: string
  /** What stands for the literals of `node`. */
  readonly slots: ReadonlyMap<SqlNode, Slot>
  readonly values: SlotValues
  /** Looks into texts: its best plan depends on the literal. */
  readonly isSearch: boolean
}

/** Takes the literals out of a condition. */
export function planFilter(expression: TypedExpression): Filter {
  const node = compileSqlCondition(expression)
  const slots = new Map<SqlNode, Slot>()
  const values: { [slot: string]: unknown } = {}
  const bound = new Map<SqlNode, number>()
  let isSearch = false
  const written = JSON.stringify(node, (_, part: unknown) => {
    if (!isNode(part)) return part
    if (part.kind === 'bound') return { kind: 'bound', at: numberOf(part, bound) }
    if (part.kind === 'call' && SEARCHES.has(part.name)) isSearch = true
    if (part.kind !== 'value' || !isTakenOut(part)) return part
    const slot = slots.get(part) ?? new Slot(`literal_${slots.size}`)
    slots.set(part, slot)
    values[slot.name] = driverValue(part.value)
    return { kind: 'literal', name: slot.name, type: part.type, isWhole: isWhole(part) }
  })
  return { node, shape: createHash('sha256').update(written).digest('base64url'), slots, values, isSearch }
}

const SEARCHES = new Set(['contains', 'startsWith'])

/** Truth and blank are written into the statement as they are. */
function isTakenOut({ value }: Literal): boolean {
  return value !== null && typeof value !== 'boolean'
}

/** Whole numbers meet integer columns as bigints: the statement is another one. */
function isWhole({ value, type }: Literal): boolean {
  if (!type.startsWith('numeric')) return false
  return Array.isArray(value) ? value.every((item) => isBigint(String(item))) : isBigint(String(value))
}

function numberOf(node: SqlNode, known: Map<SqlNode, number>): number {
  const at = known.get(node) ?? known.size
  known.set(node, at)
  return at
}

function isNode(part: unknown): part is SqlNode {
  return typeof part === 'object' && part !== null && 'kind' in part
}
