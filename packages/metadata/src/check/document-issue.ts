import { type Issue, isJsonObject, pointerSegments } from '@huozi/core'
import type { Document, DocumentPath } from '../documents/document.ts'
import { documentShape } from '../kinds/document-shape.ts'
import { documentPath } from '../layers/provenance.ts'
import { placeOf } from '../schema/place.ts'

/** An issue of a document: `pointer` points into the document as the layer has it. `params.where` repeats the rest. */
export interface DocumentIssue extends Issue {
  /** Name of the package, or `tenant`. */
  readonly layer: string
  readonly kind: string
  readonly name: string
  /** The place by names, never by positions: `object/lib_book/fields/title/label`. */
  readonly path: DocumentPath
}

/** Says which document of which layer an issue is about. The document may be anything that claims to be one. */
export function documentIssue(issue: Issue, document: Document, layer: string): DocumentIssue {
  const head: Partial<Document> = isJsonObject(document) ? document : {}
  const kind = nameOr(head.kind)
  const name = nameOr(head.name)
  const { path } = placeOf(document, documentShape(kind), pointerSegments(issue.pointer))
  return located(issue, { layer, kind, name, path: [documentPath({ kind, name }), ...path].join('/') })
}

/** An issue with its place, in fields of its own and once more in the parameters, which travel with every answer. */
export function located(issue: Issue, where: Pick<DocumentIssue, 'layer' | 'kind' | 'name' | 'path'>): DocumentIssue {
  return { ...issue, ...where, params: { ...issue.params, where } }
}

function nameOr(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '?'
}
