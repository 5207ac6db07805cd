import { resolveAccess } from '@huozi/metadata'
import { firstModel, libraryDocuments } from '@huozi/metadata/testing'
import { expect, test } from 'vitest'
import { buildForm } from '../../build-form.ts'
import { createFormStore } from './form-store.ts'
import { environment } from './library-form.fixture.ts'

const model = firstModel(libraryDocuments())

function openNew(name: string) {
  const object = model.objects.get(name)
  if (object === undefined) throw new Error(`no object ${name}`)
  const definition = buildForm({
    model,
    object,
    access: resolveAccess(model, ['admin']),
    language: 'en',
    tenant: { locale: 'en', currency: 'CNY' },
    roles: ['admin'],
    action: 'create',
  })
  return createFormStore(definition, { record: null, environment })
}

test('a form built from the model computes over the parents of its record', () => {
  const form = openNew('lib_loan')
  expect(form.value('lent_on')).toBe('2026-11-22')
  form.set('member', { id: 'm', label: 'Li Lei', level: 'plus' })
  form.set('book', { id: 'b', label: 'Dune', genre: 'science', price: '80.00' })
  expect(form.value('due_on')).toBe('2026-12-13')
  expect(form.value('fee')).toBe('72')
  form.set('due_on', '2026-01-01')
  expect(form.validate()).toBe(false)
  expect(form.field('due_on').error).toBe('The due date must not be before Lent on')
})

test('its whole numbers stay numbers and its conditions follow choices', () => {
  const form = openNew('lib_member')
  expect(form.value('level')).toBe('basic')
  expect(form.value('max_loans')).toBe(2)
  expect(form.field('block_reason').required).toBe(false)
  form.set('level', 'blocked')
  expect(form.field('block_reason').required).toBe(true)
  expect(form.isVisible('place:main/basic/block_reason')).toBe(true)
})
