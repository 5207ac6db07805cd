import { type Document, type ObjectDocument, resolveAccess } from '@huozi/metadata'
import { firstModel, libraryDocuments } from '@huozi/metadata/testing'
import { describe, expect, test } from 'vitest'
import type { FormRequest } from './build/form-request.ts'
import { buildForm } from './build-form.ts'

interface Wanted extends Partial<Omit<FormRequest, 'model' | 'object' | 'access'>> {
  readonly object: string
  readonly roles?: readonly string[]
  /** Documents in the place of, or beside, the library's. */
  readonly documents?: readonly Document[]
}

function requestFor({ object: name, documents = [], roles = ['lib_head', 'admin'], ...rest }: Wanted): FormRequest {
  const replaced = new Set(documents.map((document) => `${document.kind}/${document.name}`))
  const library = libraryDocuments().filter((document) => !replaced.has(`${document.kind}/${document.name}`))
  const model = firstModel([...library, ...documents])
  const object = model.objects.get(name)
  if (object === undefined) throw new Error(`no object ${name}`)
  return {
    model,
    object,
    access: resolveAccess(model, roles),
    language: 'en',
    tenant: { locale: 'zh-CN', currency: 'CNY' },
    roles,
    action: 'update',
    ...rest,
  }
}

const formOf = (wanted: Wanted) => buildForm(requestFor(wanted))

/** The document of an object of the library, changed. */
function changed(name: string, change: (document: ObjectDocument) => Partial<ObjectDocument>): Document {
  const document = libraryDocuments().find((found) => found.kind === 'object' && found.name === name) as ObjectDocument
  return { ...document, ...change(document) }
}

/** Gives one field of a document more properties. */
function withField(name: string, field: string, more: object): Document {
  return changed(name, ({ fields }) => ({
    fields: fields.map((entry) => (entry.name === field ? { ...entry, ...more } : entry)),
  }))
}

describe('places', () => {
  test('come from the layout, in the language asked for', () => {
    const { tabs, label } = formOf({ object: 'lib_book', language: 'zh-CN' })
    expect(label).toBe('图书')
    expect(tabs.map((tab) => [tab.name, tab.label])).toEqual([['main', '基本']])
    expect(tabs[0]?.sections.map((section) => [section.label, section.columns, section.collapsed])).toEqual([
      ['基本信息', 2, false],
      ['价格', 2, false],
      ['状态', 1, true],
    ])
  })

  test('carry their conditions as JsonLogic', () => {
    const items = formOf({ object: 'lib_book' }).tabs[0]?.sections[0]?.items
    expect(items?.at(-1)).toEqual({ field: 'pages', width: 1, visible: { '!=': [{ var: 'genre' }, 'map'] } })
  })

  test('without a layout are all fields the reader may see, the title first', () => {
    const { tabs } = formOf({ object: 'lib_loan' })
    expect(tabs).toHaveLength(1)
    expect(tabs[0]?.sections.flatMap(({ items }) => items.map(({ field }) => field))).toEqual([
      'loan_no',
      'member',
      'book',
      'lent_on',
      'due_on',
      'returned_on',
      'open',
      'fee',
      'told_member',
    ])
  })

  test('that are always hidden or empty are left out', () => {
    const layout = {
      kind: 'layout',
      name: 'lib_book_page',
      object: 'lib_book',
      tabs: [
        { name: 'gone', visible: false, sections: [{ name: 'a', items: ['title'] }] },
        { name: 'empty', sections: [{ name: 'b', items: ['price'] }] },
        {
          name: 'here',
          visible: 'true',
          sections: [{ name: 'c', items: [{ field: 'isbn', visible: false }, 'title'] }],
        },
      ],
    }
    const { tabs } = formOf({ object: 'lib_book', roles: ['lib_reader'], documents: [layout] })
    expect(tabs).toEqual([
      {
        name: 'here',
        label: 'here',
        sections: [{ name: 'c', label: null, columns: 2, collapsed: false, items: [{ field: 'title', width: 1 }] }],
      },
    ])
  })
})

