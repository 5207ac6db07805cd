import { type Issue, issue, METADATA_LIMIT, nearestName, REFERENCE_UNKNOWN } from '@huozi/core'
import type { Document } from '../documents/document.ts'
import { checkContext } from '../kinds/check-context.ts'
import type { CheckContext } from '../kinds/kind-definition.ts'
import { kinds } from '../kinds/registry.ts'
import { validateDocument } from './document-validator.ts'
import { type EffectiveIssue, firstIssues } from './effective-issue.ts'
import { findReferences } from './find-references.ts'

const MAX_OBJECTS = 2000

/** Checks the effective documents one by one and against each other, without typing expressions. */
export function checkEffective(documents: readonly Document[], patched: ReadonlySet<Document>): EffectiveIssue[] {
  const invalid = documents.flatMap((document) =>
    patched.has(document) ? validateDocument(document).map((found) => ({ document, issue: found })) : [],
  )
  if (invalid.length > 0) return invalid
  const context = checkContext(documents)
  return [...firstIssues(documents, (document) => documentIssues(document, context)), ...objectLimit(documents)]
}

function* documentIssues(document: Document, context: CheckContext): Iterable<Issue> {
  for (const { kind, name, pointer } of findReferences(document)) {
    if (context.find(kind, name) !== undefined) continue
    yield issue(REFERENCE_UNKNOWN, { kind, name, nearest: nearestName(name, context.names(kind)) }, pointer)
  }
  yield* kinds.get(document.kind)?.check?.(document, context) ?? []
}

function objectLimit(documents: readonly Document[]): EffectiveIssue[] {
  const objects = documents.filter(({ kind }) => kind === 'object')
  const [tooMany] = objects.slice(MAX_OBJECTS)
  if (tooMany === undefined) return []
  return [{ document: tooMany, issue: issue(METADATA_LIMIT, { what: 'objects', limit: MAX_OBJECTS }) }]
}
