import { LOCALES } from '@huozi/core'
import { describe, expect, test } from 'vitest'
import { loadLibrary, loadModule } from '../../test/fixture-layer.ts'
import type { Document } from '../documents/document.ts'
import type { FieldDocument } from '../documents/object-document.ts'
import type { Layer, Package } from '../layers/layer.ts'
import { checkDocuments } from './check-documents.ts'
import type { DocumentIssue } from './document-issue.ts'

const base = loadModule('base')
const library = loadLibrary()

function check(...documents: unknown[]): readonly DocumentIssue[] {
  return checkDocuments([base, library, { manifest: null, documents: documents as Document[] }]).issues
}

function summary(issues: readonly DocumentIssue[]) {
  return issues.map(({ code, layer, pointer, path }) => ({ code, layer, pointer, path }))
}

/** A tenant's own object with the fields besides its name. */
function shelf(fields: object[], more: object = {}) {
  const name = { name: 'name', type: 'text', label: 'Name' }
  return {
    kind: 'object',
    name: 'x_shelf',
    label: 'Shelf',
    title: 'name',
    owned: false,
    fields: [name, ...fields],
    ...more,
  }
}

function field(more: Partial<FieldDocument> & { type: string }): object {
  return { name: 'f', label: 'F', ...more }
}

/** A shelf's reference to another. */
const UP = { name: 'up', type: 'lookup', label: 'Up', object: 'x_shelf', inverse: 'downs' }

function bookPatch(more: object): object {
  return { kind: 'object', name: 'lib_book', extends: 'library', ...more }
}

test('passes the built-in package and the fixture', () => {
  expect(check()).toEqual([])
})

test('passes what uses every field type', () => {
  const document = shelf([
    { name: 'a', type: 'number', label: 'A', precision: 10, scale: 2, min: 0, max: 10, default: 5 },
    {
      name: 'b',
      type: 'lookup',
      label: 'B',
      object: 'lib_book',
      inverse: 'shelves',
      where: 'title = this.name and not damaged',
    },
    { name: 'kind', type: 'picklist', label: 'K', optionSet: 'lib_level' },
    { name: 'c', type: 'user', label: 'C', default: '=me' },
    { name: 'd', type: 'text', label: 'D', formula: 'b.title' },
  ])
  expect(summary(check(document))).toEqual([])
})

describe('refuses a document that', () => {
  test.each([
    ['is no object', 7, 'DOCUMENT_NOT_JSON', ''],
    ['is a list', [], 'DOCUMENT_NOT_JSON', ''],
    ['has no kind', {}, 'PROPERTY_MISSING', '/kind'],
    ['has an unknown kind', { kind: 'objekt', name: 'x_a' }, 'DOCUMENT_KIND_UNKNOWN', '/kind'],
    ['has a kind that every object has', { kind: 'constructor', name: 'x_a' }, 'DOCUMENT_KIND_UNKNOWN', '/kind'],
    ['has no name', { kind: 'optionSet', values: [] }, 'PROPERTY_MISSING', '/name'],
    ['has too long a name', { ...shelf([]), name: `x_${'a'.repeat(39)}` }, 'PROPERTY_SHAPE', '/name'],
    ['lacks the prefix of the tenant', { ...shelf([]), name: 'shelf' }, 'NAME_PREFIX', '/name'],
    ['has a reserved name', { ...shelf([]), name: 'x__a' }, 'NAME_RESERVED', '/name'],
    ['has an unknown property', { ...shelf([]), labell: 'x' }, 'PROPERTY_UNKNOWN', '/labell'],
    ['binds itself to the engine', { ...shelf([]), systemRole: 'user' }, 'OBJECT_CONFLICT', '/systemRole'],
    ['patches nothing', { ...bookPatch({}), name: 'lib_bok' }, 'PATCH_TARGET', '/extends'],
    ['patches what another package owns', { ...bookPatch({}), extends: 'base' }, 'PATCH_TARGET', '/extends'],
    ['adds without its prefix', bookPatch({ fields: [field({ type: 'text' })] }), 'NAME_PREFIX', '/fields/0'],
  ])('%s', (_name, document, code, pointer) => {
    expect(check(document).map((issue) => [issue.code, issue.pointer])).toEqual([[code, pointer]])
  })

  test('stands twice in its layer', () => {
    expect(check(shelf([]), shelf([])).map(({ code }) => code)).toEqual(['DOCUMENT_DUPLICATE'])
  })
})

