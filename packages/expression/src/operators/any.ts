import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import type { TypedNode } from '../typed-node.ts'
import { BOOLEAN } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { itemOf, itemsOf, requireAnyList, scopeOfItems } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

const type: TypeRule = ({ args }) => {
  const [list, condition] = args as [TypedNode, TypedNode]
  return { type: BOOLEAN, args: [requireAnyList(list), requireKind(condition, 'boolean')] }
}

export const anyItem: Operator = {
  name: 'any',
  syntax: { kind: 'function' },
  json: ['any', 'some'],
  arity: { min: 2, max: 2 },
  forms: [
    'any({numbers}, $item > 1) → boolean',
    'any({numbers}, $item < {number}) → boolean',
    'any({texts}, {textItem:boolean}) → boolean',
    'any({numbers}, $item > avg({numbers})) → boolean',
    'any({texts}, $item = {text}) → boolean',
    "any({choices}, $item = 'red') → boolean",
  ],
  type: type,
  inner: scopeOfItems,
  evaluate:
    ([list, condition]) =>
    (frame) =>
      itemsOf(list, frame).some((item) => condition?.({ ...frame, item }) === true),
  sql: {
    condition: ({ node, value, condition }, negated) => {
      const item = itemOf(node)
      const where = condition(1, false, item)
      return { kind: 'exists', item, list: value(0), where, negated, type: 'boolean' }
    },
  },
  doc: {
    en: 'True when a condition on `$item` is true for at least one item of a list; false for an empty list.',
    'zh-CN': '列表中至少一项使条件(以 `$item` 代表该项)为真则为真;空列表为假。',
  },
  phrase: { en: 'for at least one item of {0}, {1}', 'zh-CN': '{0} 中至少一项满足 {1}' },
  cases: [
    { expression: 'any(scores, $item > 2)', record: { scores: ['1', '3'] }, gives: true },
    { expression: 'any(scores, $item > 9)', record: { scores: ['1', '3'] }, gives: false },
    { expression: 'not any(scores, $item > 9)', record: { scores: ['1', '3'] }, gives: true },
    { expression: 'any(scores, $item > 2)', record: { scores: null }, gives: false },
    { expression: 'not any(scores, $item > 2)', record: { scores: null }, gives: true },
    { expression: 'any([], true)', gives: false },
    { expression: 'any([amount], $item > 2)', record: { amount: null }, gives: false },
    { expression: 'any([amount], not ($item > 2))', record: { amount: null }, gives: true },
    { expression: "any(tags, $item in ('red', 'green'))", record: { tags: ['blue', 'green'] }, gives: true },
    { expression: 'any(labels, $item = name)', record: { labels: ['a', 'b'], name: 'b' }, gives: true },
    { expression: 'any(scores, $item = 500)', record: MANY, gives: true },
    { expression: { some: [{ var: 'scores' }, { '>': [{ var: '' }, 2] }] }, record: { scores: ['3'] }, gives: true },
    { expression: 'any(scores, $item)', refused: 'EXPRESSION_TYPE' },
    { expression: 'any(name, true)', refused: 'EXPRESSION_TYPE' },
    { expression: 'any(scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
