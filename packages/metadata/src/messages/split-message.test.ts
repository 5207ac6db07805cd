import { describe, expect, test } from 'vitest'
import { firstModel, libraryDocuments } from '../../test/fixture-layer.ts'
import { recordScope } from '../model/record-scope.ts'
import { compileMessage } from './compile-message.ts'
import { splitMessage } from './split-message.ts'

function pieces(message: string): string[] {
  return splitMessage(message).map((piece) =>
    piece.kind === 'text' ? piece.text : `<${piece.source}${piece.format === null ? '' : ` as ${piece.format}`}>`,
  )
}

test.each([
  ['no placeholder', ['no placeholder']],
  ['{a}', ['<a>']],
  ['a {b} c {d:money}.', ['a ', '<b>', ' c ', '<d as money>', '.']],
  ['{{a}}', ['{a}']],
  ['{{{a}}}', ['{', '<a>', '}']],
  ["{if(a = '}', b, '{')}", ["<if(a = '}', b, '{')>"]],
  ["{concat(a, ':date')}", ["<concat(a, ':date')>"]],
  ['50 } of 100', ['50 } of 100']],
  ['', []],
])('%s', (message, expected) => {
  expect(pieces(message)).toEqual(expected)
})

describe('refuses', () => {
  test.each(['{a', '{}', '{ }', '{a:mony}', "{'}"])('%s', (message) => {
    expect(() => splitMessage(message)).toThrow(expect.objectContaining({ code: 'MESSAGE_PLACEHOLDER' }))
  })
})

test('types the placeholders of every language', () => {
  const model = firstModel(libraryDocuments())
  const scope = recordScope(model, model.objects.get('lib_book') ?? null, { change: true })
  const text = { 'zh-CN': '新价 {price:money}', en: 'was {old.price}' }
  const { parts } = compileMessage(text, scope)
  expect(parts.get(text['zh-CN'])).toMatchObject([
    '新价 ',
    { format: 'money', expression: { type: { kind: 'number' } } },
  ])
  expect(() => compileMessage('{nope}', scope)).toThrow(expect.objectContaining({ code: 'EXPRESSION_NAME_UNKNOWN' }))
})