describe('refuses a field with', () => {
  const cases: [string, object, string, string][] = [
    ['an unknown type', field({ type: 'txt' }), 'PROPERTY_SHAPE', '/type'],
    ['an option of another type', field({ type: 'date', maxLength: 3 }), 'PROPERTY_UNKNOWN', '/maxLength'],
    ['a missing option', field({ type: 'autoNumber' }), 'PROPERTY_MISSING', '/pattern'],
    ['a lookup to nothing', field({ type: 'lookup' }), 'FIELD_CONFLICT', '/object'],
    [
      'a lookup to several objects of which one is unknown',
      field({ type: 'lookup', objects: ['lib_book', 'lib_bok'] }),
      'REFERENCE_UNKNOWN',
      '/objects/1',
    ],
    ['a name that is used', { ...field({ type: 'text' }), name: 'name' }, 'NAME_DUPLICATE', '/name'],
    ['the name of a system field', { ...field({ type: 'text' }), name: 'version' }, 'NAME_RESERVED', '/name'],
    [
      'the name of a system field it might have later',
      { ...field({ type: 'text' }), name: 'currency' },
      'NAME_RESERVED',
      '/name',
    ],
    ['a word of the language', { ...field({ type: 'text' }), name: 'between' }, 'NAME_RESERVED', '/name'],
    ['the platform’s separator', { ...field({ type: 'text' }), name: 'a__b' }, 'NAME_RESERVED', '/name'],
    ['a missing object', field({ type: 'lookup', object: 'lib_boek' }), 'REFERENCE_UNKNOWN', '/object'],
    ['a missing option set', field({ type: 'picklist', optionSet: 'lib_levels' }), 'REFERENCE_UNKNOWN', '/optionSet'],
    ['no choices', field({ type: 'picklist' }), 'FIELD_CONFLICT', '/optionSet'],
    [
      'choices of two kinds',
      field({ type: 'picklist', optionSet: 'lib_level', values: [] }),
      'FIELD_CONFLICT',
      '/optionSet',
    ],
    [
      'a default that is no choice',
      field({ type: 'picklist', optionSet: 'lib_level', default: 'gold' }),
      'FIELD_CHOICE',
      '/default',
    ],
    ['a default out of range', field({ type: 'integer', max: 3, default: 4 }), 'FIELD_OUT_OF_RANGE', '/default'],
    ['a default of another type', field({ type: 'date', default: '=1 + 1' }), 'EXPRESSION_TYPE', '/default'],
    ['a minimum above its maximum', field({ type: 'number', min: 2, max: 1 }), 'FIELD_CONFLICT', '/min'],
    ['more places than digits', field({ type: 'number', precision: 2, scale: 3 }), 'FIELD_CONFLICT', '/scale'],
    ['a pattern without counter', field({ type: 'autoNumber', pattern: 'A-{yyyy}' }), 'FIELD_CONFLICT', '/pattern'],
    [
      'a computed and required value',
      field({ type: 'integer', formula: '1', required: true }),
      'FIELD_CONFLICT',
      '/required',
    ],
    ['a long text as key', field({ type: 'longText', unique: true }), 'FIELD_CONFLICT', '/unique'],
    ['a number as external id', field({ type: 'integer', externalId: true }), 'FIELD_CONFLICT', '/externalId'],
    ['a misspelt name in its formula', field({ type: 'text', formula: 'nmae' }), 'EXPRESSION_NAME_UNKNOWN', '/formula'],
    ['a formula that cannot be read', field({ type: 'text', formula: 'name +' }), 'EXPRESSION_SYNTAX', '/formula'],
    ['a formula of another type', field({ type: 'integer', formula: 'name' }), 'EXPRESSION_TYPE', '/formula'],
    ['a formula over the change', field({ type: 'text', formula: 'old.name' }), 'EXPRESSION_SCOPE', '/formula'],
    [
      'a roll-up of nothing',
      field({ type: 'integer', rollup: { relation: 'laons', aggregate: 'count' } }),
      'REFERENCE_UNKNOWN',
      '/rollup/relation',
    ],
    [
      'a roll-up without its value',
      field({ type: 'number', rollup: { relation: 'loans', aggregate: 'sum' } }),
      'FIELD_CONFLICT',
      '/rollup/value',
    ],
    [
      'a roll-up that is a formula too',
      field({ type: 'integer', formula: '1', rollup: { relation: 'loans', aggregate: 'count' } }),
      'FIELD_CONFLICT',
      '/rollup',
    ],
    ['a condition that is no condition', field({ type: 'text', required: 'name' }), 'EXPRESSION_TYPE', '/required'],
    [
      'JsonLogic that is wrong inside',
      field({ type: 'text', formula: { coalesce: [{ var: 'nmae' }, 'a'] } }),
      'EXPRESSION_NAME_UNKNOWN',
      '/formula/coalesce/0/var',
    ],
    [
      'a collection named like a field',
      field({ type: 'lookup', object: 'lib_book', inverse: 'title' }),
      'OBJECT_CONFLICT',
      '/inverse',
    ],
    [
      'a collection that exists',
      field({ type: 'lookup', object: 'lib_book', inverse: 'loans' }),
      'OBJECT_CONFLICT',
      '/inverse',
    ],
    [
      'a candidate condition over nothing',
      field({ type: 'lookup', object: 'lib_book', where: 'titel = this.name' }),
      'EXPRESSION_NAME_UNKNOWN',
      '/where',
    ],
  ]
  test.each(cases)('%s', (_name, wrong, code, at) => {
    const found = check(shelf([wrong])).filter(({ path }) => path.startsWith('object/x_shelf'))
    expect(found.map((issue) => [issue.code, issue.pointer])).toEqual([[code, `/fields/1${at}`]])
  })
})