describe('the layout', () => {
  const layout = (name: string, more: object): Document => ({
    kind: 'layout',
    name,
    object: 'lib_book',
    tabs: [{ name, sections: [{ name: 's', items: ['title'] }] }],
    ...more,
  })
  const taken = (documents: readonly Document[], wanted: Omit<Wanted, 'object'> = {}) =>
    formOf({ object: 'lib_book', documents, ...wanted }).tabs[0]?.name

  test('of the highest priority is taken, ties by name', () => {
    expect(taken([layout('b', { priority: 5 }), layout('c', { priority: 5 }), layout('a', { priority: 4 })])).toBe('b')
  })

  test('of another purpose, role or record type is not', () => {
    const others = [
      layout('quick', { priority: 9, form: 'quickCreate' }),
      layout('readers', { priority: 9, roles: ['lib_reader'] }),
      layout('antiques', { priority: 9, recordTypes: ['antique'] }),
    ]
    expect(taken(others)).toBe('main')
    expect(taken(others, { roles: ['lib_reader'] })).toBe('readers')
    expect(taken(others, { recordType: 'antique' })).toBe('antiques')
  })

  test('with a condition is taken when it holds for the record', () => {
    const documents = [layout('damaged', { priority: 9, when: 'damaged' })]
    expect(taken(documents)).toBe('main')
    expect(taken(documents, { holds: () => false })).toBe('main')
    expect(taken(documents, { holds: ({ source }) => source === 'damaged' })).toBe('damaged')
  })

  test('that is asked for by name is taken when it fits', () => {
    const documents = [layout('other', { priority: -1 })]
    expect(taken(documents, { layout: 'other' })).toBe('other')
    expect(taken([layout('readers', { roles: ['lib_reader'] })], { layout: 'readers' })).not.toBe('readers')
  })
})

