import type { JsonObject } from '@huozi/core'
import { expect, test, vi } from 'vitest'
import { placeOf, STATUS } from './form-state.ts'
import { openLoan } from './library-form.fixture.ts'

const LOADED: JsonObject = {
  id: '1',
  version: 3,
  book: '梦溪笔谈',
  member: { id: 'm1', label: 'Han Meimei', discount: '0.5' },
  librarian: { id: 'u1', label: 'Li Lei' },
  status: 'out',
  days: '14',
  rate: '0.1',
  fee: '1.4',
  total: '2.4',
  discounted: '0.05',
  lost_reason: null,
  returned: null,
  due: '2026-12-01',
  renewals: 2,
  note: null,
}

test('a new record starts with its defaults and formulas', () => {
  const form = openLoan()
  expect(form.value('status')).toBe('out')
  expect(form.value('days')).toBe('14')
  expect(form.value('librarian')).toEqual({ id: 'u1', label: 'Li Lei' })
  expect(form.value('fee')).toBeNull()
  expect(form.status().dirty).toBe(false)
})

test('setting a value runs the formulas that follow from it, exactly', () => {
  const form = openLoan()
  form.set('rate', '7142857142857.14')
  expect(form.value('fee')).toBe('99999999999999.96')
  expect(form.value('total')).toBe('100000000000000.96')
  form.set('days', '3')
  form.set('rate', '0.1')
  expect(form.value('total')).toBe('1.3')
  form.set('rate', null)
  expect(form.value('total')).toBeNull()
})

test('wakes only the subscribers of paths that changed', () => {
  const form = openLoan(LOADED)
  const told: string[] = []
  const paths = [
    ...Object.keys(form.definition.fields),
    placeOf('more'),
    placeOf('main', 'loss', 'lost_reason'),
    STATUS,
  ]
  for (const path of paths) form.subscribe(path, () => told.push(path))
  form.set('rate', '0.2')
  expect(told.toSorted()).toEqual([STATUS, 'discounted', 'fee', 'rate', 'total'])
  expect(told.filter((path) => path === 'fee')).toHaveLength(1)
  // A rule that reads the field still holds, so the field it is about is not woken.
  told.length = 0
  form.set('returned', '2026-11-30')
  expect(told).toEqual(['returned'])
})

test('keeps the same state object while nothing in it changes', () => {
  const form = openLoan(LOADED)
  const before = form.field('book')
  form.set('rate', '5')
  expect(form.field('book')).toBe(before)
})

test('a default follows its fields until the user sets the value by hand', () => {
  const form = openLoan()
  form.set('status', 'late')
  expect(form.value('days')).toBe('30')
  form.set('days', '5')
  form.set('status', 'out')
  expect(form.value('days')).toBe('5')
})

test('a loaded value that differs from its default was chosen by someone', () => {
  const chosen = openLoan({ ...LOADED, days: '3' })
  chosen.set('status', 'late')
  expect(chosen.value('days')).toBe('3')
  const following = openLoan(LOADED)
  following.set('status', 'late')
  expect(following.value('days')).toBe('30')
})

test('conditions hide, require and lock', () => {
  const form = openLoan(LOADED)
  const reason = placeOf('main', 'loss', 'lost_reason')
  expect([form.isVisible(reason), form.isVisible(placeOf('more')), form.field('returned').readOnly]).toEqual([
    false,
    true,
    false,
  ])
  form.set('status', 'lost')
  expect([form.isVisible(reason), form.isVisible(placeOf('more')), form.field('returned').readOnly]).toEqual([
    true,
    false,
    true,
  ])
  expect(form.field('lost_reason').required).toBe(true)
  expect(form.field('book').required).toBe(true)
})

test('says what is wrong once a field was left, and while typing from then on', () => {
  const form = openLoan()
  form.set('rate', '200')
  expect(form.field('rate').error).toBeNull()
  form.blur('rate')
  expect(form.field('rate').error).toBe('Allowed: 0 to 100.')
  form.set('rate', '50')
  expect(form.field('rate').error).toBeNull()
  form.set('book', 'x'.repeat(21))
  form.blur('book')
  expect(form.field('book').error).toBe('At most 20 characters.')
})

