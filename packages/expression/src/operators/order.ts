import { decimal } from '@huozi/core'
import { numberType } from '../check/digits.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import { call, value as constant } from '../sql/nodes.ts'
import type { CallNode, TypedNode } from '../typed-node.ts'
import type { Operator } from './operator.ts'

const type: TypeRule = ({ args }) => {
  const [choice] = args as [TypedNode]
  if (choice.type.kind !== 'choice') refuseType(choice, 'choice')
  return { type: numberType({ whole: 4, scale: 0 }), args }
}

function codesOf({ args }: CallNode): readonly string[] {
  const of = args[0]?.type
  return of?.kind === 'choice' ? of.options.codes : []
}

export const order: Operator = {
  name: 'order',
  syntax: { kind: 'function' },
  json: ['order'],
  arity: { min: 1, max: 1 },
  forms: ['order({choice}) → number'],
  type,
  evaluate: ([choice], node) => {
    const positions = new Map(codesOf(node).map((code, index) => [code, decimal(index + 1)]))
    return (frame) => positions.get(choice?.(frame) as string) ?? null
  },
  sql: { value: ({ node, value }) => call('positionIn', [constant(codesOf(node), 'text[]'), value(0)], 'numeric') },
  doc: {
    en: 'The place of the chosen option in its option set, from 1. Blank for a code the set no longer has.',
    'zh-CN': '所选选项在选项集中的序号,从 1 起;选项集中已没有该代码则为空。',
  },
  phrase: { en: 'the place of {0} in its option set', 'zh-CN': '{0} 在选项集中的序号' },
  cases: [
    { expression: 'order(stage)', record: { stage: 'S1' }, gives: '1' },
    { expression: 'order(stage)', record: { stage: 'LOST' }, gives: '5' },
    { expression: 'order(stage)', record: { stage: null }, gives: null },
    { expression: 'order(stage)', record: { stage: 'S0' }, gives: null },
    { expression: 'order(stage) = order(previous) + 1', record: { stage: 'S3', previous: 'S2' }, gives: true },
    { expression: 'order(stage) = order(previous) + 1', record: { stage: 'S3', previous: null }, gives: false },
    { expression: 'order(stage) = order(old.stage) + 1', record: { stage: 'S2' }, old: { stage: 'S1' }, gives: true },
    { expression: 'order(account.stage)', record: { 'account.stage': 'WON' }, gives: '4' },
    { expression: 'max(map(tags, order($item)))', record: { tags: ['blue', 'red'] }, gives: '3' },
    { expression: 'order(stage) > 99', record: { stage: 'WON' }, gives: false },
    { expression: 'order(name)', refused: 'EXPRESSION_TYPE' },
    { expression: 'order(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'order(tags)', refused: 'EXPRESSION_TYPE' },
    { expression: 'order()', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'order(stage) + 12345678901234567890', record: { stage: 'S1' }, gives: '12345678901234567891' },
  ],
}