describe('refuses an object with', () => {
  const detail = (object: string) => ({ name: 'whole', type: 'masterDetail', label: 'Whole', object })
  test.each([
    ['a title that is no field', shelf([], { title: 'nam' }), 'REFERENCE_UNKNOWN', '/title'],
    ['a reference as title', shelf([{ ...field({ type: 'user' }) }], { title: 'f' }), 'OBJECT_CONFLICT', '/title'],
    [
      'a key over nothing',
      shelf([], { unique: [{ name: 'k', fields: ['nam'] }] }),
      'REFERENCE_UNKNOWN',
      '/unique/0/fields/0',
    ],
    ['a part that has an owner', shelf([detail('lib_book')], { owned: true }), 'OBJECT_CONFLICT', '/owned'],
    [
      'two wholes',
      shelf([detail('lib_book'), { ...detail('lib_loan'), name: 'w' }]),
      'OBJECT_CONFLICT',
      '/fields/2/type',
    ],
    ['itself as whole', shelf([detail('x_shelf')]), 'OBJECT_CONFLICT', '/fields/1/object'],
    [
      'a rule about nothing',
      shelf([], { validations: [{ name: 'v', failWhen: 'true', message: 'm', field: 'q' }] }),
      'REFERENCE_UNKNOWN',
      '/validations/0/field',
    ],
    [
      'a message with an unknown format',
      shelf([], { validations: [{ name: 'v', failWhen: 'true', message: '{name:mony}' }] }),
      'MESSAGE_PLACEHOLDER',
      '/validations/0/message',
    ],
    [
      'a message about nothing',
      shelf([], { validations: [{ name: 'v', failWhen: 'true', message: { en: '{q}' } }] }),
      'EXPRESSION_NAME_UNKNOWN',
      '/validations/0/message',
    ],
    [
      'a roll-up of a name nobody knows',
      shelf([UP, field({ type: 'number', rollup: { relation: 'downs', aggregate: 'sum', value: 'naem' } })]),
      'EXPRESSION_NAME_UNKNOWN',
      '/fields/2/rollup/value',
    ],
    [
      'a roll-up under a condition that is none',
      shelf([UP, field({ type: 'integer', rollup: { relation: 'downs', aggregate: 'count', where: 'name' } })]),
      'EXPRESSION_TYPE',
      '/fields/2/rollup/where',
    ],
    [
      'a roll-up of another type',
      shelf([UP, field({ type: 'date', rollup: { relation: 'downs', aggregate: 'count' } })]),
      'EXPRESSION_TYPE',
      '/fields/2/rollup',
    ],
    [
      'a roll-up of itself',
      shelf([UP, field({ type: 'number', rollup: { relation: 'downs', aggregate: 'sum', value: 'f' } })]),
      'FORMULA_CIRCULAR',
      '/fields/2/rollup',
    ],
    [
      'two external ids',
      shelf([field({ type: 'text', externalId: true }), { name: 'g', type: 'text', label: 'G', externalId: true }]),
      'OBJECT_CONFLICT',
      '/fields/2/externalId',
    ],
  ])('%s', (_name, document, code, pointer) => {
    expect(check(document).map((issue) => [issue.code, issue.pointer])).toEqual([[code, pointer]])
  })

  test('more than 800 fields', () => {
    const fields = Array.from({ length: 800 }, (_, index) => ({ name: `n${index}`, type: 'text', label: 'N' }))
    expect(check(shelf(fields)).map((issue) => [issue.code, issue.pointer])).toEqual([['PROPERTY_SHAPE', '/fields']])
    expect(check(shelf(fields.slice(1)))).toEqual([])
  })

  test('formulas in a circle, naming it', () => {
    const circle = shelf([
      { name: 'a', type: 'integer', label: 'A', formula: 'b + 1' },
      { name: 'b', type: 'integer', label: 'B', formula: 'c + 1' },
      { name: 'c', type: 'integer', label: 'C', formula: 'a + 1' },
      { name: 'd', type: 'integer', label: 'D', formula: 'a + 1' },
    ])
    const [issue, ...others] = check(circle)
    expect(others).toEqual([])
    expect(issue?.params).toMatchObject({ cycle: ['x_shelf.a', 'x_shelf.b', 'x_shelf.c', 'x_shelf.a'] })
    expect(issue?.pointer).toBe('/fields/1/formula')
  })

  test('formulas in a circle over references', () => {
    const circle = shelf([
      { name: 'next', type: 'lookup', label: 'Next', object: 'x_shelf' },
      { name: 'total', type: 'integer', label: 'Total', formula: 'next.total + 1' },
    ])
    expect(check(circle).map(({ code }) => code)).toEqual(['FORMULA_CIRCULAR'])
  })
})

