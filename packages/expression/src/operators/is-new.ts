import { EXPRESSION_SCOPE, refuse } from '@huozi/core'
import { pointerOf } from '../check/resolve-name.ts'
import { BOOLEAN } from '../types/value-type.ts'
import type { Operator } from './operator.ts'

export const isNew: Operator = {
  name: 'is_new',
  syntax: { kind: 'function' },
  json: ['is_new'],
  arity: { min: 0, max: 0 },
  forms: ['is_new() → boolean'],
  type: ({ args, at, operator, scope }) => {
    if (scope.change !== true) refuse(EXPRESSION_SCOPE, { at, name: operator }, pointerOf(at))
    return { type: BOOLEAN, args }
  },
  evaluate:
    () =>
    ({ record }) =>
      record.isNew === true,
  sql: null,
  doc: { en: 'True while the record is being created.', 'zh-CN': '记录正在创建时为真。' },
  phrase: { en: 'the record is new', 'zh-CN': '记录是新建的' },
  cases: [
    { expression: 'is_new()', gives: true },
    { expression: 'is_new()', old: { amount: '1' }, gives: false },
    { expression: 'not is_new()', old: {}, gives: true },
    { expression: "is_new() and stage = 'S1'", record: { stage: 'S1' }, gives: true },
    { expression: "is_new() or old.stage = 'S1'", old: { stage: null }, gives: false },
    { expression: 'is_new(1)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'if(is_new(), 1, 2)', gives: '1' },
    { expression: 'is_new() and active', record: { active: null }, gives: false },
    { expression: 'is_new() = blank', old: {}, gives: false },
    { expression: 'is_new() or changed(amount)', record: { amount: '1' }, old: { amount: null }, gives: true },
    { expression: { is_new: [] }, gives: true },
    { expression: 'is_new() + 1', refused: 'EXPRESSION_TYPE' },
    { expression: Array.from({ length: 100 }, () => 'is_new()').join(' and '), gives: true },
  ],
}
