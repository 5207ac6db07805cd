/**
 * What the HTTP API sends and takes, beside the tenant's own records (whose types the tenant's OpenAPI document describes).
 * The server's routes and every caller share these types; labels are already in the reader's language.
 */
import type { Json, JsonObject, Locale } from '@huozi/core'

/** A record or user pointed to: `label` is null when the reader may not see it. */
export type Reference = {
  readonly id: string
  readonly label: string | null
  /** Name of the object, where the field may point to several. */
  readonly object?: string | null
}

/** A file as records carry it. */
export type FileValue = {
  readonly id: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Kind of content, as the bytes say. */
  readonly type: string
}

/** A record on the wire: flat; see `decisions.md`, "A record on the wire". */
export interface WireRecord {
  readonly id: string
  readonly version: number
  readonly [field: string]: Json | Reference
}

export interface SignInRequest {
  readonly tenant: string
  readonly email: string
  readonly password: string
}

export interface SignInAnswer {
  readonly token: string
  readonly user: CurrentUser
}

/** `GET /me`. */
export interface Me {
  readonly user: CurrentUser
  readonly tenant: { readonly name: string; readonly label: string }
  readonly roles: readonly string[]
  readonly rights: readonly string[]
  readonly apps: readonly AppEntry[]
  /** Version of the published model; forms and lists made from an older one are out of date. */
  readonly modelVersion: number
}

export interface CurrentUser {
  readonly id: string
  readonly label: string
  readonly email: string
  /** The user's chosen language; null follows the browser. */
  readonly locale: string | null
  readonly zone: string
}

/** What a user decides for himself; only what is given changes. */
export interface MeChange {
  /** A shipped language; null follows the browser. */
  readonly locale?: Locale | null
}

export interface AppEntry {
  readonly name: string
  readonly label: string
  readonly icon: string | null
  readonly navigation: readonly NavigationGroup[]
}

export interface NavigationGroup {
  readonly name: string
  readonly label: string
  readonly items: readonly NavigationItem[]
}

export interface NavigationItem {
  readonly type: 'object' | 'listView'
  readonly name: string
  readonly object: string
  readonly label: string
  readonly icon: string | null
}

export type RecordAction = 'create' | 'read' | 'update' | 'delete'

/** An object as the reader may see it; an entry of `GET /objects`. */
export interface ObjectEntry {
  readonly name: string
  readonly label: string
  readonly plural: string
  readonly icon: string | null
  readonly allow: readonly RecordAction[]
}

/** `GET /objects/{object}`. */
export interface ObjectDescription extends ObjectEntry {
  readonly modelVersion: number
  /** The field whose value names a record. */
  readonly title: string
  readonly fields: readonly FieldDescription[]
  readonly listViews: readonly ListViewDescription[]
}

export interface FieldDescription {
  readonly name: string
  readonly label: string
  readonly help: string | null
  /** Name of the field type: `text`, `lookup`, … */
  readonly type: string
  /** Name in the widget registry of the forms room. */
  readonly widget: string
  readonly editable: boolean
  readonly required: boolean
  readonly filterable: boolean
  readonly sortable: boolean
  /** Operators a filter on this field may use, e.g. `=`, `contains`. */
  readonly operators: readonly string[]
  readonly choices: readonly Choice[] | null
  /** Target object of a reference. */
  readonly object: string | null
  /** Target objects of a reference that may point to several. */
  readonly objects: readonly { readonly object: string; readonly label: string }[] | null
  /** Digits after the decimal point of a decimal kind. */
  readonly scale: number | null
  /** Greatest value of a kind that draws every one, such as stars. */
  readonly max: string | null
  /**
   * Of a derived field: computed when it is `read`, `kept` with each write, or `pending`: still being filled, and computed
   * when it is read until then. Null for what people write.
   */
  readonly freshness: 'read' | 'kept' | 'pending' | null
  /** Currency of the amounts of a currency field, unless the record names its own. */
  readonly currency: string | null
}

