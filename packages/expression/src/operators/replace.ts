import { EXPRESSION_NOT_SQL, refuse } from '@huozi/core'
import { pointerOf } from '../check/resolve-name.ts'
import { takes } from '../check/signatures.ts'
import type { EvaluateRule } from '../evaluate/evaluate-rule.ts'
import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'
import { call, value as constant } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import { countCharacters } from '../text/pieces.ts'
import { TEXT } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { textResult } from './shared/text-result.ts'

const evaluate: EvaluateRule =
  ([text, part, by]) =>
  (frame) => {
    const of = text?.(frame) ?? null
    const wanted = part?.(frame) ?? null
    const replacement = by?.(frame) ?? ''
    return of === null || wanted === null ? null : replaceAll(String(of), String(wanted), String(replacement))
  }

function replaceAll(text: string, part: string, by: string): string | null {
  const pieces = text.split(part)
  if (text.length + (pieces.length - 1) * by.length > EXPRESSION_LIMITS.textLength) throw limitExceeded('textLength')
  return textResult(pieces.join(by))
}

/** Only where the result cannot be longer than the text: the database has no bound on what nested ones would make. */
function sql({ node, value }: SqlCall): SqlNode {
  const [, part, by] = [value(0), value(1), value(2)]
  const shrinks = part.kind === 'value' && by.kind === 'value' && characters(by.value) <= characters(part.value)
  if (!shrinks) refuse(EXPRESSION_NOT_SQL, { at: node.at, operator: node.operator }, pointerOf(node.at))
  return call('replace', [value(0), part, by.value === null ? constant('', 'text') : by], 'text')
}

function characters(text: unknown): number {
  return typeof text === 'string' ? countCharacters(text) : 0
}

export const replace: Operator = {
  name: 'replace',
  syntax: { kind: 'function' },
  json: ['replace'],
  arity: { min: 3, max: 3 },
  forms: ["replace({text}, 'a', 'b') → text", "replace({text}, '-', '') → text"],
  type: takes(['text'], TEXT),
  evaluate,
  sql: { value: sql },
  doc: {
    en: 'Replaces every occurrence of a text by another, or takes it away when the other is blank. Filters need both written, the second not longer.',
    'zh-CN': '将文本中出现的每一处替换为另一文本,后者为空则删除。用于筛选时两者须直接写出,且后者不长于前者。',
  },
  phrase: { en: '{0} with {1} replaced by {2}', 'zh-CN': '{0} 中的 {1} 替换为 {2}' },
  cases: [
    { expression: "replace(name, '-', '/')", record: { name: 'a-b-c' }, gives: 'a/b/c' },
    { expression: "replace(name, '-', '')", record: { name: '138-0000' }, gives: '1380000' },
    { expression: "replace(name, 'aa', 'b')", record: { name: 'aaa' }, gives: 'ba' },
    { expression: "replace(name, 'a', '')", record: { name: 'aa' }, gives: null },
    { expression: "replace(name, 'a', '$&')", record: { name: 'aa' }, gives: '$&$&' },
    { expression: "replace(name, 'A', 'b')", record: { name: 'aA' }, gives: 'ab' },
    { expression: "replace(name, 'a', 'b')", record: { name: null }, gives: null },
    { expression: "replace(name, note, 'b')", record: { name: 'abc', note: null }, gives: null },
    { expression: "replace(amount, '1', '2')", refused: 'EXPRESSION_TYPE' },
    { expression: "length(replace(name, 'a', 'bb'))", record: { name: 'a'.repeat(5000) }, gives: '10000' },
    { expression: "replace(name, 'x', 'y')", record: { name: 'abc' }, gives: 'abc' },
    { expression: "replace(name, 'a', note)", record: { name: 'abc', note: null }, gives: 'bc' },
    { expression: "replace(name, 'a')", refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
