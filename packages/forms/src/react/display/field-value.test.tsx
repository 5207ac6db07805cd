import type { Json } from '@huozi/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { DisplayProps } from './display.ts'
import { FieldValue } from './field-value.tsx'

const environment: DisplayProps['environment'] = {
  locale: 'en',
  zone: 'Asia/Shanghai',
  link: (object, id, label) => <a href={`/${object}/${id}`}>{label}</a>,
}

function show(field: DisplayProps['field'], value: Json): string {
  return renderToStaticMarkup(<FieldValue field={field} value={value} environment={environment} />)
}

test.each<[string, DisplayProps['field'], Json, string]>([
  [
    'an amount keeps every digit',
    { widget: 'currency', currency: 'CNY', scale: 2 },
    '99999999999999.99',
    '¥99,999,999,999,999.99',
  ],
  ['a number is not padded', { widget: 'number', scale: 4 }, '1.5', '>1.5<'],
  [
    'an instant stands in the zone of the reader',
    { widget: 'datetime' },
    '2026-11-21T16:30:00.000Z',
    '>2026-11-22 00:30<',
  ],
  [
    'a reference is a link',
    { widget: 'lookup', object: 'lib_member' },
    { id: '1', label: 'Li' },
    '<a href="/lib_member/1"><span>Li',
  ],
  ['a user is not', { widget: 'user', object: 'user' }, { id: '1', label: 'Li' }, '<span>Li</span>'],
  [
    'a reference the reader may not see says so',
    { widget: 'lookup', object: 'x' },
    { id: '1', label: null },
    'Not visible to you',
  ],
  ['a choice that is gone is shown by its code', { widget: 'picklist', choices: [] }, 'X1', 'X1'],
  ['stars are said as a fraction', { widget: 'rating', max: '5' }, 3, 'aria-label="3/5"'],
  [
    'several choices are shown by their labels',
    { widget: 'multiPicklist', choices: [{ code: 'a', label: 'Ann', color: null }] },
    ['a', 'gone'],
    'Ann</span><span class="hz-choice">gone',
  ],
  [
    'rich text is drawn, and its links leave the page',
    { widget: 'richText' },
    '<p>a <strong>b</strong> <a href="https://x.test">c</a></p>',
    '<p>a <strong>b</strong> <a href="https://x.test" target="_blank" rel="noopener noreferrer">c</a></p>',
  ],
  [
    'rich text that was never cleaned does no harm',
    { widget: 'richText' },
    '<p onclick="x()">a<script>b</script><img src=x onerror=x()><a href="javascript:x()">c</a></p>',
    '<div class="hz-rich-text"><p>ab<a>c</a></p></div>',
  ],
  ['an unknown kind is text', { widget: 'hologram' }, 'a<b', 'a&lt;b'],
  ['false is not blank', { widget: 'boolean' }, false, 'No'],
])('%s', (_, field, value, expected) => {
  expect(show(field, value)).toContain(expected)
})

test('blank is a dash that screen readers skip', () => {
  expect(show({ widget: 'text' }, null)).toContain('aria-hidden="true"')
})

test('a stored script address never becomes a link', () => {
  expect(show({ widget: 'url' }, 'javascript:alert(1)')).not.toContain('href')
  expect(show({ widget: 'url' }, 'https://example.test')).toContain(
    'href="https://example.test" target="_blank" rel="noopener noreferrer"',
  )
  expect(show({ widget: 'email' }, 'a@b.test?bcc=x')).toContain('href="mailto:a@b.test%3Fbcc%3Dx"')
})
