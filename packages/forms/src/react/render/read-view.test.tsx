import { resolveAccess } from '@huozi/metadata'
import { firstModel, libraryDocuments } from '@huozi/metadata/testing'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { buildForm } from '../../build-form.ts'
import { createFormStore } from '../store/form-store.ts'
import { environment } from '../store/library-form.fixture.ts'
import { ReadView } from './read-view.tsx'

const order = {
  kind: 'object',
  name: 'lib_order',
  label: 'Order',
  title: 'name',
  owned: false,
  multiCurrency: {},
  fields: [
    { name: 'name', type: 'text', label: 'Name' },
    { name: 'price', type: 'currency', label: 'Price' },
  ],
}
const model = firstModel([...libraryDocuments(), order as never])

function open(record: object | null) {
  const object = model.objects.get('lib_order')
  if (object === undefined) throw new Error('no order')
  const access = resolveAccess(model, ['admin'])
  const tenant = { locale: 'en', currency: 'CNY' }
  const action = record === null ? 'create' : 'update'
  const definition = buildForm({ model, object, access, language: 'en', tenant, roles: ['admin'], action })
  return createFormStore(definition, { record: record as never, environment })
}

test('shows an amount in the currency of its record', () => {
  const show = (currency: string | null) => {
    const store = open({ id: '1', version: 1, name: 'a', price: '12.5', currency })
    return renderToStaticMarkup(<ReadView store={store} environment={{ locale: 'en', zone: 'UTC' }} />)
  }
  expect(show('USD')).toContain('$12.50')
  expect(show(null)).toContain('¥12.50')
})

test('a form follows the currency that is chosen in it', () => {
  const store = open(null)
  expect([store.value('currency'), store.field('price').currency]).toEqual(['CNY', 'CNY'])
  const heard: string[] = []
  store.subscribe('price', () => heard.push('price'))
  store.set('currency', 'USD')
  expect(store.field('price').currency).toBe('USD')
  expect(heard).toEqual(['price'])
})
