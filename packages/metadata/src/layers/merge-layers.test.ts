import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { loadLibrary, loadModule } from '../../test/fixture-layer.ts'
import type { Document } from '../documents/document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import type { PackageManifest } from '../documents/package-document.ts'
import type { Layer } from './layer.ts'
import { mergeLayers } from './merge-layers.ts'
import { layerOf } from './provenance.ts'

// properties run many cases, and the machine may have other work
vi.setConfig({ testTimeout: 30_000 })

const base = loadModule('base')
const library = loadLibrary()

function tenant(...documents: Document[]): Layer {
  return { manifest: null, documents }
}

function patchBook(more: object): Document {
  return { kind: 'object', name: 'lib_book', extends: 'library', ...more }
}

function book(...layers: Layer[]): ObjectDocument {
  const { documents, issues } = mergeLayers([base, library, ...layers])
  expect(issues).toEqual([])
  return documents.find(({ kind, name }) => kind === 'object' && name === 'lib_book') as ObjectDocument
}

const plain = book()

describe('a patch', () => {
  test('changes a text of one language only', () => {
    expect(book(tenant(patchBook({ label: { 'zh-CN': '书' } }))).label).toEqual({ 'zh-CN': '书', en: 'Book' })
  })

  test('unsets by null', () => {
    const { icon, label } = book(tenant(patchBook({ icon: null, label: { en: null } })))
    expect(icon).toBeUndefined()
    expect(label).toEqual({ 'zh-CN': '图书' })
  })

  test('changes a property of a list item and leaves the others', () => {
    const { fields } = book(tenant(patchBook({ fields: [{ name: 'title', maxLength: 80 }] })))
    expect(fields[0]).toEqual({ ...plain.fields[0], maxLength: 80 })
    expect(fields.slice(1)).toEqual(plain.fields.slice(1))
  })

  test('adds an item at its place, without words about the place', () => {
    const added = { name: 'x_shelf', type: 'text', label: 'Shelf', after: 'title' }
    const { fields } = book(tenant(patchBook({ fields: [added] })))
    expect(fields[1]).toEqual({ name: 'x_shelf', type: 'text', label: 'Shelf' })
  })

  test('hides an item', () => {
    const { fields } = book(tenant(patchBook({ fields: [{ name: 'weight', remove: true }] })))
    expect(fields.map(({ name }) => name)).not.toContain('weight')
  })

  test('replaces an expression whole, whatever is in it', () => {
    const below = { manifest: library.manifest, documents: [bookWith({ '+': [{ var: 'price' }, 1] })] }
    const { documents } = mergeLayers([below, tenant(patchBook({ fields: [formula({ '*': [{ var: 'price' }, 2] })] }))])
    expect((documents[0] as ObjectDocument).fields[0]?.formula).toEqual({ '*': [{ var: 'price' }, 2] })
  })

  test('reaches into lists inside lists', () => {
    const patch = patchBook({
      fields: [{ name: 'genre', values: [{ code: 'x_poem', label: 'Poem', before: 'comic' }] }],
    })
    const genre = book(tenant(patch)).fields.find(({ name }) => name === 'genre')
    const values = (genre?.values ?? []) as { code: string }[]
    expect(values.map(({ code }) => code)).toEqual(['novel', 'science', 'x_poem', 'comic', 'map'])
  })

  test('makes an object of a bare string it adds to', () => {
    const layout = { kind: 'layout', name: 'lib_book_page', extends: 'library' }
    const items = [{ field: 'isbn', width: 2 }]
    const patch = { ...layout, tabs: [{ name: 'main', sections: [{ name: 'basic', items }] }] }
    const { documents } = mergeLayers([base, library, tenant(patch)])
    const merged = documents.find(({ name }) => name === 'lib_book_page') as unknown as {
      tabs: { sections: { items: unknown[] }[] }[]
    }
    expect(merged.tabs[0]?.sections[0]?.items.slice(0, 3)).toEqual(['title', { field: 'isbn', width: 2 }, 'shelf_no'])
  })

  test('of nothing is refused with what it looked for', () => {
    const { issues } = mergeLayers([library, tenant({ ...patchBook({}), name: 'lib_bok' })])
    expect(issues.map(({ issue: { code, params } }) => [code, params])).toEqual([
      ['PATCH_TARGET', { kind: 'object', name: 'lib_bok', layer: 'library' }],
    ])
  })

  test('tells when an anchor is gone', () => {
    const added = { name: 'x_shelf', type: 'text', label: 'Shelf', after: 'gone' }
    const { notes } = mergeLayers([library, tenant(patchBook({ fields: [added] }))])
    expect(notes.map(({ issue: { params } }) => params)).toEqual([
      { anchor: 'gone', path: 'object/lib_book/fields/x_shelf' },
    ])
  })
})