export interface Choice {
  readonly code: string
  readonly label: string
  readonly color: string | null
  readonly active: boolean
}

export interface ListViewDescription {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly columns: readonly { readonly field: string; readonly label: string; readonly width: number | null }[]
  /** Expression text of the view's own condition; null shows all. */
  readonly where: string | null
  readonly sort: readonly string[]
}

export interface RecordQuery {
  readonly where?: string | JsonObject
  readonly sort?: string
  readonly select?: string
  readonly limit?: number
  readonly after?: string
  readonly count?: 'exact' | 'capped' | 'estimate' | 'none'
  /** The records in the recycle bin in place of the living ones; for who may delete them. */
  readonly deleted?: boolean
}

export interface RecordPage {
  readonly records: readonly WireRecord[]
  readonly next: string | null
  readonly count?: { readonly value: number; readonly kind: 'exact' | 'capped' | 'estimate' }
}

/** `POST /records/{object}/aggregate`. */
export interface AggregateQuery {
  readonly where?: string | JsonObject
  /** Expressions; `by` takes a date by its period (its first day, in the tenant's zone). */
  readonly groupBy?: readonly (
    | string
    | {
        readonly value: string
        readonly by?: 'day' | 'week' | 'month' | 'quarter' | 'year'
        readonly name?: string
      }
  )[]
  /** Figures by their names; `{"count": null}` counts records. */
  readonly measures: { readonly [name: string]: AggregateMeasure }
  /** A condition over the figures. */
  readonly having?: string | JsonObject
  /** Names of keys and figures: `-total,stage`. */
  readonly sort?: string
  /** Groups at most, 1 to 1,000; 100 unless said otherwise. */
  readonly limit?: number
}

export type AggregateMeasure =
  | { readonly count: string | null }
  | { readonly countDistinct: string }
  | { readonly sum: string }
  | { readonly avg: string }
  | { readonly min: string }
  | { readonly max: string }

export interface GroupedFigures {
  /** Keys and figures by their names: decimals as texts, counts as numbers. */
  readonly groups: readonly { readonly [name: string]: Json | Reference }[]
  /** Whether there are more groups than the limit. */
  readonly more: boolean
}

/** `POST /records/{object}/bulk`. */
export interface BulkWrite {
  readonly mode: 'atomic' | 'each'
  readonly operations: readonly BulkOperation[]
}

/** `version` is the one that was read, or `*` to override knowingly; `match` an external id with its value. */
export type BulkOperation =
  | { readonly op: 'create'; readonly values: JsonObject }
  | { readonly op: 'update'; readonly id: string; readonly version: number | '*'; readonly values: JsonObject }
  | {
      readonly op: 'upsert'
      readonly match: { readonly [field: string]: string }
      readonly version?: number | '*'
      readonly values: JsonObject
    }
  | { readonly op: 'delete'; readonly id: string; readonly version: number | '*' }
  | { readonly op: 'restore'; readonly id: string }

export interface BulkAnswer {
  /** In the order of the operations. */
  readonly results: readonly BulkResult[]
}

export interface BulkResult {
  /** As of the same request by itself. */
  readonly status: number
  readonly id: string | null
  /** Absent where nothing was changed, and after a deletion. */
  readonly version?: number
  readonly code?: string
  readonly detail?: string
  /** Pointers lead into the request: `/operations/3/values/amount`. */
  readonly errors?: Problem['errors']
}

/** A page of `GET /records/{object}/{id}/history`, newest first. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[]
  /** Where the next page starts; null when this is the last. */
  readonly next: string | null
}

/** One version of a record, and what it changed. */
export interface HistoryEntry {
  readonly version: number
  /** Null to who may not see when records are changed. */
  readonly at: string | null
  /** The user who did it; null when the engine did, or to who may not see who changes records. */
  readonly actor: Reference | null
  readonly action: 'created' | 'updated' | 'deleted' | 'restored'
  /** The flow that did it; null when a user or another program did. The label is null when the flow is gone. */
  readonly rule: { readonly label: string | null } | null
  readonly changes: readonly FieldChange[]
  /** Rules whose warnings were confirmed; absent when there were none. */
  readonly overridden?: readonly OverriddenRule[]
}

