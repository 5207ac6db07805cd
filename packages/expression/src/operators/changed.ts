import { EXPRESSION_SCOPE, refuse } from '@huozi/core'
import { pointerOf } from '../check/resolve-name.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import { equalityOf } from '../evaluate/compare-values.ts'
import type { TypedNode } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import { BOOLEAN, type ValueType } from '../types/value-type.ts'
import type { Operator } from './operator.ts'

const type: TypeRule = ({ args, at, operator, scope }) => {
  const [field] = args as [TypedNode]
  if (scope.change !== true) refuse(EXPRESSION_SCOPE, { at, name: operator }, pointerOf(at))
  if (field.kind !== 'path' || field.root !== 'record') refuseType(field, 'field')
  return { type: BOOLEAN, args }
}

/** Lists are the same when they hold the same values in the same order. */
function isSame(a: Value, b: Value, type: ValueType): boolean {
  if (a === null || b === null) return a === b
  if (!Array.isArray(a) || !Array.isArray(b)) return equalityOf(type)(a, b)
  const of = type.kind === 'list' ? type.of : type
  return a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null, of))
}

export const changed: Operator = {
  name: 'changed',
  syntax: { kind: 'function' },
  json: ['changed'],
  arity: { min: 1, max: 1 },
  forms: ['changed({field}) → boolean'],
  type,
  readsOld: true,
  evaluate: ([field], { args }) => {
    const [node] = args
    const path = node?.kind === 'path' ? node.path : []
    return (frame) => {
      const before = frame.record.old?.get(path) ?? null
      return !isSame(field?.(frame) ?? null, before === '' ? null : before, node?.type ?? BOOLEAN)
    }
  },
  sql: null,
  doc: {
    en: 'True when the field differs from before the change; in a new record, when it is not blank.',
    'zh-CN': '字段与修改前不同则为真;新记录中字段非空则为真。',
  },
  phrase: { en: '{0} has changed', 'zh-CN': '{0} 已变更' },
  cases: [
    { expression: 'changed(stage)', record: { stage: 'S2' }, old: { stage: 'S1' }, gives: true },
    { expression: 'changed(stage)', record: { stage: 'S1' }, old: { stage: 'S1' }, gives: false },
    { expression: 'changed(amount)', record: { amount: '1.50' }, old: { amount: '1.5' }, gives: false },
    { expression: 'changed(name)', record: { name: '' }, old: { name: null }, gives: false },
    { expression: 'changed(tags)', record: { tags: ['red'] }, old: { tags: ['red', 'blue'] }, gives: true },
    { expression: 'changed(amount)', record: { amount: '1' }, gives: true },
    { expression: 'changed(amount)', record: { amount: null }, gives: false },
    {
      expression: 'changed(amount) and amount > old.amount',
      record: { amount: '2' },
      old: { amount: '1' },
      gives: true,
    },
    { expression: 'changed(amount + 1)', refused: 'EXPRESSION_TYPE' },
    { expression: 'changed(old.amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'changed(scores)', record: { scores: Array.from({ length: 500 }, () => '1') }, gives: true },
    { expression: 'changed(1)', refused: 'EXPRESSION_TYPE' },
    { expression: 'changed()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
