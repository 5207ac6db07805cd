import { EXPRESSION_NAME_UNKNOWN, refuse } from '@huozi/core'
import { literalText } from '../check/literal-argument.ts'
import { pointerOf } from '../check/resolve-name.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { ContextSlot } from '../sql/context-slot.ts'
import { isTrue } from '../sql/nodes.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import { shorten } from '../syntax/tokenizer.ts'
import type { CallNode, TypedNode } from '../typed-node.ts'
import { BOOLEAN } from '../types/value-type.ts'
import type { Operator } from './operator.ts'

const type: TypeRule = ({ args, scope }) => {
  const [role] = args as [TypedNode]
  const name = literalText(role)
  if (scope.roles?.(name) !== false) return { type: BOOLEAN, args }
  const params = { at: role.at, kind: 'role', name: shorten(name), nearest: null } as const
  return refuse(EXPRESSION_NAME_UNKNOWN, params, pointerOf(role.at))
}

function roleOf({ args }: CallNode): string {
  return args[0] === undefined ? '' : literalText(args[0])
}

export const hasRole: Operator = {
  name: 'has_role',
  syntax: { kind: 'function' },
  json: ['has_role'],
  arity: { min: 1, max: 1 },
  forms: ["has_role('sales') → boolean"],
  type,
  evaluate: (_args, node) => {
    const role = roleOf(node)
    return ({ context }) => context.hasRole(role)
  },
  sql: {
    condition: ({ node }, negated) => {
      const slot: SqlNode = { kind: 'slot', slot: new ContextSlot('role', [roleOf(node)]), type: 'boolean' }
      return negated ? isTrue(slot, true) : slot
    },
  },
  doc: { en: 'True when the user holds the role.', 'zh-CN': '用户拥有该角色时为真。' },
  phrase: { en: 'the user has the role {0!}', 'zh-CN': '用户拥有角色 {0!}' },
  cases: [
    { expression: "has_role('sales')", gives: true },
    { expression: "has_role('finance')", gives: false },
    { expression: "not has_role('finance')", gives: true },
    { expression: "active and has_role('sales')", record: { active: null }, gives: false },
    { expression: "if(has_role('sales'), amount, 0)", record: { amount: '3' }, gives: '3' },
    { expression: "has_role('nobody')", refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: 'has_role(name)', refused: 'EXPRESSION_TYPE' },
    { expression: "has_role('sales') or has_role('finance')", gives: true },
    { expression: "has_role('finance') and has_role('sales')", gives: false },
    { expression: { has_role: ['sales'] }, gives: true },
    { expression: 'has_role(1)', refused: 'EXPRESSION_TYPE' },
    { expression: 'has_role(blank)', refused: 'EXPRESSION_TYPE' },
    { expression: `has_role('${'x'.repeat(5000)}')`, refused: 'EXPRESSION_NAME_UNKNOWN' },
  ],
}
