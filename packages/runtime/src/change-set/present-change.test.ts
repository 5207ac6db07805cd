import type { Document, DocumentChange } from '@huozi/metadata'
import { expect, test } from 'vitest'
import { presentChange } from './present-change.ts'

const book: Document = { kind: 'object', name: 'lib_book', label: { 'zh-CN': '图书', en: 'Book' } }

function summary(change: Partial<DocumentChange>, locale: 'en' | 'zh-CN' = 'en') {
  const whole: DocumentChange = {
    action: 'change',
    kind: 'object',
    name: 'lib_book',
    path: 'object/lib_book',
    before: undefined,
    after: undefined,
    ...change,
  }
  const documentOf = (kind: string, name: string) => (`${kind}/${name}` === 'object/lib_book' ? book : undefined)
  return presentChange(whole, { locale, tenantLocale: 'zh-CN', documentOf }).summary
}

test('a document is named with its kind and label', () => {
  expect(summary({ action: 'add', after: book })).toBe('add object Book (lib_book)')
  expect(summary({ action: 'add', after: book }, 'zh-CN')).toBe('新增对象 图书 (lib_book)')
  const gone = { kind: 'role', name: 'x_guest', path: 'role/x_guest', before: { label: 'Guest' } }
  expect(summary({ action: 'remove', ...gone })).toBe('remove role Guest (x_guest)')
})

test('an item is named with its list and label', () => {
  const field = {
    path: 'object/lib_book/fields/x_shelf',
    after: { name: 'x_shelf', label: { en: 'Shelf', 'zh-CN': '书架' } },
  }
  expect(summary({ action: 'add', ...field })).toBe('object Book (lib_book): add field Shelf (x_shelf)')
  expect(summary({ action: 'add', ...field }, 'zh-CN')).toBe('对象 图书 (lib_book):新增字段 书架 (x_shelf)')
})

test('a property is named by the way to it, with what it was and becomes', () => {
  const label = { path: 'object/lib_book/fields/price/label', before: { en: 'Price', 'zh-CN': '定价' }, after: '价' }
  expect(summary(label)).toBe('object Book (lib_book): change field price › label: “Price” → “价”')
  expect(summary(label, 'zh-CN')).toBe('对象 图书 (lib_book):修改字段 price › 名称:“定价” → “价”')
  const long = { path: 'object/lib_book/fields/price/formula', before: 'a'.repeat(100), after: 'b' }
  expect(summary(long)).toBe('object Book (lib_book): change field price › formula')
})

test('another order is said without values', () => {
  expect(summary({ path: 'object/lib_book/fields' })).toBe('object Book (lib_book): change the order of: field')
})
