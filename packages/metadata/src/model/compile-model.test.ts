import { isRefusal, MODEL_INCONSISTENT } from '@huozi/core'
import { expect, test } from 'vitest'
import { firstModel, libraryDocuments } from '../../test/fixture-layer.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import { compileModel } from './compile-model.ts'
import type { Model } from './model.ts'

const model = firstModel(libraryDocuments())

function field(object: string, name: string, from: Model = model) {
  const found = from.objects.get(object)?.field(name)
  if (found === undefined) throw new Error(`no field ${object}.${name}`)
  return found
}

test('gives every object the system fields first, under their own column names', () => {
  const member = model.objects.get('lib_member')
  const system = member?.fields.filter((item) => item.system)
  expect(system?.map(({ name, id, column }) => [name, id, column?.name])).toEqual([
    ['id', -1, 'id'],
    ['version', -2, 'version'],
    ['owner', -3, 'owner'],
    ['record_type', -4, 'record_type'],
    ['created_at', -5, 'created_at'],
    ['created_by', -6, 'created_by'],
    ['updated_at', -7, 'updated_at'],
    ['updated_by', -8, 'updated_by'],
    ['deleted_at', -9, 'deleted_at'],
  ])
  expect(member?.fields[9]?.name).toBe('name')
  expect(model.objects.get('lib_book')?.field('owner')).toBeUndefined()
})

test('attaches physical names from the identities', () => {
  expect(model.objects.get('lib_book')?.table).toBe('o_lib_book')
  expect(field('lib_book', 'price').column).toEqual({
    name: 'f_price',
    spec: { kind: 'numeric', precision: 20, scale: 2 },
  })
})

test('computes a formula on read: typed, without a column, read-only', () => {
  const { formula, column, readOnly, type } = field('lib_book', 'price_with_tax')
  expect(formula?.type.kind).toBe('number')
  expect(column).toBeNull()
  expect(readOnly).toBe(true)
  expect(type).toEqual({ kind: 'number', whole: 18, scale: 2 })
})

test('types every expression of the fixture', () => {
  for (const object of model.objects.values()) {
    for (const item of object.fields) {
      expect(() => [item.formula, item.required, item.readOnly, item.default, item.parser]).not.toThrow()
    }
    for (const rule of object.validations) expect(() => [rule.failWhen, rule.appliesWhen, rule.message]).not.toThrow()
  }
  for (const flow of model.flows.values()) expect(() => [flow.trigger, flow.when, flow.steps]).not.toThrow()
})

test('follows references, also to the user object and to the object itself', () => {
  expect(field('lib_loan', 'member').target()?.name).toBe('lib_member')
  expect(field('lib_member', 'librarian').target()?.name).toBe('user')
  expect(field('lib_member', 'librarian').type).toEqual({ kind: 'reference', object: 'user' })
  expect(field('lib_member', 'id').type).toEqual({ kind: 'reference', object: 'lib_member' })
  expect(field('lib_member', 'id').target()).toBeUndefined()
})

test('knows who points to an object and what deleting it does', () => {
  expect(model.objects.get('lib_member')?.incoming).toEqual([
    { object: 'lib_loan', field: 'member', onDelete: 'cascade' },
  ])
  expect(model.system.get('user')?.incoming).toEqual([
    { object: 'department', field: 'head', onDelete: 'clear' },
    { object: 'employment', field: 'user', onDelete: 'cascade' },
    { object: 'employment', field: 'manager', onDelete: 'clear' },
    { object: 'notification', field: 'recipient', onDelete: 'cascade' },
    { object: 'lib_member', field: 'owner', onDelete: 'restrict' },
    { object: 'lib_member', field: 'librarian', onDelete: 'clear' },
  ])
})

test('a master-detail field is required without saying so', () => {
  expect(field('lib_loan', 'member').required).toBe(true)
})

test('keeps choices with attributes, defaults filled in', () => {
  const level = model.optionSets.get('lib_level')
  expect(level?.codes).toEqual(['basic', 'plus', 'patron', 'blocked'])
  expect(String(level?.attributes.discount?.values.basic)).toBe('0')
  expect(String(level?.attributes.discount?.values.patron)).toBe('25.5')
  expect(field('lib_book', 'genre').optionSet?.name).toBe('lib_book.genre')
})

test('reads literal defaults as values of the field', () => {
  expect(field('lib_book', 'tax_rate').default?.value.root).toMatchObject({ kind: 'literal' })
  expect(field('lib_loan', 'due_on').default?.on).toBe('change')
  expect(field('lib_book', 'pages').default).toBeNull()
})

test('a unique field is a unique key of its own beside the declared ones', () => {
  const keys = model.objects.get('lib_book')?.unique.map(({ name, fields }) => [name, fields.map((item) => item.name)])
  expect(keys).toEqual([
    ['title_genre', ['title', 'genre']],
    ['field.isbn', ['isbn']],
  ])
})

