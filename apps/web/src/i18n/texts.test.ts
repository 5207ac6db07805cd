import { expect, test } from 'vitest'
import en from './en.json' with { type: 'json' }
import zh from './zh-CN.json' with { type: 'json' }

type Texts = { readonly [key: string]: string | Texts }

/** Every text with its path and the placeholders in it. */
function entries(texts: Texts, path = ''): [string, string[]][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [[`${path}${key}`, (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()] as [string, string[]]]
      : entries(text, `${path}${key}.`),
  )
}

test('both languages have the same texts with the same placeholders', () => {
  expect(entries(zh)).toEqual(entries(en))
})

test('no text is blank, and no Chinese text was left in English', () => {
  const blank = (texts: Texts): string[] =>
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? (text.trim() === '' ? [key] : []) : blank(text),
    )
  expect([...blank(en), ...blank(zh)]).toEqual([])
  expect(
    Object.values(zh)
      .flatMap((area) => Object.values(area))
      .filter((text) => !/\p{Script=Han}|^\D*\{\{/u.test(text)),
  ).toEqual([])
})
