import { sameOf } from '../check/signatures.ts'
import { comparatorOf } from '../evaluate/compare-values.ts'
import { bind, call, cases, isNull, junction } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import { type SqlNode, sqlTypeOf } from '../sql/sql-node.ts'
import type { Operator } from './operator.ts'

/** Unlike `least` and `greatest`, blank when one of the three is. */
function sql({ node, value }: SqlCall): SqlNode {
  const type = sqlTypeOf(node.type)
  return bind(value(0), (of) =>
    bind(value(1), (low) =>
      bind(value(2), (high) => {
        const result = call('least', [call('greatest', [of, low], type), high], type)
        const when = junction('and', [isNull(of, true), isNull(low, true), isNull(high, true)])
        return cases([{ when, result }], null, type)
      }),
    ),
  )
}

export const clamp: Operator = {
  name: 'clamp',
  syntax: { kind: 'function' },
  json: ['clamp'],
  arity: { min: 3, max: 3 },
  forms: [
    'clamp({number}, {number}, {number}) → number',
    'clamp({number}, 0, 100) → number',
    'clamp({date}, {date}, {date}) → date',
    'clamp({time}, {time}, {time}) → time',
    'clamp({duration}, {duration}, {duration}) → duration',
  ],
  type: sameOf('number', 'date', 'datetime', 'time', 'duration'),
  evaluate: ([value, low, high], node) => {
    const order = comparatorOf(node.type)
    return (frame) => {
      const [of, least, most] = [value?.(frame) ?? null, low?.(frame) ?? null, high?.(frame) ?? null]
      if (of === null || least === null || most === null) return null
      const raised = order(of, least) < 0 ? least : of
      return order(raised, most) > 0 ? most : raised
    }
  },
  sql: { value: sql },
  doc: {
    en: 'The value, or the nearer of two bounds when it is outside them; the upper bound wins when they cross. Blank when one of the three is blank.',
    'zh-CN': '值在上下限之外时取相应的界限,否则取原值;上下限交叉时以上限为准;三者任一为空则为空。',
  },
  phrase: { en: '{0} kept between {1} and {2}', 'zh-CN': '{0} 限制在 {1} 与 {2} 之间' },
  cases: [
    { expression: 'clamp(amount, 0, 100)', record: { amount: '50.5' }, gives: '50.5' },
    { expression: 'clamp(amount, 0, 100)', record: { amount: '120' }, gives: '100' },
    { expression: 'clamp(amount, 0, 100)', record: { amount: '-1' }, gives: '0' },
    { expression: 'clamp(amount, 0, 100)', record: { amount: '100' }, gives: '100' },
    { expression: 'clamp(amount, 0, 100)', record: { amount: null }, gives: null },
    { expression: 'clamp(amount, rate, 100)', record: { amount: '5', rate: null }, gives: null },
    { expression: 'clamp(amount, 0, rate)', record: { amount: '5', rate: null }, gives: null },
    { expression: 'clamp(amount, 10, 1)', record: { amount: '5' }, gives: '1' },
    { expression: "clamp(day, '2026-01-01', '2026-12-31')", record: { day: '2027-03-01' }, gives: '2026-12-31' },
    { expression: "clamp(clock, '09:00', '18:00')", record: { clock: '08:30:00' }, gives: '09:00:00' },
    { expression: 'clamp(visits, 1, 3)', record: { visits: 2 }, gives: '2' },
    { expression: 'clamp(amount, 0, 1)', record: { amount: '99999999999999999999.99' }, gives: '1' },
    { expression: 'clamp(amount, 0, day)', refused: 'EXPRESSION_TYPE' },
    { expression: "clamp(name, 'a', 'b')", refused: 'EXPRESSION_TYPE' },
    { expression: 'clamp(amount, 0)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
