import type { FeedModel, FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import type { RecordValues } from '../record/record-source.ts'
import { figuresRead } from './figures-read.ts'

/** What a transaction did to one record. Values are those of its stored fields, and of its kept roll-ups once they are known. */
export interface ChangedRecord {
  readonly object: ObjectModel
  readonly id: string
  /** Null when the record did not live before. */
  readonly before: RecordValues | null
  /** Null when it does not live any more. */
  readonly after: RecordValues | null
}

/** True when a change can move a stored roll-up of another record. */
export function movesRollups({ object, before, after }: ChangedRecord): boolean {
  if (object.feeds.length === 0) return false
  if (before === null || after === null) return true
  const changed = (name: string) => (before.get(name) ?? null) !== (after.get(name) ?? null)
  return object.feeds.some((feed) => figuresRead(feed).fields.some(({ name }) => changed(name)))
}

/** The changes of one transaction, each record once: from what it was at the start to what it is now. */
export class Changes {
  readonly #byObject = new Map<ObjectModel, Map<string, ChangedRecord>>()

  add(change: ChangedRecord): void {
    const known = this.#byObject.get(change.object) ?? new Map<string, ChangedRecord>()
    const first = known.get(change.id)
    this.#byObject.set(change.object, known.set(change.id, first === undefined ? change : joined(first, change)))
  }

  objects(): Iterable<ObjectModel> {
    return this.#byObject.keys()
  }

  of(object: ObjectModel): readonly ChangedRecord[] {
    return [...(this.#byObject.get(object)?.values() ?? [])]
  }

  /** Adds what is now known of the kept roll-ups of a record; they are the same before and after. */
  know(object: ObjectModel, id: string, figures: RecordValues): void {
    const records = this.#byObject.get(object)
    const change = records?.get(id)
    if (records === undefined || change === undefined) return
    const { before, after } = change
    records.set(id, { ...change, before: withValues(before, figures), after: withValues(after, figures) })
  }

  /** Depth of the deepest roll-up that some of the changes may move; −1 when there is none. */
  deepest(): number {
    const feeds = [...this.objects()].flatMap((object): readonly FeedModel[] => object.feeds)
    return Math.max(-1, ...feeds.map(({ rollup }) => rollup.depth))
  }
}

/** What lives neither before nor after is nobody's; what was made or unmade stays so. */
function joined(first: ChangedRecord, next: ChangedRecord): ChangedRecord {
  return { ...first, after: first.after === null ? null : next.after }
}

function withValues(values: RecordValues | null, more: RecordValues): RecordValues | null {
  return values === null ? null : new Map<string, StoredValue>([...values, ...more])
}

/** The kept roll-ups of an object. */
export function keptFields(object: ObjectModel): readonly FieldModel[] {
  return object.fields.filter(({ rollup }) => rollup !== null && rollup.columns.length > 0)
}