/** A rule that warned and was overridden. */
export interface OverriddenRule {
  /** Its name; null when it is gone. */
  readonly rule: string | null
  readonly reason: string | null
}

/** A field a version changed; values as a record carries them. */
export interface FieldChange {
  readonly field: string
  readonly before: Json | Reference
  readonly after: Json | Reference
}

/** A record after one of its versions was restored. */
export interface RestoredVersion {
  readonly record: WireRecord
  /** Fields that differ from the version still, because the caller may not write them. */
  readonly left: readonly string[]
}

export interface NotificationEntry {
  readonly id: string
  readonly text: string
  /** The record it is about; null when it is about none, or its object is gone. */
  readonly link: { readonly object: string; readonly id: string } | null
  readonly read: boolean
  readonly createdAt: string
}

/** `GET /notifications`, newest first. */
export interface NotificationPage {
  readonly notifications: readonly NotificationEntry[]
  /** How many of all his notifications the caller has not read. */
  readonly unread: number
  readonly next: string | null
}

/** Server-sent events of `GET /events`: the event's name is its type, its data the rest as JSON. */
export type ServerEvent =
  | { readonly type: 'notification'; readonly unread: number }
  | { readonly type: 'model'; readonly version: number }

/** Problem details (RFC 9457) of every refusal. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly requestId: string
  readonly params: JsonObject
  readonly errors: readonly {
    readonly pointer: string
    readonly code: string
    readonly detail: string
    readonly params: JsonObject
  }[]
}

/** Body of `POST /change-sets`: the documents of one layer, whole. */
export interface ChangeSetRequest {
  /** Name of the package whose manifest is sent along; null is the tenant's own layer. */
  readonly package: JsonObject | null
  readonly documents: readonly JsonObject[]
  readonly message: string | null
}

/** A draft: documents waiting to be checked, planned and published. */
export interface ChangeSet {
  readonly id: string
  /** Version of the model the draft started from. */
  readonly base: number
  readonly message: string | null
}

/** Answer of `POST /change-sets/{id}/check`; no issues means it may be planned. */
export interface CheckReport {
  readonly issues: readonly MetadataIssue[]
}

/** `pointer` points into the document `kind`/`name`. */
export interface MetadataIssue {
  readonly kind: string
  readonly name: string
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/** What publishing would do. Only the plan with this checksum can be published. */
export interface PublishPlan {
  readonly checksum: string
  readonly base: number
  readonly changes: readonly PlannedChange[]
  readonly steps: readonly PlannedStep[]
  /** What its publisher should know about records there are, though nothing is done to them. */
  readonly warnings: readonly PlanWarning[]
}

/** Records that will not do as they are. */
export interface PlanWarning {
  readonly summary: string
  /** Records concerned, 1 or more, as counted when the plan was made. */
  readonly affectedRows: number
}

/** A difference to the published model, named as its author sees it. */
export interface PlannedChange {
  readonly action: 'add' | 'change' | 'remove'
  readonly kind: string
  readonly name: string
  readonly path: string
  readonly summary: string
}

/** One step on the tables. */
export interface PlannedStep {
  readonly summary: string
  readonly lock: 'none' | 'brief' | 'rewrite'
  readonly destructive: boolean
  /** Rows that lose something or break a new rule; null when none can. */
  readonly affectedRows: number | null
}

/** An entry of `GET /versions`, newest first. */
export interface PublishedVersion {
  readonly version: number
  readonly publishedAt: string
  readonly author: string | null
  readonly message: string | null
}

/** `GET /metadata`: documents in their canonical form. */
export interface MetadataList {
  readonly version: number
  readonly documents: readonly JsonObject[]
}
