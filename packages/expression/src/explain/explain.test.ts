import { type Json, LOCALES } from '@huozi/core'
import { expect, test } from 'vitest'
import { AGGREGATES } from '../aggregates/registry.ts'
import { corpusCases } from '../corpus/corpus.ts'
import { SAMPLE_CONTEXT, sampleRecord } from '../corpus/sample-context.ts'
import { SAMPLE_SCOPE, sampleScope } from '../corpus/sample-scope.ts'
import { OPERATORS } from '../operators/registry.ts'
import { parseExpression } from '../parse-expression.ts'
import { printExpression } from '../print/print-expression.ts'
import { type ExplainOptions, type Explanation, explain } from './explain.ts'
import { placesIn } from './phrase.ts'

function explained(text: string, record: Readonly<Record<string, Json>> = {}, options?: ExplainOptions): Explanation {
  return explain(parseExpression(text, SAMPLE_SCOPE), sampleRecord({ record }), SAMPLE_CONTEXT, options)
}

test('says what a formula gives and because of which fields, in both languages', () => {
  const { sentence, value, at } = explained('round(amount * rate / 100, 2)', { amount: '123456.78', rate: '30' })
  expect(value).toBe('37037.03')
  expect(at).toMatchObject({ line: 1, column: 1 })
  expect(sentence.en).toBe(
    '((amount × rate) ÷ 100) rounded to 2 decimals = 37037.03, because amount is 123456.78 and rate is 30.',
  )
  expect(sentence['zh-CN']).toBe(
    '((amount × rate) ÷ 100) 四舍五入到 2 位小数 = 37037.03,因为 amount 为 123456.78,rate 为 30。',
  )
})

test('says whether a condition holds', () => {
  const record = { stage: 'S1', amount: null }
  const { sentence, children } = explained("stage in ('S2', 'S3') or amount > 5", record)
  expect(sentence.en).toBe(
    "It is not true that (stage is among ['S2', 'S3']) or (amount > 5), because stage is S1 and amount is blank.",
  )
  expect(children[1]?.sentence['zh-CN']).toBe('“amount > 5”不成立,因为 amount 为空。')
  expect(explained('is_blank(amount)', record).sentence.en).toBe(
    'It is true that amount is blank, because amount is blank.',
  )
})

test('gives every node its value, text and place', () => {
  const root = explained('amount * 2 + rate', { amount: '3', rate: '1' })
  const [product, rate] = root.children
  expect(product).toMatchObject({ text: 'amount * 2', value: '6', type: 'number', at: { start: 0, end: 10 } })
  expect(rate).toMatchObject({ text: 'rate', value: '1', children: [] })
  expect(rate?.sentence).toEqual({ en: 'rate is 1.', 'zh-CN': 'rate 为 1。' })
  expect(product?.children[1]?.sentence.en).toBe('2 is written here.')
})

test('tells what was not needed from what is blank', () => {
  const { children, sentence } = explained('if(active, amount, rate)', { active: true, amount: null, rate: '1' })
  expect(children[1]).toMatchObject({ text: 'amount', value: null })
  expect(children[2]).not.toHaveProperty('value')
  expect(children[2]?.sentence).toEqual({ en: 'rate was not needed.', 'zh-CN': 'rate 未参与计算。' })
  expect(sentence.en).toBe(
    'if active then amount, otherwise rate is blank, because active is true and amount is blank.',
  )
})

test('shows the values of every item inside a list', () => {
  const { children } = explained('sum(map(scores, $item * 2))', { scores: ['1', '2', '3'] })
  const body = children[0]?.children[1]
  expect(body?.each).toEqual(['2', '4', '6'])
  expect(body).not.toHaveProperty('value')
  expect(body?.children[0]?.each).toEqual(['1', '2', '3'])
  expect(body?.sentence.en).toBe('$item × 2 is worked out for every item.')
})

test('counts related records as one reason', () => {
  const { sentence, children } = explained('count(lines, amount > 2) + 1', {
    lines: [{ amount: '3' }, { amount: '1' }],
  })
  expect(sentence.en).toMatch(
    /^\(the number of lines where \(amount > 2\)\) \+ 1 = 2, because the number of lines .* is 1\.$/,
  )
  expect(children[0]?.children[0]?.each).toEqual([true, false])
})

test('names fields by their labels', () => {
  const labels: Readonly<Record<string, string>> = { en: 'Amount', 'zh-CN': '金额' }
  const { sentence } = explained(
    'amount > 1',
    { amount: '2' },
    { label: (path, locale) => (path === 'amount' ? labels[locale] : undefined) },
  )
  expect(sentence.en).toBe('It is true that Amount > 1, because Amount is 2.')
  expect(sentence['zh-CN']).toBe('“金额 > 1”成立,因为 金额 为 2。')
})

const SPOKEN = [
  ...OPERATORS.map(({ name, phrase, arity }) => [name, phrase, arity.max] as const),
  ...AGGREGATES.map(({ name, phrase, takesValue }) => [`${name} of records`, phrase, takesValue ? 3 : 2] as const),
]

test.each(SPOKEN)('%s has a phrase in both languages', (_name, phrase, most) => {
  for (const locale of LOCALES) {
    expect(phrase[locale].replaceAll(/\{[^{}]*\}/g, '')).not.toMatch(/[{}]/)
    expect(phrase[locale]).not.toBe('')
    expect(Math.max(0, ...placesIn(phrase[locale]))).toBeLessThan(Math.max(1, most))
  }
  expect(placesIn(phrase.en).toSorted()).toEqual(placesIn(phrase['zh-CN']).toSorted())
})

test('explains every case of the corpus by the value it gives', () => {
  for (const { given } of corpusCases()) {
    if (!('gives' in given)) continue
    const expression = parseExpression(given.expression, sampleScope(given))
    const explanation = explain(expression, sampleRecord(given), SAMPLE_CONTEXT)
    expect(explanation.value).toEqual(given.gives)
    expect(explanation.text).toBe(printExpression(expression))
    for (const { sentence } of nodesOf(explanation)) {
      for (const text of Object.values(sentence))
        expect(text).toMatch(/^(?!.*(undefined|\{\d[!*|]|\{\*)).{3,600}[.。]$/su)
    }
  }
})

test('a large expression and long texts make short sentences', () => {
  const text = `concat(${Array.from({ length: 900 }, () => 'name').join(', ')})`
  const explanation = explained(text, { name: 'x'.repeat(1000) })
  expect(explanation.sentence.en.length).toBeLessThan(400)
})

function nodesOf(explanation: Explanation): readonly Explanation[] {
  return [explanation, ...explanation.children.flatMap(nodesOf)]
}
