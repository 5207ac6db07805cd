import { coerce } from '../check/coerce.ts'
import { comparison } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import { equalityOf } from '../evaluate/compare-values.ts'
import { bind, compare, junction, member } from '../sql/nodes.ts'
import type { ConditionRule } from '../sql/sql-meaning.ts'
import type { ListNode, TypedNode } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import { BOOLEAN, describeType } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

const members = comparison('number', 'text', 'choice', 'reference', 'date', 'datetime', 'time', 'duration')

/** A value and a written list of values like it, or a field that holds a list. */
const type: TypeRule = (call) => {
  const [value, list] = call.args as [TypedNode, TypedNode]
  if (list.kind !== 'list') return { type: BOOLEAN, args: [memberOf(value, list), list] }
  const [typed = value, ...items] = members({ ...call, args: [value, ...list.items] }).args
  const listType = { kind: 'list', of: typed.type } as const
  return { type: BOOLEAN, args: [typed, Object.freeze({ ...list, items, type: listType })] }
}

function memberOf(value: TypedNode, list: TypedNode): TypedNode {
  if (list.type.kind !== 'list') return refuseType(list, `list(${describeType(value.type)})`)
  return coerce(value, list.type.of) ?? refuseType(value, describeType(list.type.of))
}

const condition: ConditionRule = ({ node, value, part }, negated) => {
  const list = node.args[1] as TypedNode
  const isWritten = list.kind === 'list' && !list.items.every(({ kind }) => kind === 'literal')
  if (!isWritten) return member(value(0), value(1), negated)
  return bind(value(0), (of) =>
    junction(
      negated ? 'and' : 'or',
      (list as ListNode).items.map((one) => compare('=', of, part(one), negated)),
    ),
  )
}

export const isIn: Operator = {
  name: 'in',
  syntax: { kind: 'infix', symbol: 'in', precedence: PRECEDENCE.comparison, list: true },
  json: ['in'],
  arity: { min: 2, max: 2 },
  forms: [
    '{number} in ({number}, {number}) → boolean',
    '{text} in ({text}, {text}) → boolean',
    "{choice} in ('S1', 'S2') → boolean",
    '{reference} in ({reference}, {reference}) → boolean',
    "'red' in {choices} → boolean",
    '{number} in {numbers} → boolean',
    '{text} in {texts} → boolean',
    '{date} in {dates} → boolean',
    '{reference} in {references} → boolean',
  ],
  type,
  evaluate: ([value, list], node) => {
    const equal = equalityOf(node.args[0]?.type ?? BOOLEAN)
    return (frame) => {
      const of = value?.(frame) ?? null
      const items = (list?.(frame) ?? []) as readonly Value[]
      frame.fuel.spend(items.length)
      return of !== null && items.some((item) => item !== null && equal(of, item))
    }
  },
  sql: { condition },
  doc: {
    en: 'True when the value is among the listed ones, or in the list a field holds. `not in` is its exact opposite.',
    'zh-CN': '值在所列各项(或字段的列表)之中为真;`not in` 与之严格相反。',
  },
  phrase: { en: '{0} is among {1}', 'zh-CN': '{0} 在 {1} 之中' },
  cases: [
    { expression: "stage in ('S1', 'S2')", record: { stage: 'S2' }, gives: true },
    { expression: "stage in ('S1', 'S2')", record: { stage: null }, gives: false },
    { expression: "stage not in ('S1', 'S2')", record: { stage: null }, gives: true },
    { expression: "stage not in ('S1', 'S2')", record: { stage: 'WON' }, gives: true },
    { expression: 'amount in (1, 2.5)', record: { amount: '2.50' }, gives: true },
    { expression: 'visits in (1, 2)', record: { visits: 2 }, gives: true },
    { expression: 'amount in (rate, 7)', record: { amount: '7', rate: null }, gives: true },
    { expression: 'amount not in (rate, 7)', record: { amount: '8', rate: null }, gives: true },
    { expression: 'owner in (me, account.owner)', record: { owner: null }, gives: false },
    { expression: 'name in ()', record: { name: 'a' }, gives: false },
    { expression: "'red' in tags", record: { tags: ['blue', 'red'] }, gives: true },
    { expression: "'red' in tags", record: { tags: null }, gives: false },
    { expression: "'red' not in tags", record: { tags: null }, gives: true },
    { expression: "'rde' in tags", refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: "'a' in name", refused: 'EXPRESSION_TYPE' },
    { expression: "amount in (1, 'x')", refused: 'EXPRESSION_TYPE' },
    { expression: { in: [{ var: 'stage' }, ['WON', 'LOST']] }, record: { stage: 'LOST' }, gives: true },
    {
      expression: 'amount in scores',
      record: { amount: '500', scores: Array.from({ length: 500 }, (_, index) => String(index + 1)) },
      gives: true,
    },
    { expression: 'amount in labels', refused: 'EXPRESSION_TYPE' },
    { expression: 'in(amount)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
