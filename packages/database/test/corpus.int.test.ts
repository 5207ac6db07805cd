import { AppError, EXPRESSION_LIMIT, isRefusal, type Json } from '@huozi/core'
import {
  type Choose,
  type CorpusCase,
  compileEvaluator,
  compileSqlNode,
  corpusCases,
  FORMS,
  type Form,
  growForm,
  isSqlable,
  parseExpression,
  randomRecord,
  SAMPLE_CONTEXT,
  SAMPLE_SCOPE,
  sampleRecord,
  type TypedExpression,
  valueToJson,
} from '@huozi/expression'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSampleTable, type SampleTable } from './sample-table.ts'

let table: SampleTable

beforeAll(async () => {
  table = await openSampleTable()
})

afterAll(async () => {
  await table.drop()
})

interface Runnable {
  readonly name: string
  readonly expression: TypedExpression
  readonly given: CorpusCase
}

test('Postgres gives what the corpus says, as JavaScript does', async () => {
  const runnable = corpusCases().flatMap(({ of, given }) => runnableCase(of, given))
  const rows = await table.insert(runnable.map(({ given }) => given.record ?? {}))
  const given = runnable.map(({ expression }, index) => ({ expression, row: rows[index] ?? 0 }))
  const values = await table.compute(given)
  const found = runnable.map(({ name }, index) => [name, valueToJson(values[index] ?? null)])
  expect(found).toEqual(runnable.map(({ name, given: { gives } }) => [name, gives]))
  expect(runnable.length).toBeGreaterThan(300)
})

function runnableCase(of: string, given: CorpusCase): (Runnable & { given: { gives: Json } })[] {
  if (!('gives' in given)) return []
  const expression = parseExpression(given.expression, SAMPLE_SCOPE)
  if (!isSqlable(expression)) return []
  return [{ name: `${of}: ${JSON.stringify(given)}`, expression, given }]
}

test('both engines agree on expressions and records nobody thought of', async () => {
  const seed = fc.readConfigureGlobal()?.seed ?? 0
  const cases = randomCases(seed)
  const rows = await table.insert(cases.map(({ record }) => record))
  const given = cases.map(({ expression }, index) => ({ expression, row: rows[index] ?? 0 }))
  const inPostgres = await table.compute(given)
  const satisfied = await table.satisfying(given)
  const differences = cases.flatMap(({ expression, record }, index) => {
    const inScript = valueToJson(compileEvaluator(expression)(sampleRecord({ record }), SAMPLE_CONTEXT))
    const found = valueToJson(inPostgres[index] ?? null)
    const isSame = JSON.stringify(found) === JSON.stringify(inScript) && satisfied.has(index) === (inScript === true)
    return isSame ? [] : [{ expression: expression.source, record, inScript, inPostgres: found }]
  })
  differences.sort((a, b) => String(a.expression).length - String(b.expression).length)
  expect(differences.slice(0, 5), `seed ${seed}, ${differences.length} differences`).toEqual([])
  expect(cases.length).toBeGreaterThan(2000)
})

/** Every form of every operator, so often with other operands and another record. */
const CASES_PER_FORM = 40

function randomCases(seed: number): { expression: TypedExpression; record: Readonly<Record<string, Json>> }[] {
  const draws = fc.sample(fc.array(fc.nat(), { minLength: 99, maxLength: 99, size: 'max' }), {
    numRuns: FORMS.length * CASES_PER_FORM,
    seed,
  })
  return draws.flatMap((numbers, index) => {
    let at = 0
    const choose = (count: number) => (numbers[at++ % numbers.length] ?? 0) % count
    const form = FORMS[index % FORMS.length]
    const expression = form === undefined ? null : randomExpression(form, choose)
    return expression === null ? [] : [{ expression, record: randomRecord(choose) }]
  })
}

/** Null when the database cannot compute it, or its digits add up to too many. */
function randomExpression(form: Form, choose: Choose): TypedExpression | null {
  const grown = growForm(form, 1 + choose(4), choose)
  const text = form.gives === 'boolean' && choose(2) === 0 ? `not (${grown})` : grown
  try {
    const expression = parseExpression(text, SAMPLE_SCOPE)
    return isSqlable(expression) ? expression : null
  } catch (error) {
    if (isRefusal(error, EXPRESSION_LIMIT)) return null
    throw error
  }
}

test('what the database cannot compute is refused by name', () => {
  const expression = parseExpression('changed(stage)', SAMPLE_SCOPE)
  expect(() => compileSqlNode(expression)).toThrow(AppError)
  expect(() => compileSqlNode(expression)).toThrow('EXPRESSION_NOT_SQL')
})

const HOSTILE_PATTERNS = [
  ...['(a+)+$', '(a|a)*b', '(a*)*b', '(a|aa)+$', '(.*a){20}$', '(a+a+)+b', '[ab]*a[ab]{12}c', '(a?){50}a{50}b'],
  ...['((a{0,15}){0,30})b', '(a|b|[^a-c]){100}$', '(((a*)*)*)*b', '^(a?b?c?){90}d$'],
]

test('no pattern keeps the database busy', async () => {
  const [row = 0] = await table.insert([{ note: 'a'.repeat(3000) }])
  for (const pattern of HOSTILE_PATTERNS) {
    const expression = parseExpression(`matches(note, '${pattern}')`, SAMPLE_SCOPE)
    const start = performance.now()
    const [found] = await table.compute([{ expression, row }])
    expect(performance.now() - start, pattern).toBeLessThan(1000)
    expect(found, pattern).toBe(
      compileEvaluator(expression)(sampleRecord({ record: { note: 'a'.repeat(3000) } }), SAMPLE_CONTEXT),
    )
  }
})
