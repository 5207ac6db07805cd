import { expect, test } from 'vitest'
import { addressToPlain } from './address-text.ts'
import { parseRichText, richTextToPlain } from './rich-text.ts'

test('reads stored rich text into a tree', () => {
  expect(parseRichText('<p>a &lt;b&gt; <strong>c</strong><br /></p><a href="https://x.test/?a=1&amp;b">l</a>')).toEqual(
    [
      { tag: 'p', children: ['a <b> ', { tag: 'strong', children: ['c'] }, { tag: 'br', children: [] }] },
      { tag: 'a', href: 'https://x.test/?a=1&b', children: ['l'] },
    ],
  )
})

test('drops what may not be stored, should it be there all the same', () => {
  expect(parseRichText('<script>a</script><p onclick="b">c</p><a href="javascript:d">e</a></p><x')).toEqual([
    'a',
    { tag: 'p', children: ['c'] },
    { tag: 'a', children: ['e'] },
    '<',
    'x',
  ])
})

test('is read in linear time', () => {
  const started = performance.now()
  parseRichText('<p '.repeat(100_000))
  expect(performance.now() - started).toBeLessThan(2000)
})

test('has words, a line for each block', () => {
  const html = '<h2>Title</h2><p>one &amp; two<br />three</p><ul><li><p>a</p></li><li><p>b</p></li></ul><p> </p>'
  expect(richTextToPlain(html)).toBe('Title\none & two\nthree\na\nb')
  expect(richTextToPlain('<p>\u00a0</p>')).toBe('')
})

test('an address has words from the largest part to the smallest', () => {
  expect(addressToPlain({ street: '科技园路 1 号', country: 'CN', city: '深圳市', district: null })).toBe(
    'CN 深圳市 科技园路 1 号',
  )
  expect(addressToPlain(null)).toBe('')
})