test('judges a rule between fields beside its field', () => {
  const form = openLoan(LOADED)
  form.blur('due')
  form.set('returned', '2026-12-24')
  expect(form.field('due').error).toBe('The due date is wrong.')
  form.set('returned', '2026-11-30')
  expect(form.field('due').error).toBeNull()
})

test('on submit shows every error of what is shown, and only that', () => {
  const form = openLoan()
  expect(form.validate()).toBe(false)
  expect(form.status().invalidFields).toEqual(['book'])
  form.set('book', 'a')
  form.set('status', 'lost')
  expect(form.status().invalidFields).toEqual(['lost_reason'])
  form.set('lost_reason', 'fire')
  form.set('renewals', 6)
  expect(form.validate()).toBe(false)
  expect(form.status()).toMatchObject({ invalidFields: [], messages: ['Too many renewals.'] })
  form.set('renewals', 1)
  expect(form.validate()).toBe(true)
  expect(form.status().messages).toEqual([])
})

test('puts refusals of the server beside their fields and clears them on edit', () => {
  const form = openLoan(LOADED)
  form.refuse([
    { pointer: '/book', detail: 'Already lent.' },
    { pointer: '/lost_reason', detail: 'Wrong.' },
    { pointer: '', detail: 'The library is closed.' },
  ])
  expect(form.field('book').error).toBe('Already lent.')
  expect(form.status()).toMatchObject({
    invalidFields: ['book'],
    messages: ['lost_reason: Wrong.', 'The library is closed.'],
  })
  form.set('book', '天工开物')
  expect(form.field('book').error).toBeNull()
  expect(form.status().invalidFields).toEqual([])
})

test('changes are a merge patch of what was set by hand', () => {
  const form = openLoan(LOADED)
  form.set('note', 'x')
  form.set('note', '')
  expect(form.changes()).toEqual({})
  expect(form.status().dirty).toBe(false)
  form.set('due', null)
  form.set('rate', '0.3')
  form.set('member', { id: 'm2', label: 'Lin Tao', discount: '1' })
  form.set('librarian', { id: 'u1', label: 'another label' })
  expect(form.changes()).toEqual({ due: null, rate: '0.3', member: 'm2' })
})

test('sends a choice against a default even when it is the loaded value', () => {
  const form = openLoan(LOADED)
  form.set('status', 'late')
  form.set('days', '14')
  expect(form.changes()).toEqual({ status: 'late', days: '14' })
})

test('does not send what is hidden or locked', () => {
  const form = openLoan(LOADED)
  form.set('status', 'lost')
  form.set('lost_reason', 'fire')
  form.set('status', 'late')
  expect(form.changes()).toEqual({ status: 'late' })
})

test('a formula over a parent is live when the parent was loaded, and left to the server when not', () => {
  const form = openLoan(LOADED)
  form.set('rate', '10')
  expect(form.value('discounted')).toBe('5')
  form.set('member', { id: 'm2', label: 'Lin Tao' })
  expect(form.value('discounted')).toBeNull()
  form.set('member', { id: 'm3', label: 'Wei Hua', discount: '0.1' })
  expect(form.value('discounted')).toBe('1')
})

test('carries what was typed into a form made from a newer model', () => {
  const old = openLoan(LOADED)
  old.set('rate', '0.5')
  old.set('due', null)
  const carried = openLoan({ ...LOADED, version: 4, note: 'theirs' }, { ...old.typed(), gone_field: 'x', fee: '7' })
  expect(carried.value('fee')).toBe('7')
  expect(carried.value('note')).toBe('theirs')
  expect(carried.changes()).toEqual({ rate: '0.5', due: null })
  expect(carried.status().dirty).toBe(true)
})

test('no listener is told after it unsubscribed', () => {
  const form = openLoan()
  const listener = vi.fn()
  form.subscribe('book', listener)()
  form.set('book', 'x')
  expect(listener).not.toHaveBeenCalled()
})

test('a new record sends a default that was cleared by hand, and not one that stands', () => {
  const form = openLoan(null, { book: 'a' })
  expect(form.changes()).toEqual({ book: 'a' })
  form.set('librarian', null)
  expect(form.changes()).toEqual({ book: 'a', librarian: null })
})
