import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import { TRUE } from '../sql/nodes.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import type { TypedNode } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import { listOf } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { itemOf, itemsOf, requireAnyList, scopeOfItems } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

const type: TypeRule = ({ args }) => {
  const [list, body] = args as [TypedNode, TypedNode]
  if (body.type.kind === 'list') refuseType(body, 'a single value')
  return { type: listOf(body.type), args: [requireAnyList(list), body] }
}

export const mapItems: Operator = {
  name: 'map',
  syntax: { kind: 'function' },
  json: ['map'],
  arity: { min: 2, max: 2 },
  forms: [
    'map({numbers}, $item * 2) → numbers',
    'map({numbers}, $item + {number}) → numbers',
    'map({numbers}, {numberItem:number}) → numbers',
    'map({texts}, {textItem:number}) → numbers',
    'map({dates}, {dateItem:text}) → texts',
    'map({numbers}, clamp($item * {number}, {number}, {number})) → numbers',
    'map({texts}, upper($item)) → texts',
    'map({dates}, add_days($item, 1)) → dates',
    "map({numbers}, if($item > 2, 'many', 'few')) → texts",
  ],
  type: type,
  inner: scopeOfItems,
  evaluate:
    ([list, body]) =>
    (frame) => {
      const items = itemsOf(list, frame)
      return items.length === 0 ? null : items.map((item): Value => body?.({ ...frame, item }) ?? null)
    },
  sql: {
    value: ({ node, value }) => {
      const item = itemOf(node)
      return { kind: 'each', item, list: value(0), where: TRUE, result: value(1, item), type: sqlTypeOf(node.type) }
    },
  },
  doc: {
    en: 'The list of what an expression gives for each item of a list; `$item` stands for the item. Blank for an empty list.',
    'zh-CN': '对列表每一项计算表达式所得的列表,`$item` 代表该项;空列表结果为空。',
  },
  phrase: { en: '{1} for every item of {0}', 'zh-CN': '对 {0} 的每一项计算 {1}' },
  cases: [
    { expression: 'map(scores, $item * 2)', record: { scores: ['1', '2.5'] }, gives: ['2', '5'] },
    { expression: 'map(scores, amount)', record: { scores: ['1', '2'], amount: '7' }, gives: ['7', '7'] },
    { expression: 'map(labels, upper($item))', record: { labels: ['a', 'b'] }, gives: ['A', 'B'] },
    { expression: "map(tags, case($item, 'red', 1, 2))", record: { tags: ['red', 'blue'] }, gives: ['1', '2'] },
    { expression: 'map(days, year($item))', record: { days: ['2026-01-01', '2024-02-29'] }, gives: ['2026', '2024'] },
    {
      expression: 'map(people, $item = me)',
      record: { people: ['01920000-0000-7000-8000-00000000000a'] },
      gives: [true],
    },
    { expression: 'map(scores, $item * 2)', record: { scores: null }, gives: null },
    { expression: 'map([], 1)', gives: null },
    { expression: 'map([amount, 1], $item + 1)', record: { amount: null }, gives: [null, '2'] },
    {
      expression: 'map(scores, sum(map(weights, $item * 10)) + $item)',
      record: { scores: ['1', '2'], weights: ['3', '4'] },
      gives: ['71', '72'],
    },
    { expression: 'map(scores, $item - avg(scores))', record: { scores: ['1', '3'] }, gives: ['-1', '1'] },
    { expression: 'last(map(scores, $item * $item))', record: MANY, gives: '250000' },
    { expression: { map: [[1, 2], { '+': [{ var: '' }, 1] }] }, gives: ['2', '3'] },
    { expression: 'map(scores, scores)', refused: 'EXPRESSION_TYPE' },
    { expression: 'map(amount, 1)', refused: 'EXPRESSION_TYPE' },
    { expression: 'map(people, $item.name)', refused: 'EXPRESSION_SCOPE' },
    { expression: '$item + 1', refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: 'map(scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
