import { AppError, EXPRESSION_LIMIT, isRefusal, type Json } from '@huozi/core'
import {
  type Choose,
  type CorpusCase,
  collectionReads,
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
  SAMPLE_OBJECT,
  SAMPLE_SCOPE,
  sampleRecord,
  sampleScope,
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
  const expression = parseExpression(given.expression, sampleScope(given))
  if (!isSqlable(expression)) return []
  return [{ name: `${of}: ${JSON.stringify(given)}`, expression, given }]
}

const CASES = 20_000
/** Ten seconds on a machine that has nothing else to do. */
const PATIENCE = 180_000

test(
  'both engines agree on 20,000 expressions and records nobody thought of',
  async () => {
    const seed = fc.readConfigureGlobal()?.seed ?? 0
    const differences: Difference[] = []
    const cases = randomCases(seed)
    for (let start = 0; start < CASES; start += PORTION) {
      differences.push(...(await compare(cases.slice(start, start + PORTION))))
    }
    differences.sort((a, b) => String(a.expression).length - String(b.expression).length)
    expect(differences.slice(0, 5), `seed ${seed}, ${differences.length} differences`).toEqual([])
    expect(cases.length).toBe(CASES)
  },
  PATIENCE,
)

/** So many records at a time, so that the table stays small. */
const PORTION = 2500

interface RandomCase {
  readonly expression: TypedExpression
  readonly record: Readonly<Record<string, Json>>
}

interface Difference {
  readonly expression: unknown
  readonly record: RandomCase['record']
  readonly inScript: Json
  readonly inPostgres: Json
}

async function compare(cases: readonly RandomCase[]): Promise<Difference[]> {
  const rows = await table.insert(cases.map(({ record }) => record))
  const given = cases.map(({ expression }, index) => ({ expression, row: rows[index] ?? 0 }))
  const [values, satisfied] = [await table.compute(given), await table.satisfying(given)]
  return cases.flatMap(({ expression, record }, index) => {
    const inScript = valueToJson(compileEvaluator(expression)(sampleRecord({ record }), SAMPLE_CONTEXT))
    const inPostgres = valueToJson(values[index] ?? null)
    const isSame =
      JSON.stringify(inPostgres) === JSON.stringify(inScript) && satisfied.has(index) === (inScript === true)
    return isSame ? [] : [{ expression: expression.source, record, inScript, inPostgres }]
  })
}

/** Every form of every operator in turn, each time with other operands and another record. */
function randomCases(seed: number): readonly RandomCase[] {
  const choose = chooser(seed)
  const cases: RandomCase[] = []
  for (let turn = 0; cases.length < CASES; turn++) {
    const form = FORMS[turn % FORMS.length]
    const expression = form === undefined ? null : randomExpression(form, choose)
    if (expression !== null) cases.push({ expression, record: randomRecord(choose, objectFor(expression)) })
  }
  return cases
}

/** Records of collections are made only for those who read them: there are many of them. */
function objectFor(expression: TypedExpression): typeof SAMPLE_OBJECT {
  return collectionReads(expression).length > 0 ? SAMPLE_OBJECT : { ...SAMPLE_OBJECT, collections: [] }
}

/** Numbers that look random and are the same for the same seed (Marsaglia's xorshift). */
function chooser(seed: number): Choose {
  let state = seed | 0 || 1
  return (count) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % count
  }
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