describe('a field', () => {
  test('has its type, widget, bounds and words', () => {
    const { fields } = formOf({
      object: 'lib_book',
      documents: [withField('lib_book', 'price', { max: 9999.5, help: { en: 'As on the cover' } })],
    })
    expect(fields.price).toEqual({
      name: 'price',
      label: 'Price',
      help: 'As on the cover',
      type: 'currency',
      widget: 'currency',
      valueType: { kind: 'number' },
      editable: true,
      scale: 2,
      min: '0',
      max: '9999.5',
      currency: 'CNY',
    })
    expect(fields.title).toMatchObject({ required: true, maxLength: 200 })
    expect(fields.weight).not.toHaveProperty('currency')
  })

  test('has its choices with labels, retired ones marked', () => {
    const { fields, optionSets } = formOf({ object: 'lib_book' })
    expect(fields.genre?.valueType).toEqual({ kind: 'choice', optionSet: 'lib_book.genre' })
    expect(fields.genre?.choices?.map(({ code, label, active }) => [code, label, active])).toEqual([
      ['novel', 'Novel', true],
      ['science', 'Science', true],
      ['comic', 'Comic', true],
      ['map', 'Map', false],
    ])
    expect(optionSets['lib_book.genre']).toEqual({
      codes: ['novel', 'science', 'comic', 'map'],
      attributes: {
        loan_days: { type: { kind: 'number' }, values: { novel: '30', science: '21', comic: '7', map: '0' } },
      },
    })
  })

  test('offers the choices of its record type', () => {
    const document = changed('lib_book', () => ({
      recordTypes: [{ name: 'paperback', values: { genre: ['novel', 'comic'] } }],
    }))
    const { fields, schema } = formOf({ object: 'lib_book', documents: [document], recordType: 'paperback' })
    expect(fields.genre?.choices?.filter(({ active }) => active).map(({ code }) => code)).toEqual(['novel', 'comic'])
    expect(schema.properties).toMatchObject({ genre: { enum: ['novel', 'comic', null] } })
  })

  test('has formula and default as expressions', () => {
    const { fields } = formOf({ object: 'lib_book', action: 'create' })
    expect(fields.price_with_tax).toMatchObject({ editable: false })
    expect(fields.price_with_tax?.formula).toMatchObject({ round: expect.anything() })
    expect(fields.genre?.default).toEqual({ expression: { text: 'novel' }, on: 'create' })
    expect(formOf({ object: 'lib_loan', action: 'create' }).fields.due_on?.default).toMatchObject({ on: 'change' })
  })

  test('of a new record names its maker as owner', () => {
    const owner = (action: 'create' | 'update') => formOf({ object: 'lib_member', action }).fields.owner?.default
    expect(owner('create')).toEqual({ expression: { var: 'me' }, on: 'create' })
    expect(owner('update')).toBeUndefined()
  })

  test('is as strict as field and layout together', () => {
    const conditional = withField('lib_book', 'notes', { required: "genre = 'map'", readOnly: 'pages > 10' })
    const { fields } = formOf({ object: 'lib_book', documents: [conditional] })
    expect(fields.notes).toMatchObject({
      required: { or: [{ '==': [{ var: 'genre' }, 'map'] }, { var: 'damaged' }] },
      readOnly: { '>': [{ var: 'pages' }, 10] },
    })
    const always = withField('lib_book', 'notes', { required: true })
    expect(formOf({ object: 'lib_book', documents: [always] }).fields.notes?.required).toBe(true)
  })

  test('that nobody writes, or this reader does not, is not editable', () => {
    const editable = (roles: string[], action: 'create' | 'update') =>
      Object.values(formOf({ object: 'lib_member', roles, action }).fields)
        .filter((field) => field.editable)
        .map(({ name }) => name)
    expect(editable(['lib_reader'], 'update')).toEqual(['email', 'phone'])
    expect(editable(['lib_reader'], 'create')).toEqual([])
  })

  test('that is only read by expressions has no place', () => {
    const layout = {
      kind: 'layout',
      name: 'lib_book_page',
      object: 'lib_book',
      tabs: [{ name: 'main', sections: [{ name: 's', items: ['price_with_tax'] }] }],
    }
    const form = formOf({ object: 'lib_book', documents: [layout] })
    expect(Object.keys(form.fields)).toEqual(['price_with_tax', 'price', 'tax_rate'])
    expect(form.tabs[0]?.sections[0]?.items).toHaveLength(1)
  })
})

describe('a reference', () => {
  test('names its target and the condition on candidates', () => {
    const document = withField('lib_loan', 'book', { where: 'not damaged and bought_at < this.created_at' })
    const { fields } = formOf({ object: 'lib_loan', documents: [document] })
    expect(fields.book?.reference).toEqual({
      object: 'lib_book',
      label: 'Book',
      where: { and: [{ '!': [{ var: 'damaged' }] }, { '<': [{ var: 'bought_at' }, { var: 'this.created_at' }] }] },
    })
    expect(fields).toHaveProperty('created_at')
  })

  test('whose parents are read gives their types', () => {
    const { paths, optionSets, user } = formOf({ object: 'lib_loan' })
    expect(paths).toEqual({
      'book.price': { kind: 'number' },
      'book.genre': { kind: 'choice', optionSet: 'lib_book.genre' },
      'member.level': { kind: 'choice', optionSet: 'lib_level' },
    })
    expect(Object.keys(optionSets).sort()).toEqual(['lib_book.genre', 'lib_level'])
    expect(user).toBe('user')
  })

  test('to an object the reader may not see is not named and not editable', () => {
    const role = {
      kind: 'role',
      name: 'lender',
      objects: [{ object: 'lib_loan', allow: ['create', 'read', 'update'], rows: { '*': 'true' } }],
    }
    const form = formOf({ object: 'lib_loan', roles: ['lender'], documents: [role] })
    expect(form.fields.book).toMatchObject({ editable: false, valueType: { kind: 'reference', object: '' } })
    expect(JSON.stringify(form)).not.toContain('lib_book')
    expect(JSON.stringify(form)).not.toContain('lib_member')
  })
})

