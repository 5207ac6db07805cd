import { isLinkAddress, RICH_TEXT_TAGS, richTextToPlain } from '@huozi/core'
import sanitizeHtml from 'sanitize-html'
import { defineFieldType, type ValueParser } from './field-type.ts'
import { maxLengthOption, textJsonSchema, textParser } from './text.ts'

interface RichTextOptions {
  readonly maxLength?: number
}

const DEFAULT_LENGTH = 20_000
const MAX_LENGTH = 200_000

/**
 * Text with emphasis, lists and links: a small subset of HTML. Whatever is sent is stored cleaned, so nobody who shows it has
 * to trust who wrote it. Blank when no word is left.
 */
export const richText = defineFieldType<RichTextOptions>({
  name: 'richText',
  description: 'Text with emphasis, headings, lists and links, kept as a safe subset of HTML.',
  options: { maxLength: maxLengthOption(DEFAULT_LENGTH, MAX_LENGTH) },
  plainText: 'richText',
  refused: ['formula'],
  column: () => ({ kind: 'text', folded: false }),
  valueType: () => ({ kind: 'text' }),
  parser: (options) => cleaningParser(options.maxLength ?? DEFAULT_LENGTH),
  jsonSchema: (options) => textJsonSchema(options.maxLength ?? DEFAULT_LENGTH),
  widget: () => 'richText',
  operators: ['contains', 'is_blank'],
  sortable: false,
  convertible: () => 'refused',
})

function cleaningParser(maxLength: number): ValueParser {
  const parse = textParser(maxLength)
  return (input, at, issues) => {
    const text = parse(input, at, issues)
    if (typeof text !== 'string') return null
    const clean = cleaned(text)
    return richTextToPlain(clean) === '' ? null : clean
  }
}

/** Tags dropped or closed may leave others that close each other when read again: done when cleaning changes nothing more. */
const ROUNDS = 5

function cleaned(html: string): string {
  let clean = sanitizeHtml(html, SAFE)
  for (let round = 1; round < ROUNDS; round++) {
    const again = sanitizeHtml(clean, SAFE)
    if (again === clean) break
    clean = again
  }
  return clean
}

/** The one list of what may be stored; `parseRichText` reads no more than this. */
const SAFE: sanitizeHtml.IOptions = {
  allowedTags: [...RICH_TEXT_TAGS],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 30,
  parseStyleAttributes: false,
  // what is in these is not meant to be read
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'iframe',
    'object',
    'svg',
    'math',
    'template',
    'title',
  ],
  transformTags: {
    b: 'strong',
    i: 'em',
    del: 's',
    strike: 's',
    h1: 'h2',
    h5: 'h4',
    h6: 'h4',
    a: linkOnly,
  },
}

/** A link that leads nowhere anyone may follow becomes plain words. */
function linkOnly(tagName: string, { href = '' }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const attribs: sanitizeHtml.Attributes = isLinkAddress(href) ? { href } : {}
  return { tagName, attribs }
}
