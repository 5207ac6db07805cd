import { type Issue, parseRichText, richTextToPlain } from '@huozi/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { richText } from './rich-text.ts'

describeFieldType({
  type: richText,
  accepts: [
    ['<p>Good <strong>book</strong></p>', '<p>Good <strong>book</strong></p>'],
    ['plain & simple', 'plain &amp; simple'],
    ['<b>a</b><i>b</i><h1>c</h1>', '<strong>a</strong><em>b</em><h2>c</h2>'],
    ['<a href="https://example.com/?a=1&b=2">x</a>', '<a href="https://example.com/?a=1&amp;b=2">x</a>'],
    ['<a href="mailto:li@example.com" target="_top" class="x">x</a>', '<a href="mailto:li@example.com">x</a>'],
    ['<p> </p><br>&nbsp;<hr>', null],
    ['<p style="color:red">x</p>', '<p>x</p>'],
  ],
  refuses: [
    [5, 'FIELD_TYPE'],
    [{ html: 'x' }, 'FIELD_TYPE'],
    ['a\u0000', 'FIELD_TEXT'],
    ['x'.repeat(20_001), 'FIELD_TOO_LONG'],
  ],
})

const parse = (html: string) => {
  const issues: Issue[] = []
  return String(richText.parser({}, { optionSet: null, target: null })(html, '', issues) ?? '')
}

/** Ways in that have been used against sanitizers; each carries something that must not run. */
const HOSTILE = [
  '<script>alert(1)</script>x',
  '<SCRIPT SRC=//evil.test/x.js></SCRIPT>x',
  '<scr<script>ipt>alert(1)</scr</script>ipt>x',
  '<img src=x onerror=alert(1)>x',
  '<img src="javascript:alert(1)">x',
  '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" \t\njavascript:alert(1)">x</a>',
  '<a href="java&#x0A;script:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//evil.test">x</a>',
  '<a href="/o/user/1" onfocus=alert(1) autofocus>x</a>',
  '<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>x',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>x',
  'x<math><mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><button formaction="javascript:alert(1)">x</button></form>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>x',
  '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">x',
  '<style>@import "javascript:alert(1)"; p{background:url(javascript:alert(1))}</style>x',
  '<p style="background:url(javascript:alert(1));position:fixed">x</p>',
  '<link rel=stylesheet href=//evil.test/x.css><base href=//evil.test/>x',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">x',
  'x<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><script>alert(1)</script></textarea>x',
  '<template><script>alert(1)</script></template>x',
  '<xmp><img src=x onerror=alert(1)></xmp>x',
  '<plaintext><script>alert(1)</script>x',
  '<!--><img src=x onerror=alert(1)>-->x',
  '<![CDATA[<img src=x onerror=alert(1)>]]>x',
  '<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>x',
  '<p/onclick=alert(1)//>x',
  '<<script>alert(1)//<</script>x',
  '<a href="https://ok.test" href="javascript:alert(1)">x</a>',
  '<a href="https://ok.test&quot; onclick=&quot;alert(1)">x</a>',
  '<input onfocus=alert(1) autofocus><video><source onerror=alert(1)></video><details ontoggle=alert(1) open>x',
  '&lt;script&gt;alert(1)&lt;/script&gt;x',
]

/** What any stored rich text is: tags of the list, bare but for the address of a link, and text without angle brackets. */
const SAFE =
  /^(?:[^<>]|<\/?(?:p|strong|em|u|s|code|pre|blockquote|ul|ol|li|h2|h3|h4)>|<(?:br|hr) \/>|<a(?: href="(?:https?:\/\/|mailto:|tel:)[^"<>]*")?>|<\/a>)*$/i

describe('hostile rich text', () => {
  test.each(HOSTILE.map((html) => [html]))('is stored without what could run: %s', (html) => {
    const stored = parse(html)
    expect(stored).toMatch(SAFE)
    expect(richTextToPlain(stored)).toContain('x')
  })

  test('made at random never leaves the list of what may be stored, and cleaning it again changes nothing', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '/',
        '=',
        ' ',
        '&lt;',
        '&#60;',
        '&quot;',
        '<!--',
        '-->',
        'javascript:',
        'href',
        'onload',
        'x',
      ],
      ...['<a ', '<p>', '</p>', '<script', '</script>', '<svg>', '<style>', '</style>', '<br>', '<li>', '<math>', '<b'],
    )
    const html = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(html, (given) => {
        const stored = parse(given)
        expect(stored).toMatch(SAFE)
        expect(parse(stored)).toBe(stored)
      }),
      { numRuns: 1000 },
    )
  })

  test('of any depth is cleaned in bounded depth', () => {
    const stored = parse(`${'<ul><li>'.repeat(2000)}x`)
    expect(richTextToPlain(stored)).toBe('x')
    const depth = (nodes: ReturnType<typeof parseRichText>): number =>
      1 + Math.max(0, ...nodes.map((node) => (typeof node === 'string' ? 0 : depth(node.children))))
    expect(depth(parseRichText(stored))).toBeLessThan(45)
  })
})