describe('refuses in the other kinds', () => {
  const layout = (item: unknown) => ({
    kind: 'layout',
    name: 'x_page',
    object: 'lib_book',
    tabs: [{ name: 'main', sections: [{ name: 'basic', items: [item] }] }],
  })
  const item = '/tabs/0/sections/0/items/0'
  const flow = (step: object, trigger: object = {}) => ({
    kind: 'flow',
    name: 'x_flow',
    trigger: { type: 'updated', object: 'lib_book', ...trigger },
    steps: [{ name: 's', ...step }],
  })
  const note = { type: 'notify', to: [{ role: 'lib_head' }], message: 'm' }
  const role = (grant: object) => ({
    kind: 'role',
    name: 'x_role',
    label: 'R',
    objects: [{ object: 'lib_book', allow: ['read'], ...grant }],
  })
  const list = (more: object) => ({
    kind: 'listView',
    name: 'x_list',
    label: 'L',
    object: 'lib_book',
    columns: ['title'],
    ...more,
  })
  const data = (record: object, more: object = {}) => ({
    kind: 'dataset',
    name: 'x_data',
    object: 'lib_book',
    externalId: 'isbn',
    records: [record],
    ...more,
  })
  test.each([
    ['a layout of nothing', { ...layout('title'), object: 'lib_boo' }, 'REFERENCE_UNKNOWN', '/object'],
    ['a field a layout misspells', layout('titel'), 'REFERENCE_UNKNOWN', item],
    ['a field a layout item misspells', layout({ field: 'titel' }), 'REFERENCE_UNKNOWN', `${item}/field`],
    ['an owner where there is none', layout('owner'), 'REFERENCE_UNKNOWN', item],
    ['a layout condition', layout({ field: 'title', visible: 'pages' }), 'EXPRESSION_TYPE', `${item}/visible`],
    ['a property of a layout item', layout({ field: 'title', visble: 'true' }), 'PROPERTY_UNKNOWN', `${item}/visble`],
    ['a column over nothing', list({ columns: [{ field: 'loans.title' }] }), 'REFERENCE_UNKNOWN', '/columns/0/field'],
    ['a list condition the database cannot compute', list({ where: 'changed(title)' }), 'EXPRESSION_SCOPE', '/where'],
    ['an order by long text', list({ sort: ['-notes'] }), 'FIELD_CONFLICT', '/sort/0'],
    [
      'an app entry for nothing',
      { kind: 'app', name: 'x_app', label: 'A', navigation: [{ name: 'g', items: [{ listView: 'lib_al_books' }] }] },
      'REFERENCE_UNKNOWN',
      '/navigation/0/items/0/listView',
    ],
    ['a grant on nothing', role({ object: 'lib_bok' }), 'REFERENCE_UNKNOWN', '/objects/0/object'],
    [
      'a level of an unknown field',
      role({ fields: { titel: 'read' } }),
      'REFERENCE_UNKNOWN',
      '/objects/0/fields/titel',
    ],
    ['rows that are no condition', role({ rows: { read: 'title' } }), 'EXPRESSION_TYPE', '/objects/0/rows/read'],
    [
      'rows of every object that fit only some',
      role({ object: '*', rows: { '*': 'owner = me' } }),
      'EXPRESSION_NAME_UNKNOWN',
      '/objects/0/rows/*',
    ],
    ['a trigger on nothing', flow(note, { object: 'lib_bok' }), 'REFERENCE_UNKNOWN', '/trigger/object'],
    ['a trigger field', flow(note, { fields: ['titel'] }), 'REFERENCE_UNKNOWN', '/trigger/fields/0'],
    ['a trigger condition', flow(note, { becomes: 'pages' }), 'EXPRESSION_TYPE', '/trigger/becomes'],
    ['a recipient role', flow({ ...note, to: [{ role: 'lib_hed' }] }), 'REFERENCE_UNKNOWN', '/steps/0/to/0/role'],
    ['a recipient that is no user', flow({ ...note, to: ['title'] }), 'EXPRESSION_TYPE', '/steps/0/to/0'],
    ['a message of a step', flow({ ...note, message: '{titel}' }), 'EXPRESSION_NAME_UNKNOWN', '/steps/0/message'],
    [
      'a value for an unknown field',
      flow({ type: 'set', values: { titel: 'a' } }),
      'REFERENCE_UNKNOWN',
      '/steps/0/values/titel',
    ],
    [
      'a value for a computed field',
      flow({ type: 'set', values: { price_with_tax: 1 } }),
      'FIELD_CONFLICT',
      '/steps/0/values/price_with_tax',
    ],
    [
      'a value of the wrong type',
      flow({ type: 'set', values: { damaged: 'yes' } }),
      'FIELD_TYPE',
      '/steps/0/values/damaged',
    ],
    ['an unknown step', flow({ type: 'sett', values: {} }), 'PROPERTY_SHAPE', '/steps/0/type'],
    ['records of nothing', data({}, { object: 'lib_bok' }), 'REFERENCE_UNKNOWN', '/object'],
    ['records found by what is not unique', data({}, { externalId: 'pages' }), 'FIELD_CONFLICT', '/externalId'],
    ['an unknown field of a record', data({ titel: 'a' }), 'FIELD_UNKNOWN', '/records/0/titel'],
    ['a wrong value of a record', data({ pages: 0 }), 'FIELD_OUT_OF_RANGE', '/records/0/pages'],
    ['a computed value of a record', data({ shelf_no: 'a' }), 'FIELD_CONFLICT', '/records/0/shelf_no'],
    [
      'a wrong attribute',
      {
        kind: 'optionSet',
        name: 'x_set',
        attributes: [{ name: 'a', type: 'integer' }],
        values: [{ code: 'c', label: 'C', attributes: { a: 'x' } }],
      },
      'FIELD_TYPE',
      '/values/0/attributes/a',
    ],
    [
      'a missing attribute',
      {
        kind: 'optionSet',
        name: 'x_set',
        attributes: [{ name: 'a', type: 'integer', required: true }],
        values: [{ code: 'c', label: 'C' }],
      },
      'PROPERTY_MISSING',
      '/values/0',
    ],
    [
      'an attribute that is a reference',
      { kind: 'optionSet', name: 'x_set', attributes: [{ name: 'a', type: 'user' }], values: [] },
      'PROPERTY_SHAPE',
      '/attributes/0/type',
    ],
  ])('%s', (_name, document, code, pointer) => {
    expect(check(document).map((issue) => [issue.code, issue.pointer])).toEqual([[code, pointer]])
  })
})

