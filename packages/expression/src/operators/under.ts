import { EXPRESSION_NOT_LOADED, refuse } from '@huozi/core'
import { coerce } from '../check/coerce.ts'
import { pointerOf } from '../check/resolve-name.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import { SAMPLE_UNITS as UNITS } from '../corpus/sample-units.ts'
import type { TypedNode } from '../typed-node.ts'
import { BOOLEAN, describeType } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

const type: TypeRule = ({ args, scope }) => {
  const [record, ancestor] = args as [TypedNode, TypedNode]
  if (record.type.kind !== 'reference' || scope.trees?.(record.type.object) !== true)
    refuseType(record, 'reference (tree)')
  if (ancestor.kind === 'literal' && ancestor.value === null) refuseType(ancestor, describeType(record.type))
  const same = coerce(ancestor, record.type) ?? refuseType(ancestor, describeType(record.type))
  return { type: BOOLEAN, args: [record, same] }
}

export const under: Operator = {
  name: 'under',
  syntax: { kind: 'infix', symbol: 'under', precedence: PRECEDENCE.comparison },
  json: ['under'],
  arity: { min: 2, max: 2 },
  forms: ['{unit} under {unit} → boolean'],
  type,
  reads: ['tree'],
  evaluate: ([record, ancestor], { at }) => {
    return (frame) => {
      const [below, above] = [record?.(frame) ?? null, ancestor?.(frame) ?? null]
      const { isUnder } = frame.context
      if (below === null || above === null) return false
      if (isUnder === undefined) return refuse(EXPRESSION_NOT_LOADED, { at, collection: 'under' }, pointerOf(at))
      return isUnder(below as string, above as string)
    }
  },
  sql: {
    condition: ({ value }, negated) => ({
      kind: 'under',
      record: value(0),
      ancestor: value(1),
      negated,
      type: 'boolean',
    }),
  },
  doc: {
    en: 'True when the first record lies under the second one of their tree, however deep, or is that one. False when one is blank.',
    'zh-CN': '第一个记录是第二个记录(同一层级结构)的下级(不限层数)或就是它时为真;任一为空则为假。',
  },
  phrase: { en: '{0} lies under {1}', 'zh-CN': '{0} 属于 {1} 的下级' },
  cases: [
    { expression: 'unit under root', record: { unit: UNITS.EAST, root: UNITS.ALL }, gives: true },
    { expression: 'unit under root', record: { unit: UNITS.TEAM, root: UNITS.ALL }, gives: true },
    { expression: 'unit under root', record: { unit: UNITS.ALL, root: UNITS.ALL }, gives: true },
    { expression: 'unit under root', record: { unit: UNITS.ALL, root: UNITS.TEAM }, gives: false },
    { expression: 'unit under root', record: { unit: UNITS.WEST, root: UNITS.EAST }, gives: false },
    { expression: 'unit under root', record: { unit: null, root: UNITS.ALL }, gives: false },
    { expression: 'unit under root', record: { unit: UNITS.EAST, root: null }, gives: false },
    { expression: 'unit not under root', record: { unit: UNITS.WEST, root: UNITS.EAST }, gives: true },
    { expression: 'not (unit under root)', record: { unit: UNITS.EAST, root: UNITS.ALL }, gives: false },
    { expression: 'unit not under root', record: { unit: null, root: UNITS.ALL }, gives: true },
    { expression: 'unit under me.unit', record: { unit: UNITS.TEAM }, gives: true },
    { expression: 'unit under me.unit', record: { unit: UNITS.WEST }, gives: false },
    {
      expression: 'exists(lines, this.unit under this.root)',
      record: { unit: UNITS.TEAM, root: UNITS.EAST, lines: [{}] },
      gives: true,
    },
    { expression: "if(unit under root, 'in', 'out')", record: { unit: UNITS.TEAM, root: UNITS.EAST }, gives: 'in' },
    {
      expression: { under: [{ var: 'unit' }, { var: 'root' }] },
      record: { unit: UNITS.EAST, root: UNITS.ALL },
      gives: true,
    },
    { expression: 'unit under account', refused: 'EXPRESSION_TYPE' },
    { expression: 'account under account', refused: 'EXPRESSION_TYPE' },
    { expression: 'unit under blank', refused: 'EXPRESSION_TYPE' },
    { expression: 'amount under root', refused: 'EXPRESSION_TYPE' },
    { expression: "unit under '0001-none'", refused: 'EXPRESSION_LITERAL' },
  ],
}
