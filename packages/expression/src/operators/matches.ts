import { EXPRESSION_LITERAL, refuse } from '@huozi/core'
import { literalText } from '../check/literal-argument.ts'
import { pointerOf } from '../check/resolve-name.ts'
import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { compilePattern } from '../pattern/compile-pattern.ts'
import { type Pattern, PatternError, parsePattern } from '../pattern/parse-pattern.ts'
import { portablePattern } from '../pattern/portable-pattern.ts'
import { call, value as constant, isTrue } from '../sql/nodes.ts'
import { shorten } from '../syntax/tokenizer.ts'
import type { TypedNode } from '../typed-node.ts'
import { BOOLEAN } from '../types/value-type.ts'
import type { Operator } from './operator.ts'

/** So much work of the matcher is one step: characters times steps of the pattern. */
const WORK_PER_STEP = 1000

const type: TypeRule = ({ args }) => {
  const [text, pattern] = args as [TypedNode, TypedNode]
  compilePattern(patternOf(pattern))
  return { type: BOOLEAN, args: [requireKind(text, 'text'), pattern] }
}

/** The pattern written as an argument. Throws EXPRESSION_TYPE when it is computed, EXPRESSION_LITERAL when it cannot be read. */
function patternOf(node: TypedNode): Pattern {
  const written = literalText(node)
  try {
    return parsePattern(written)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return refuse(
      EXPRESSION_LITERAL,
      { at: node.at, found: shorten(error.found), allowed: error.message },
      pointerOf(node.at),
    )
  }
}

export const matches: Operator = {
  name: 'matches',
  syntax: { kind: 'function' },
  json: ['matches'],
  arity: { min: 2, max: 2 },
  forms: [
    "matches({text}, '^[A-Z]{2}') → boolean",
    "matches({text}, '[0-9%]') → boolean",
    "matches({text}, '华.|a+b?c$') → boolean",
  ],
  type,
  evaluate: ([text], { args }) => {
    const matcher = compilePattern(patternOf(args[1] as TypedNode))
    return (frame) => {
      const of = text?.(frame) ?? null
      if (typeof of !== 'string') return false
      frame.fuel.spend(Math.ceil((of.length * matcher.size) / WORK_PER_STEP))
      return matcher.test(of)
    }
  },
  sql: {
    condition: ({ node, value }, negated) => {
      const pattern = constant(portablePattern(patternOf(node.args[1] as TypedNode)), 'text')
      const plain = call('matches', [value(0), pattern], 'boolean')
      return negated ? isTrue(plain, true) : plain
    },
  },
  doc: {
    en: 'True when the written pattern is found in a text; `^` and `$` bind it to the ends. Characters, sets, groups, `|` and repetitions up to 100; no back references or look-around, so that it always takes linear time.',
    'zh-CN':
      '文本中找到所写的正则表达式则为真,`^`、`$` 表示首尾;支持字符、字符集、分组、`|` 与至多 100 次的重复,不支持反向引用与环视,因此总是线性时间。',
  },
  phrase: { en: '{0} matches {1}', 'zh-CN': '{0} 匹配 {1}' },
  cases: [
    { expression: "matches(name, '^1[3-9]\\d{9}$')", record: { name: '13800138000' }, gives: true },
    { expression: "matches(name, '^1[3-9]\\d{9}$')", record: { name: '138001380001' }, gives: false },
    { expression: "matches(name, 'b+')", record: { name: 'abbc' }, gives: true },
    { expression: "matches(name, '^(华为|中兴).{0,4}$')", record: { name: '华为技术' }, gives: true },
    { expression: "matches(name, '^[^a-c]+$')", record: { name: 'xyb' }, gives: false },
    { expression: "matches(name, '^.$')", record: { name: '\u{20000}' }, gives: true },
    { expression: "matches(name, '^.*$')", record: { name: 'a\nb' }, gives: false },
    { expression: "matches(name, 'A')", record: { name: 'a' }, gives: false },
    { expression: "matches(name, '\\.\\$\\(')", record: { name: 'a.$(' }, gives: true },
    { expression: "matches(name, '^(a|b|)c{2,3}$')", record: { name: 'ccc' }, gives: true },
    { expression: "matches(name, 'a$|^b')", record: { name: 'bc' }, gives: true },
    { expression: "matches(name, '^\\s\\S\\w\\W\\D$')", record: { name: '\u3000活_-x' }, gives: true },
    { expression: "matches(name, 'a')", record: { name: null }, gives: false },
    { expression: "not matches(name, 'a')", record: { name: null }, gives: true },
    { expression: "matches(name, '^(a+)+$')", record: { name: 'a'.repeat(5000).concat('b') }, gives: false },
    { expression: "matches(name, '(a')", refused: 'EXPRESSION_LITERAL' },
    { expression: "matches(name, '(a)\\1')", refused: 'EXPRESSION_LITERAL' },
    { expression: "matches(name, 'a(?=b)')", refused: 'EXPRESSION_LITERAL' },
    { expression: "matches(name, 'a*?')", refused: 'EXPRESSION_LITERAL' },
    { expression: "matches(name, '[b-a]')", refused: 'EXPRESSION_LITERAL' },
    { expression: "matches(name, '((a{100}){100}){100}')", refused: 'EXPRESSION_LIMIT' },
    { expression: 'matches(name, note)', refused: 'EXPRESSION_TYPE' },
    { expression: "matches(amount, 'a')", refused: 'EXPRESSION_TYPE' },
  ],
}
