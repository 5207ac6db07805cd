import type { FormDefinition } from '@huozi/forms'
import { expect, test } from 'vitest'
import { isSameForm } from './open-form.ts'

test('a form made from a newer version of the model is the same form while nothing in it differs', () => {
  const form = { object: 'lib_book', version: 1, label: 'Book' } as FormDefinition
  expect(isSameForm(form, { ...form, version: 2 })).toBe(true)
  expect(isSameForm(form, { ...form, version: 2, label: 'Volume' })).toBe(false)
})
