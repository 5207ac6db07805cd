import type { Json, JsonObject, Text } from '@huozi/core'

/**
 * One metadata document as its author wrote it: checked against the JSON Schema of its kind before anything reads it.
 * `metadata-syntax.md` §1 names the envelope.
 */
export interface Document {
  readonly $schema?: string
  readonly kind: string
  readonly name: string
  readonly label?: Text
  readonly description?: string
  /** This file is a patch of the document the named package owns. */
  readonly extends?: string
  readonly formerly?: string | readonly string[]
  readonly ifInstalled?: readonly string[]
  readonly [property: string]: unknown
}

/** An expression in a document: text, lines of text, or JsonLogic. */
export type ExpressionSource = string | readonly string[] | JsonObject

/** A Value property: a literal; `"=text"` or `{"=": …}` is an expression; a literal leading `=` is written `==`. */
export type ValueSource = Json

/** Name of one thing inside the documents: `object/lib_book/fields/title/label`. Never an array position. */
export type DocumentPath = string
