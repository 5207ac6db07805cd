export { buildIndex, dropIndex, type IndexOutcome, type IndexStep, lockBuild } from './build/build-index.ts'
export {
  type BuildEntry,
  type ClaimedBuild,
  claimBuild,
  failBuild,
  fetchBuilds,
  finishBuild,
} from './build/builds.ts'
export type { DuplicateKey } from './build/duplicate-keys.ts'
export { countDuplicates } from './build/duplicate-keys.ts'
export { fillFolded } from './build/fill-folded.ts'
export { type FillingPosition, fetchFilling, noteFilled } from './build/filling.ts'
export { type Channel, openChannel } from './connection/channel.ts'
export {
  type Database,
  type DatabaseOptions,
  openDatabase,
  pingDatabase,
  type Row,
  type Runner,
  sqlState,
  type Tx,
} from './connection/database.ts'
export { inDirectSession } from './connection/direct-session.ts'
export { openQueuePool, QUEUE_SCHEMA, type QueuePool } from './connection/queue-pool.ts'
export { isRetryable, notUnique, translatePostgresError } from './connection/translate-error.ts'
export type { PhysicalGuard } from './ddl/physical-schema.ts'
export { isNumbered, physicalSchema } from './ddl/physical-schema.ts'
export { indexShape, type MigrationPlan, planMigration, type Step } from './ddl/plan-migration.ts'
export { renderStep } from './ddl/render-step.ts'
export { type Drift, verifySchema } from './ddl/verify-schema.ts'
export { keepSecretFile } from './embedded/secret-file.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded/start-embedded-postgres.ts'
export { foldedFrom } from './field-storage/folded-copy.ts'
export { deleteAbandonedFiles, fetchFile, fetchKnownFiles, insertFile, type StoredFile } from './file/files.ts'
export {
  fetchAllIdentities,
  fetchHead,
  fetchPublished,
  lockHead,
  moveEpoch,
  type Published,
} from './model/fetch-published.ts'
export { claimEvents, releaseEvents } from './outbox/claim-events.ts'
export { type Claim, type ClaimedEvent, type Image, LostLease } from './outbox/claimed-event.ts'
export {
  completeEvent,
  completeEvents,
  type Failure,
  failEvent,
  holdEvent,
  markProcessed,
  reviveEvents,
} from './outbox/finish-events.ts'
export { fetchQueueState, type LaneState, type QueueState } from './outbox/queue-state.ts'
export { readImage } from './outbox/read-image.ts'
export { applyPublish, type Checkpoint, type Publication, type StoredLayer } from './publish/apply-publish.ts'
export {
  countBlank,
  countFilled,
  deleteDraft,
  deleteDraftsBefore,
  fetchDraft,
  fetchLayers,
  fetchVersions,
  insertDraft,
  putDraftDocument,
  type StoredDraft,
  type VersionEntry,
} from './publish/stored-layers.ts'
export {
  type AggregateFunction,
  type AggregatePlan,
  compileAggregate,
  type Group,
  type GroupKey,
  type Measure,
} from './query/compile-aggregate.ts'
export { type CompiledRead, compileCount, compileEstimate, compileGet, compileList } from './query/compile-read.ts'
export { type Filter, planFilter } from './query/filter.ts'
export { HEAD_COLUMNS, type Head, headSlots, readHead } from './query/head-check.ts'
export { type KeysetShape, keysetColumns, keysetCondition, keysetOrder } from './query/keyset.ts'
export type { FieldVisibility, PresentedRecord, Selection } from './query/projection.ts'
export type { ListPlan, ReaderRights, ReadTarget, RecordState, SortKey, SortType } from './query/read-plan.ts'
export { EVERY_ROW, Relation, type RowRule, type RowRules } from './query/relation.ts'
export { isoInstant } from './query/wire-value.ts'
export { columnSlots, type StoredValues } from './record/columns.ts'
export {
  type AnchoredVerdict,
  type CompiledAnchored,
  compileAnchored,
  compileHoldAnchors,
} from './record/compile-anchored.ts'
export {
  type CompiledCurrent,
  type CurrentRecord,
  compileCurrent,
  compileLockRecord,
  compileParents,
  type ParentValue,
} from './record/compile-current.ts'
export {
  compileClearReference,
  compileLockForDelete,
  compileMarkDeleted,
  compileMarkRestored,
  compileReferrers,
  compileVisibleAmong,
} from './record/compile-delete.ts'
export { compileFindExternal } from './record/compile-find-external.ts'
export { type BrokenReference, type CompiledWrite, compileInsert, type WriteRights } from './record/compile-insert.ts'
export { compileLockExternal, compileLockMany } from './record/compile-lock-many.ts'
export {
  compileFileValues,
  compileLabels,
  compilePast,
  compileTrail,
  type PastImage,
  type PastRights,
  type PastState,
  type Trail,
  type TrailEntry,
} from './record/compile-past.ts'
export { compileRate } from './record/compile-rate.ts'
export {
  compileGoneReferrers,
  compileHoldLiving,
  compileLockDeleted,
  compileReferencesOf,
} from './record/compile-restore.ts'
export { compileUpdate } from './record/compile-update.ts'
export { reserveNumbers, type Series } from './record/counters.ts'
export { fetchChangedFields } from './record/history.ts'
export {
  claimIdempotencyKey,
  fetchIdempotent,
  type IdempotencyEntry,
  storeIdempotentAnswer,
} from './record/idempotency.ts'
export type { WriteTarget } from './record/journal.ts'
export { compileOverrides, compileOverridesOf, type Override, readOverride } from './record/overrides.ts'
export { compileKeyLock, compileTakenAmong, readTakenKey, unfinishedKeys } from './record/unfinished-keys.ts'
export {
  type CompiledRollups,
  compileLockRollups,
  compileRefreshRollups,
  compileRollupBatch,
  compileSetRollups,
  type LockedRecord,
} from './rollup/compile-rollups.ts'
export { rollupColumns } from './rollup/rollup-columns.ts'
export type { CalendarRows } from './schema/calendar-days.ts'
export { migratePlatform } from './schema/platform-schema.ts'
export { type SchemaName, tenantSchemaName } from './schema/tenant-schema.ts'
export { fetchRecipients, type Recipient, type RecipientQuery } from './session/fetch-recipients.ts'
export {
  deleteSession,
  fetchCredential,
  fetchSession,
  hasCredentials,
  insertSession,
  replaceMemberships,
  type SessionRow,
  upsertCredential,
} from './session/sessions.ts'
export { inSavepoint } from './statement/savepoint.ts'
export { Slot } from './statement/slot.ts'
export {
  compileStatement,
  constant,
  type SlotValues,
  type SqlType,
  type Statement,
  slot,
} from './statement/statement.ts'
export { limitTime } from './statement/time-limit.ts'
export { createTenantSchema, fetchTenant, fetchTenants, type Tenant } from './tenant/tenants.ts'
