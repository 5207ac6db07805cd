import { createHash } from 'node:crypto'
import { canonicalJson, METADATA_INVALID, PLAN_STALE, refuse, refuseIfAny } from '@huozi/core'
import {
  fetchHead,
  type MigrationPlan,
  physicalSchema,
  planMigration,
  type Runner,
  type SchemaName,
  type Step,
  type StoredLayer,
} from '@huozi/database'
import type { Document, DocumentIssue, Identity } from '@huozi/metadata'
import { type CheckedPublish, checkPublish, type ModelChange } from './check-publish.ts'
import { countEffects, type PlanEffects } from './count-effects.ts'
import { newlyRequired } from './newly-required.ts'
import type { LayerChange } from './next-layers.ts'

/** What publishing would do, before it does it. */
export interface PublishPlan extends PlanEffects {
  /** Version the plan was made for. */
  readonly base: number
  readonly steps: readonly Step[]
  /** Publishing carries out exactly the plan with this checksum, or nothing. */
  readonly checksum: string
}

/** A plan with everything publishing it needs. */
export interface PreparedPublish {
  readonly plan: PublishPlan
  readonly migration: MigrationPlan
  readonly identities: {
    readonly added: readonly Identity[]
    readonly retired: readonly Identity[]
    readonly renamed: readonly Identity[]
  }
  readonly layers: readonly StoredLayer[]
  readonly documents: readonly Document[]
  readonly models: ModelChange
}

/** Plans a publish against the current version. Reads only. Throws METADATA_INVALID with every issue found. */
export async function preparePublish(
  db: Runner,
  schema: SchemaName,
  changes: readonly LayerChange[],
): Promise<PreparedPublish> {
  const checked = await checkPublish(db, schema, changes)
  const models = assertPublishable(checked)
  const { base, stored: layers } = checked.next
  const migration = planMigration(physicalSchema(models.before), physicalSchema(models.after), base + 1)
  const documents = models.documents.after
  const { added, retired } = models.identities
  const renamed = models.identities.renamed.map(({ identity }) => identity)
  const content = { base, steps: migration.steps, layers, documents, added, retired, renamed }
  const counted = { steps: migration.steps, required: newlyRequired(models.before, models.after) }
  const plan: PublishPlan = {
    base,
    steps: migration.steps,
    ...(await countEffects(db, schema, counted).catch((error) => refuseIfStale(error, db, { schema, base }))),
    checksum: createHash('sha256').update(canonicalJson(content)).digest('hex'),
  }
  return { plan, migration, layers, documents, models, identities: { added, retired, renamed } }
}

/** The models of a change without issues. Throws METADATA_INVALID; pointers begin with kind and name of the document. */
function assertPublishable({ issues, models }: CheckedPublish): ModelChange {
  refuseIfAny(METADATA_INVALID, issues.map(fromDocument))
  if (models === null) throw new Error('Documents without issues make no model')
  return models
}

function fromDocument(issue: DocumentIssue): DocumentIssue {
  return { ...issue, pointer: `/${issue.kind}/${issue.name}${issue.pointer}` }
}

/** What could not be counted may have been put away by a publish since. Throws PLAN_STALE, or the error itself. */
async function refuseIfStale(
  error: unknown,
  db: Runner,
  { schema, base }: { schema: SchemaName; base: number },
): Promise<never> {
  const { version: current } = await fetchHead(db, schema)
  if (current !== base) refuse(PLAN_STALE, { base, current }, undefined, error)
  throw error
}
