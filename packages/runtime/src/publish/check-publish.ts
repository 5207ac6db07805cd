import { fetchAllIdentities, fetchPublished, type Runner, type SchemaName } from '@huozi/database'
import {
  checkDocuments,
  compileModel,
  type Document,
  type DocumentIssue,
  type Identity,
  type IdentityPlan,
  locateIssue,
  type Model,
  type Provenance,
  planIdentities,
  qualifiedPhysicalName,
} from '@huozi/metadata'
import { fetchNextLayers, type LayerChange, type NextLayers } from './next-layers.ts'
import { typeChanges } from './type-changes.ts'

/** Layers that were looked at against what is published. With no issues they may be planned. */
export interface CheckedPublish {
  readonly next: NextLayers
  readonly issues: readonly DocumentIssue[]
  readonly provenance: Provenance
  /** Both sides of the publish; null when the documents do not make a model. */
  readonly models: ModelChange | null
}

/** What is published and what would be. */
export interface ModelChange {
  readonly before: Model
  readonly after: Model
  /** The effective documents of both. */
  readonly documents: { readonly before: readonly Document[]; readonly after: readonly Document[] }
  readonly identities: IdentityPlan
}

/** Checks everything a publish rests on. Reads only; whatever is wrong with the documents comes back as issues. */
export async function checkPublish(
  db: Runner,
  schema: SchemaName,
  changes: readonly LayerChange[],
): Promise<CheckedPublish> {
  const next = await fetchNextLayers(db, schema, changes)
  const { issues, documents, provenance } = checkDocuments(next.layers)
  if (issues.length > 0) return { next, issues, provenance, models: null }
  const models = await compileModels(db, schema, { base: next.base, documents })
  return { next, issues: typeIssues(models, next, provenance), provenance, models }
}

async function compileModels(
  db: Runner,
  schema: SchemaName,
  { base, documents }: { base: number; documents: readonly Document[] },
): Promise<ModelChange> {
  const current = await fetchPublished(db, schema, base)
  const used = await fetchAllIdentities(db, schema)
  const published = {
    identities: current.identities,
    nextId: Math.max(0, ...used.map(({ id }) => id)) + 1,
    usedPhysicalNames: physicalNamesOf(used),
  }
  const identities = planIdentities(published, documents)
  return {
    before: compileModel(current),
    after: compileModel({ version: base + 1, documents, identities: identities.identities }),
    documents: { before: current.documents, after: documents },
    identities,
  }
}

function physicalNamesOf(identities: readonly Identity[]): string[] {
  const tables = new Map(identities.map(({ id, physical }) => [id, physical]))
  return identities.flatMap(({ kind, parent, physical }) => {
    if (physical === null) return []
    return kind === 'field' ? [qualifiedPhysicalName(tables.get(parent) ?? '', physical)] : [physical]
  })
}

function typeIssues({ before, after }: ModelChange, next: NextLayers, provenance: Provenance): DocumentIssue[] {
  return typeChanges(before, after).map(({ object: { document }, issue }) =>
    locateIssue({ document, issue }, { layers: next.layers, provenance }),
  )
}
