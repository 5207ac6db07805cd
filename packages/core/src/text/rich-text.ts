import type { Json } from '../json/json.ts'

/** Tags a rich text may have, as they are stored. */
export const RICH_TEXT_TAGS = [
  'p',
  'br',
  'strong',
  'em',
  'u',
  's',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'h2',
  'h3',
  'h4',
  'a',
  'hr',
] as const

export type RichTextTag = (typeof RICH_TEXT_TAGS)[number]

/** A piece of a rich text: words, or a tag with what is in it. */
export type RichTextNode = string | RichTextElement

export interface RichTextElement {
  readonly tag: RichTextTag
  /** Address of a link; absent when it was none that may be followed. */
  readonly href?: string
  readonly children: readonly RichTextNode[]
}

const TAGS: ReadonlySet<string> = new Set(RICH_TEXT_TAGS)
const VOID: ReadonlySet<string> = new Set(['br', 'hr'])
/** Deeper tags are left out, what is in them stays. */
const MAX_DEPTH = 40
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>|[^<]+|</g

/** True for an address a link of a rich text may have: of the web, of mail or of a phone. Nothing that runs or is relative. */
export function isLinkAddress(address: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(address)
}

/**
 * Reads stored rich text into a tree. Knows only what may be stored: every other tag and attribute is dropped, so a page may
 * draw the tree even where the text came from somewhere else.
 */
export function parseRichText(html: string): readonly RichTextNode[] {
  const root: OpenElement = { tag: null, children: [] }
  const open: OpenElement[] = [root]
  for (const [token, slash, tag, attributes] of html.matchAll(TOKEN)) {
    const top = open.at(-1) ?? root
    if (tag === undefined) top.children.push(decodeEntities(token))
    else if (!TAGS.has(tag)) continue
    else if (slash === '/') closeTag(open, tag)
    else if (open.length <= MAX_DEPTH) openTag(open, top, { tag: tag as RichTextTag, attributes: attributes ?? '' })
  }
  return root.children
}

interface OpenElement {
  readonly tag: RichTextTag | null
  readonly children: RichTextNode[]
}

function openTag(open: OpenElement[], top: OpenElement, { tag, attributes }: { tag: RichTextTag; attributes: string }) {
  const href = tag === 'a' ? decodeEntities(/\shref="([^"]*)"/.exec(attributes)?.[1] ?? '') : ''
  const element = { tag, children: [], ...(isLinkAddress(href) && { href }) }
  top.children.push(element)
  if (!VOID.has(tag)) open.push(element)
}

function closeTag(open: OpenElement[], tag: string): void {
  const at = open.findLastIndex((element) => element.tag === tag)
  if (at > 0) open.length = at
}

/** Entities the sanitizer writes; it has read all others already. */
const ENTITIES: { readonly [entity: string]: string } = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

function decodeEntities(text: string): string {
  return text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity)
}

const LINES: ReadonlySet<string> = new Set(['p', 'br', 'pre', 'blockquote', 'li', 'h2', 'h3', 'h4', 'hr', 'ul', 'ol'])

/** The words of a rich text, a line for each block: what expressions, filters and the search see of it. */
export function richTextToPlain(html: Json): string {
  const words = (nodes: readonly RichTextNode[]): string =>
    nodes
      .map((node) => (typeof node === 'string' ? node : words(node.children) + (LINES.has(node.tag) ? '\n' : '')))
      .join('')
  return words(parseRichText(String(html)))
    .replace(/[ \t\u00a0]*\n\s*/g, '\n')
    .trim()
}
