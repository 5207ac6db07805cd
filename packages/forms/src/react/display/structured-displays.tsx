import { isJsonObject, parseRichText, type RichTextElement, type RichTextNode, richTextToPlain } from '@huozi/core'
import { createElement, Fragment, type ReactNode } from 'react'
import { addressLine } from './address-lines.ts'
import type { DisplayProps } from './display.ts'
import { FileLink } from './file-link.tsx'

/** Longest text of a list's line; the cell cuts it anyway. */
const LINE = 200

/** Rich text, drawn from what `parseRichText` knows: no HTML of others enters the page. */
export function RichTextDisplay({ value, environment }: DisplayProps) {
  if (environment.isLine) return <span>{richTextToPlain(value).replaceAll('\n', ' ').slice(0, LINE)}</span>
  return <div className="hz-rich-text">{draw(parseRichText(String(value)))}</div>
}

function draw(nodes: readonly RichTextNode[]): ReactNode {
  // given one by one they need no keys: their order never changes
  return createElement(Fragment, null, ...nodes.map((node) => (typeof node === 'string' ? node : drawElement(node))))
}

function drawElement({ tag, href, children }: RichTextElement): ReactNode {
  if (tag === 'br' || tag === 'hr') return createElement(tag)
  const link = { href, target: '_blank', rel: 'noopener noreferrer' }
  return createElement(tag, href === undefined ? null : link, draw(children))
}

export function FileDisplay({ value, environment }: DisplayProps) {
  return isJsonObject(value) ? <FileLink value={value} url={environment.fileUrl} isPreview={false} /> : null
}

export function ImageDisplay({ value, environment }: DisplayProps) {
  return isJsonObject(value) ? <FileLink value={value} url={environment.fileUrl} isPreview /> : null
}

export function AddressDisplay({ value, environment }: DisplayProps) {
  return <span>{addressLine(value, environment.locale)}</span>
}

export function JsonDisplay({ value, environment }: DisplayProps) {
  if (environment.isLine) return <code>{JSON.stringify(value).slice(0, LINE)}</code>
  return <pre className="hz-code hz-json">{JSON.stringify(value, null, 2)}</pre>
}
