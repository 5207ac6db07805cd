import { describe, expect, test } from 'vitest'
import type { PackageManifest } from '../documents/package-document.ts'
import { orderPackages } from './order-packages.ts'
import { satisfies } from './semantic-version.ts'

function pack(name: string, more: Partial<PackageManifest> = {}) {
  return {
    manifest: { kind: 'package', name, version: '1.2.3', prefix: name, ...more } as PackageManifest,
    documents: [],
  }
}

function rules(...packages: ReturnType<typeof pack>[]) {
  return orderPackages(packages).issues.map(({ params, pointer }) => [(params as { rule: string }).rule, pointer])
}

test('puts packages after those they require, independent ones by name', () => {
  const input = [
    pack('d', { requires: { c: '^1.0.0' } }),
    pack('b'),
    pack('c', { requires: { a: '^1.0.0' } }),
    pack('a'),
  ]
  expect(orderPackages(input).packages.map(({ manifest }) => manifest.name)).toEqual(['a', 'b', 'c', 'd'])
})

describe('refuses', () => {
  test('a missing requirement, not a missing optional one', () => {
    expect(rules(pack('a', { requires: { b: '^1.0.0' }, optional: { c: '^1.0.0' } }))).toEqual([
      ['missing', '/requires/b'],
    ])
  })
  test('a version out of range', () => {
    expect(rules(pack('a', { optional: { b: '^2.0.0' } }), pack('b'))).toEqual([['version', '/optional/b']])
  })
  test('a circle', () => {
    const circle = [pack('a', { requires: { b: '^1.0.0' } }), pack('b', { requires: { a: '^1.0.0' } })]
    expect(rules(...circle)).toEqual([
      ['circular', '/requires'],
      ['circular', '/requires'],
    ])
  })
  test('the prefix of another package or of the tenant', () => {
    expect(rules(pack('a', { prefix: 'b' }), pack('b'))).toEqual([['prefix', '/prefix']])
    expect(rules(pack('a', { prefix: 'x' }))).toEqual([['prefix', '/prefix']])
  })
  test('the name of another package or of the tenant’s layer', () => {
    expect(rules(pack('a'), pack('a', { prefix: 'q' }))).toEqual([['name', '/name']])
    expect(rules(pack('tenant'))).toEqual([['name', '/name']])
  })
})

test.each([
  ['1.2.3', '1.2.3', true],
  ['1.2.4', '1.2.3', false],
  ['1.9.0', '^1.2.3', true],
  ['1.2.2', '^1.2.3', false],
  ['2.0.0', '^1.2.3', false],
  ['0.2.9', '^0.2.3', true],
  ['0.3.0', '^0.2.3', false],
  ['0.0.4', '^0.0.3', false],
  ['1.2.9', '~1.2.3', true],
  ['1.3.0', '~1.2.3', false],
  ['9.0.0', '>=1.2.3', true],
])('%s lies in %s: %s', (version, range, expected) => {
  expect(satisfies(version, range)).toBe(expected)
})
