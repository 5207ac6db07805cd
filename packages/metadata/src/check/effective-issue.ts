import type { Issue } from '@huozi/core'
import type { Document } from '../documents/document.ts'

/** An issue of an effective document. */
export interface EffectiveIssue {
  readonly document: Document
  readonly issue: Issue
}

/** More issues help nobody, and looking for the nearest name of each takes its time. */
const MAX_ISSUES = 100

/** The first hundred issues of documents; the rest is not even looked for. */
export function firstIssues(
  documents: readonly Document[],
  find: (document: Document) => Iterable<Issue>,
): EffectiveIssue[] {
  const all = Iterator.from(documents).flatMap((document) =>
    Iterator.from(find(document)).map((issue) => ({ document, issue })),
  )
  return all.take(MAX_ISSUES).toArray()
}