test('is frozen', () => {
  const book = model.objects.get('lib_book')
  expect(Object.isFrozen(model) && Object.isFrozen(book) && Object.isFrozen(book?.fields)).toBe(true)
  expect(Object.isFrozen(book?.document.fields[0])).toBe(true)
  expect(Object.isFrozen(field('lib_book', 'price'))).toBe(true)
})

test('refuses documents that do not belong to the identities', () => {
  const compile = () => compileModel({ version: 1, documents: libraryDocuments(), identities: [] })
  expect(compile).toThrow(expect.objectContaining({ code: MODEL_INCONSISTENT.code }))
  try {
    compile()
  } catch (error) {
    expect(isRefusal(error, MODEL_INCONSISTENT)).toBe(true)
  }
})

test('opens a model of 60 objects of 30 fields within 150 ms', () => {
  const documents = Array.from({ length: 60 }, (_, index) => wideObject(`lib_wide_${index}`))
  const all = [...libraryDocuments(), ...documents]
  firstModel(all)
  const start = process.threadCpuUsage()
  const { objects } = firstModel(all)
  for (const object of objects.values()) expect(object.fields.length).toBeGreaterThan(5)
  const { user, system } = process.threadCpuUsage(start)
  expect(user + system).toBeLessThan(150_000)
})

function wideObject(name: string): ObjectDocument {
  const fields = Array.from({ length: 30 }, (_, index) => ({ name: `n${index}`, type: 'number', label: `N ${index}` }))
  return { kind: 'object', name, title: 'n0', fields }
}

/** The roll-up `x` of the library's books with more fields of loans and books. */
function rollup(document: object, more: { readonly loan?: object[]; readonly book?: object[] } = {}) {
  const x = { name: 'x', type: 'number', label: 'X', rollup: { relation: 'loans', aggregate: 'sum', ...document } }
  const added: Readonly<Record<string, object[]>> = { lib_book: [...(more.book ?? []), x], lib_loan: more.loan ?? [] }
  const documents = libraryDocuments().map((found) => {
    const fields = found.kind === 'object' ? added[found.name] : undefined
    return fields === undefined ? found : { ...found, fields: [...(found as ObjectDocument).fields, ...fields] }
  })
  const found = field('lib_book', 'x', firstModel(documents as never)).rollup
  if (found === null) throw new Error('no roll-up')
  return found
}

const DAYS = { name: 'days', type: 'integer', label: 'Days', formula: 'days_between(lent_on, due_on)' }

test.each([
  ['a stored value', { value: 'month(lent_on)' }, null],
  ['a formula over the record alone', { value: 'days', where: 'open' }, null],
  ['an average', { aggregate: 'avg', value: 'days' }, null],
  ['a last value', { aggregate: 'last', value: 'days' }, null],
  ['what moves with the clock', { value: 'days', where: 'due_on < today()' }, 'context'],
  ['what is the reader’s', { value: 'days', where: 'created_by = me' }, 'context'],
  ['what lies behind a reference', { value: 'book.pages' }, 'hop'],
  ['a formula that goes there', { value: 'fee' }, 'hop'],
  ['the record outside', { value: 'days', where: 'days > outer.pages' }, 'hop'],
  ['a median', { aggregate: 'median', value: 'days' }, 'aggregate'],
])('a roll-up of %s is kept or computed as it can be', (_, document, onRead) => {
  const found = rollup(document, { loan: [DAYS] })
  expect(found.onRead).toBe(onRead)
  expect(found.columns.length > 0).toBe(onRead === null)
})

test('an average is kept as what it is made of', () => {
  const { columns } = rollup({ aggregate: 'avg', value: 'days' }, { loan: [DAYS] })
  expect(columns.map(({ name, keeps, spec }) => [name, keeps, spec.kind])).toEqual([
    ['f_x__sum', 'sum', 'decimal'],
    ['f_x__count', 'count', 'integer'],
  ])
})

test('the order and attributes of choices are part of the definition of a roll-up that reads them', () => {
  const of = (codes: readonly string[], due: number) => {
    const attributes = [{ name: 'due', type: 'integer', label: 'Due' }]
    const values = codes.map((code) => ({ code, label: code, attributes: { due: code === 'a' ? due : 1 } }))
    const kind = { name: 'kind', type: 'picklist', label: 'Kind', attributes, values }
    return rollup({ value: "attr(kind, 'due')", where: "kind >= 'a'" }, { loan: [kind] }).definition
  }
  expect(of(['a', 'b'], 3)).toBe(of(['a', 'b'], 3))
  expect(of(['a', 'b'], 3)).not.toBe(of(['b', 'a'], 3))
  expect(of(['a', 'b'], 3)).not.toBe(of(['a', 'b'], 4))
})

test('what a kept roll-up rests on is part of its definition', () => {
  const of = (formula: string, where?: string) =>
    rollup({ value: 'days', ...(where && { where }) }, { loan: [{ ...DAYS, formula }] }).definition
  const plain = 'days_between(lent_on, due_on)'
  expect(of(plain)).toBe(of(plain))
  expect(of(plain)).not.toBe(of(`${plain} + 1`))
  expect(of(plain)).not.toBe(of(plain, 'open'))
})