describe('packages', () => {
  const patching = (name: string, requires: PackageManifest['requires'] = {}): Layer => ({
    manifest: { kind: 'package', name, version: '1.0.0', requires: { library: '^1.0.0', ...requires } },
    documents: [patchBook({ icon: name })],
  })

  test('may not both change a property unless one knows the other', () => {
    const { issues } = mergeLayers([library, patching('school'), patching('city')])
    expect(issues.map(({ issue: { code, params } }) => [code, params])).toEqual([
      ['PATCH_CONFLICT', { layers: ['school', 'city'], path: 'object/lib_book/icon' }],
    ])
    expect(mergeLayers([library, patching('school'), patching('city', { school: '^1.0.0' })]).issues).toEqual([])
  })

  test('may bring documents that exist only beside others', () => {
    const bridge: Document = { kind: 'role', name: 'lib_city', ifInstalled: ['city'] }
    const names = (...layers: Layer[]) => mergeLayers(layers).documents.map(({ name }) => name)
    expect(names(tenant(bridge))).toEqual([])
    expect(names({ ...patching('city'), documents: [] }, tenant(bridge))).toEqual(['lib_city'])
  })

  test('published again with changed labels keep the overrides of the tenant', () => {
    const overrides = tenant(patchBook({ label: { 'zh-CN': '藏书' }, fields: [{ name: 'title', maxLength: 99 }] }))
    const relabelled = library.documents.map((document) => {
      if (document.name !== 'lib_book') return document
      const object = document as ObjectDocument
      const fields = object.fields.map((field) => ({ ...field, label: { en: `New ${field.name}` } }))
      return { ...object, label: { 'zh-CN': '书籍', en: 'Volume' }, fields }
    })
    const { documents } = mergeLayers([base, { ...library, documents: relabelled }, overrides])
    const merged = documents.find(({ name }) => name === 'lib_book') as ObjectDocument
    expect(merged.label).toEqual({ 'zh-CN': '藏书', en: 'Volume' })
    expect(merged.fields[0]).toMatchObject({ label: { en: 'New title' }, maxLength: 99 })
  })
})

describe('properties of merging', () => {
  const fieldNames = plain.fields.map(({ name }) => name)
  const text = fc.record({ 'zh-CN': fc.string(), en: fc.option(fc.string()) }, { requiredKeys: [] })
  const knownItem = fc.record(
    {
      name: fc.constantFrom(...fieldNames),
      label: text,
      help: fc.option(text),
      required: fc.option(fc.boolean()),
      after: fc.constantFrom(...fieldNames, '*', 'gone'),
      remove: fc.constant(true),
    },
    { requiredKeys: ['name'] },
  )
  const newItem = fc.record({
    name: fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 1, maxLength: 4 }).map((name) => `x_${name}`),
    type: fc.constant('text'),
    label: text,
  })
  const items = fc.uniqueArray(fc.oneof(knownItem, newItem), { selector: ({ name }) => name, maxLength: 8 })
  const anyPatch = fc
    .record({ label: text, icon: fc.option(fc.constantFrom('a', 'b')), fields: items }, { requiredKeys: [] })
    .map(patchBook)

  test('an empty patch changes nothing', () => {
    fc.assert(
      fc.property(anyPatch, (patch) => {
        const once = mergeLayers([library, tenant(patch)]).documents
        const twice = mergeLayers([
          library,
          tenant(patch),
          layer('empty', patchBook({ fields: [], label: {} })),
        ]).documents
        expect(twice).toEqual(once)
      }),
    )
  })

  test('a patch laid over its own result changes nothing', () => {
    fc.assert(
      fc.property(anyPatch, (patch) => {
        const once = mergeLayers([library, tenant(patch)]).documents
        const again = mergeLayers([library, layer('first', patch), tenant(patch)]).documents
        expect(again).toEqual(once)
      }),
    )
  })

  test('the order of patches of different properties does not matter', () => {
    const labels = fc.uniqueArray(fc.constantFrom(...fieldNames), { minLength: 2, maxLength: 2 })
    fc.assert(
      fc.property(labels, text, fc.boolean(), ([first = '', second = ''], label, required) => {
        const one = layer('one', patchBook({ fields: [{ name: first, label }], icon: 'one' }))
        const two = layer('two', patchBook({ fields: [{ name: second, required }], plural: { en: 'Twos' } }))
        expect(mergeLayers([library, one, two]).documents).toEqual(mergeLayers([library, two, one]).documents)
      }),
    )
  })

  test('provenance knows the layer of every property, and the tenant’s exactly where the patch decided', () => {
    fc.assert(
      fc.property(anyPatch, (patch) => {
        const { documents, provenance } = mergeLayers([library, tenant(patch)])
        for (const document of documents.filter(({ name }) => name === 'lib_book')) {
          for (const path of leafPaths(document, `${document.kind}/${document.name}`)) {
            expect(['library', 'tenant']).toContain(layerOf(provenance, path))
          }
        }
        for (const path of provenance.overrides.keys()) expect(layerOf(provenance, path)).toBe('tenant')
        if ('icon' in patch) expect(layerOf(provenance, 'object/lib_book/icon')).toBe('tenant')
        else expect(layerOf(provenance, 'object/lib_book/icon')).toBe('library')
      }),
    )
  })

  function layer(name: string, ...documents: Document[]): Layer {
    return { manifest: { kind: 'package', name, version: '1.0.0' }, documents }
  }

  function leafPaths(value: unknown, path: string): string[] {
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => leafPaths(item, `${path}/${(item as { name?: string }).name ?? index}`))
    }
    if (typeof value !== 'object' || value === null) return [path]
    return Object.entries(value).flatMap(([name, item]) => leafPaths(item, `${path}/${name}`))
  }
})

function formula(logic: object) {
  return { name: 'price', type: 'number', label: 'Price', formula: logic }
}

function bookWith(logic: object): Document {
  return { kind: 'object', name: 'lib_book', title: 'price', fields: [formula(logic)] }
}