describe('the schema', () => {
  const { schema, uiSchema } = formOf({ object: 'lib_book', action: 'create' })

  test('is flat', () => {
    const text = JSON.stringify([schema, formOf({ object: 'lib_loan' }).schema])
    expect(text).not.toMatch(/"(oneOf|anyOf|allOf|if|then|dependencies|\$ref)"/)
  })

  test('has decimals as strings, integers as numbers, blank as null', () => {
    expect(schema.properties).toMatchObject({
      price: { type: ['string', 'null'], pattern: expect.any(String) },
      pages: { type: ['integer', 'null'], minimum: 1 },
      price_with_tax: { readOnly: true },
      genre: { enum: ['novel', 'science', 'comic', null] },
    })
  })

  test('tells the order and the widgets', () => {
    expect(uiSchema['ui:order']).toContain('price')
    expect(uiSchema.notes).toEqual({ 'ui:widget': 'longText' })
  })
})

describe('rules', () => {
  test('that the browser can word are sent, for what is done', () => {
    const validations = (action: 'create' | 'update') => formOf({ object: 'lib_loan', action }).validations
    expect(validations('update')).toEqual([
      {
        name: 'due_after_lent',
        failWhen: { '<': [{ var: 'due_on' }, { var: 'lent_on' }] },
        field: 'due_on',
        message: 'The due date must not be before Lent on',
      },
    ])
    // "{member.name} is blocked" needs a value the browser does not have
    expect(validations('create').map(({ name }) => name)).toEqual(['due_after_lent'])
  })

  test('join when they apply and when they fail', () => {
    const document = changed('lib_book', () => ({
      validations: [
        { name: 'heavy', appliesWhen: "genre = 'map'", failWhen: 'weight > 5', field: 'weight', message: 'Too heavy' },
      ],
    }))
    expect(formOf({ object: 'lib_book', documents: [document] }).validations).toEqual([
      {
        name: 'heavy',
        failWhen: { and: [{ '==': [{ var: 'genre' }, 'map'] }, { '>': [{ var: 'weight' }, 5] }] },
        field: 'weight',
        message: 'Too heavy',
      },
    ])
  })
})

test('what a reader may not see appears nowhere', () => {
  const book = changed('lib_book', ({ fields }) => ({
    fields: fields.map((field) => {
      if (field.name === 'notes')
        return {
          ...field,
          required: 'price > 100',
          readOnly: 'is_blank(price)',
          default: '=if(price > 1, title, isbn)',
        }
      return field.name === 'pages' ? { ...field, formula: 'round(price, 0)' } : field
    }),
    validations: [
      { name: 'a', failWhen: 'price < 1', field: 'title', message: 'First' },
      { name: 'b', appliesWhen: 'price_with_tax > 1', failWhen: 'damaged', message: 'Second' },
      { name: 'c', failWhen: 'damaged', field: 'price', message: 'Third' },
      { name: 'd', failWhen: 'damaged', message: 'At {price}' },
      { name: 'e', failWhen: 'damaged and me.email = title', message: 'Fifth' },
    ],
  }))
  const layout = {
    kind: 'layout',
    name: 'lib_book_page',
    object: 'lib_book',
    tabs: [
      {
        name: 'main',
        visible: 'price > 0',
        sections: [
          {
            name: 'all',
            visible: 'price_with_tax > 0',
            items: [
              'title',
              'price',
              'price_with_tax',
              'pages',
              { field: 'notes', visible: 'old.price > 1', required: 'changed(price)' },
            ],
          },
        ],
      },
    ],
  }
  const form = formOf({ object: 'lib_book', roles: ['lib_reader'], documents: [book, layout] })
  expect(JSON.stringify(form)).not.toContain('price')
  expect(form.validations).toEqual([{ name: 'c', failWhen: { var: 'damaged' }, field: null, message: 'Third' }])
  expect(Object.keys(form.fields)).toEqual(['title', 'notes', 'damaged'])
})
