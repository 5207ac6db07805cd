import { EXPRESSION_NAME_UNKNOWN, nearestName, refuse } from '@huozi/core'
import { literalText } from '../check/literal-argument.ts'
import { pointerOf } from '../check/resolve-name.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import type { AttributeScope } from '../scope.ts'
import { value as constant, member } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import { type SqlNode, sqlTypeOf } from '../sql/sql-node.ts'
import { shorten } from '../syntax/tokenizer.ts'
import type { CallNode, TypedNode } from '../typed-node.ts'
import type { Operator } from './operator.ts'

const type: TypeRule = ({ args }) => {
  const [choice, name] = args as [TypedNode, TypedNode]
  if (choice.type.kind !== 'choice') return refuseType(choice, 'choice')
  const { attributes } = choice.type.options
  const attribute = attributeOf(choice, literalText(name))
  if (attribute !== undefined) return { type: attribute.type, args }
  const wanted = literalText(name)
  const nearest = nearestName(wanted.slice(0, 60), Object.keys(attributes))
  const params = { at: name.at, kind: 'attribute', name: shorten(wanted), nearest } as const
  return refuse(EXPRESSION_NAME_UNKNOWN, params, pointerOf(name.at))
}

function attributeOf(choice: TypedNode, name: string): AttributeScope | undefined {
  if (choice.type.kind !== 'choice') return undefined
  const { attributes } = choice.type.options
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

/** Code to value, without the options that have none. */
function valuesOf({ args }: CallNode): readonly (readonly [string, NonNullable<AttributeScope['values'][string]>])[] {
  const [choice, name] = args as [TypedNode, TypedNode]
  const values = attributeOf(choice, literalText(name))?.values ?? {}
  return Object.entries(values).flatMap(([code, value]) => (value === null ? [] : [[code, value] as const]))
}

function valueSql({ node, value }: SqlCall): SqlNode {
  const sqlType = sqlTypeOf(node.type)
  const branches = valuesOf(node).map(([code, of]) => ({
    when: constant(code, 'text'),
    result: constant(of, sqlType),
  }))
  if (branches.length === 0) return constant(null, sqlType)
  return { kind: 'match', operand: value(0), branches, otherwise: null, type: sqlType }
}

/** The codes whose attribute is true, which an index on the field answers. */
function conditionSql({ node, value }: SqlCall, negated: boolean): SqlNode {
  const codes = valuesOf(node).flatMap(([code, of]) => (of === true ? [code] : []))
  return member(value(0), constant(codes, 'text[]'), negated)
}

export const attr: Operator = {
  name: 'attr',
  syntax: { kind: 'function' },
  json: ['attr'],
  arity: { min: 2, max: 2 },
  forms: [
    "attr({choice}, 'probability') → number",
    "attr({choice}, 'closed') → boolean",
    "attr({choice}, 'advice') → text",
  ],
  type,
  evaluate: ([choice], node) => {
    const values = new Map(valuesOf(node))
    return (frame) => values.get(choice?.(frame) as string) ?? null
  },
  sql: { value: valueSql, condition: conditionSql },
  doc: {
    en: 'An attribute of the chosen option, as its option set declares it. Blank when the option has none.',
    'zh-CN': '所选选项在选项集中声明的属性值;选项没有该属性则为空。',
  },
  phrase: { en: 'the attribute {1!} of {0}', 'zh-CN': '{0} 的属性 {1!}' },
  cases: [
    { expression: "attr(stage, 'probability')", record: { stage: 'S2' }, gives: '30' },
    { expression: "attr(stage, 'probability')", record: { stage: 'LOST' }, gives: null },
    { expression: "attr(stage, 'probability')", record: { stage: null }, gives: null },
    { expression: "not attr(stage, 'closed')", record: { stage: 'S1' }, gives: true },
    { expression: "not attr(stage, 'closed')", record: { stage: 'WON' }, gives: false },
    { expression: "not attr(stage, 'closed')", record: { stage: null }, gives: true },
    { expression: "amount >= attr(stage, 'probability')", record: { stage: 'S1', amount: '10' }, gives: true },
    { expression: "attr(stage, 'advice')", record: { stage: 'S1' }, gives: 'call' },
    { expression: "attr(stage, 'probabilty')", refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: "attr(stage, 'constructor')", refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: "attr(name, 'closed')", refused: 'EXPRESSION_TYPE' },
    { expression: 'attr(stage, name)', refused: 'EXPRESSION_TYPE' },
    {
      expression: "attr(stage, 'probability') * 12345678901234567890",
      record: { stage: 'S3' },
      gives: '771604931327160493125',
    },
  ],
}