describe('an issue', () => {
  test('names its place by keys and says the nearest name, in both languages', () => {
    const [issue] = check(bookPatch({ fields: [{ name: 'pages', required: 'page > 1' }] }))
    expect(issue).toMatchObject({
      layer: 'tenant',
      path: 'object/lib_book/fields/pages/required',
      pointer: '/fields/0/required',
      params: { where: { layer: 'tenant', path: 'object/lib_book/fields/pages/required' } },
    })
    for (const locale of LOCALES) expect(issue?.message(locale)).toContain('pages')
  })

  test('of what lies below a patch points into the layer that said it', () => {
    const attributes = [{ name: 'discount', remove: true }]
    const issues = check({ kind: 'optionSet', name: 'lib_level', extends: 'library', attributes })
    expect(summary(issues)[0]).toEqual({
      code: 'PROPERTY_UNKNOWN',
      layer: 'library',
      pointer: '/values/1/attributes/discount',
      path: 'optionSet/lib_level/values/plus/attributes/discount',
    })
  })

  test('of a package names the package', () => {
    const broken: Package = { manifest: { ...library.manifest, requires: { nowhere: '^1.0.0' } }, documents: [] }
    expect(summary(checkDocuments([base, broken]).issues)).toEqual([
      {
        code: 'PACKAGE_CONFLICT',
        layer: 'library',
        pointer: '/requires/nowhere',
        path: 'package/library/requires/nowhere',
      },
    ])
  })
})

test('notes an anchor that is gone without refusing', () => {
  const tenant: Layer = {
    manifest: null,
    documents: [bookPatch({ fields: [{ ...field({ type: 'text' }), name: 'x_f', after: 'gone' }] }) as Document],
  }
  const { issues, notes } = checkDocuments([base, library, tenant])
  expect(issues).toEqual([])
  expect(notes.map(({ code }) => code)).toEqual(['ANCHOR_UNKNOWN'])
})
