import type { Row } from '../connection/database.ts'
import { isoInstant } from '../query/wire-value.ts'

/** An event a worker holds for a time. */
export interface ClaimedEvent extends Claim {
  /** `record.created`, `record.updated`, `model.published`, … */
  readonly type: string
  /** Identity of the object; 0 when the event is about no record. */
  readonly objectId: number
  readonly recordId: string
  readonly recordVersion: number
  /** Instant of the change, ISO 8601. */
  readonly at: string
  /** The user who made it; null when the engine did. */
  readonly actor: string | null
  /** Values of the changed fields before the change; null where there were none. */
  readonly before: Image | null
  /** All stored values after the change. */
  readonly after: Image | null
  /** How many events after a person's change this one stands. */
  readonly depth: number
  /** Deliveries that failed so far. */
  readonly attempts: number
}

/** The right to deliver one event: it is lost when somebody claims the event again. */
export interface Claim {
  readonly seq: number
  /** Fencing token: grows with every claim of the event. */
  readonly token: number
}

/** Stored values as Postgres writes them, by identity of their field: names may have changed since. */
export interface Image {
  readonly [fieldId: string]: string | null
}

/** Thrown when the event was claimed by somebody else meanwhile: whatever this worker did for it must not be kept. */
export class LostLease extends Error {
  constructor({ seq, token }: Claim) {
    super(`Claim ${token} of event ${seq} is no longer good`)
    this.name = 'LostLease'
  }
}

/** Columns of a claimed event, in the order {@link readClaimedEvent} takes them. */
export const EVENT_COLUMNS = [
  'seq',
  'lease_token',
  'type',
  'object_id',
  'record_id',
  'record_version',
  'at',
  'actor',
  'before',
  'after',
  'depth',
  'attempts',
] as const

/** A row of {@link EVENT_COLUMNS}. */
export function readClaimedEvent(row: Row): ClaimedEvent {
  const [seq, token, type, objectId, recordId, recordVersion, at, actor, before, after, depth, attempts] = row
  return {
    seq: Number(seq),
    token: Number(token),
    type: type ?? '',
    objectId: Number(objectId),
    recordId: recordId ?? '',
    recordVersion: Number(recordVersion),
    at: isoInstant(at ?? ''),
    actor: actor ?? null,
    before: JSON.parse(before ?? 'null') as Image | null,
    after: JSON.parse(after ?? 'null') as Image | null,
    depth: Number(depth),
    attempts: Number(attempts),
  }
}
