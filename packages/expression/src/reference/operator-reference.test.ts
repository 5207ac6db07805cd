import { LOCALES } from '@huozi/core'
import { expect, test } from 'vitest'
import { OPERATORS } from '../operators/registry.ts'
import { operatorReference } from './operator-reference.ts'

test.each(LOCALES)('describes every operator in %s', (locale) => {
  const reference = operatorReference(locale)
  for (const { name, doc } of OPERATORS) {
    expect(reference).toContain(`### \`${name}\`\n\n${doc[locale]}`)
  }
  expect(reference).not.toContain('undefined')
})

test('shows forms without braces, and examples with what they give', () => {
  const reference = operatorReference('en')
  expect(reference).toContain('| `round(number, 2)` | number |')
  expect(reference).toContain('| `round(amount, 2)` | amount = `2.345` | `2.35` |')
})
