/** What a patch says about one item of a keyed list. */
export interface ListChange {
  /** The item as written. */
  readonly item: unknown
  readonly key: string
  /** Its properties besides key and placement. */
  readonly values: { readonly [property: string]: unknown }
  readonly remove: boolean
  /** Key of the item it follows; `*` is the last. */
  readonly after: string | null
  /** Key of the item it stands before; `*` is the first. */
  readonly before: string | null
}

/** How the items of one list are read and changed. */
export interface ListRules {
  readonly keyOf: (item: unknown) => string
  /** A known item with the change laid over it. */
  readonly change: (item: unknown, change: ListChange) => unknown
  /** The item an addition becomes. */
  readonly create: (change: ListChange) => unknown
  /** Told for every item that is added, moved or taken away. */
  readonly decided: (key: string, isNew: boolean) => void
}

export interface MergedList {
  readonly items: unknown[]
  /** Items whose anchor does not exist; they went last. */
  readonly lost: readonly { readonly key: string; readonly anchor: string }[]
}

const EDGE = '*'

/**
 * A keyed list with a patch's items laid over it: a known key is changed, an unknown one added, `remove` takes away.
 * An item follows its anchor, also one added by the same patch; several with one anchor keep their order.
 */
export function mergeList(base: readonly unknown[], changes: readonly ListChange[], rules: ListRules): MergedList {
  const known = new Map(base.map((item) => [rules.keyOf(item), item]))
  const order = [...known.keys()]
  for (const change of changes) applyChange(change, { known, order, rules })
  const lost = placeAll(changes.filter(isPlaced), known, order)
  return { items: order.map((key) => known.get(key)), lost }
}

interface ListState {
  readonly known: Map<string, unknown>
  readonly order: string[]
  readonly rules: ListRules
}

function applyChange(change: ListChange, { known, order, rules }: ListState): void {
  const { key, remove } = change
  if (remove) {
    if (known.delete(key)) order.splice(order.indexOf(key), 1)
    rules.decided(key, false)
  } else if (known.has(key)) {
    known.set(key, rules.change(known.get(key), change))
    if (isPlaced(change)) rules.decided(key, false)
  } else {
    known.set(key, rules.create(change))
    order.push(key)
    rules.decided(key, true)
  }
}

function isPlaced({ after, before, remove }: ListChange): boolean {
  return !remove && (after !== null || before !== null)
}

/** Puts items beside their anchors; an item whose anchor is itself to be placed waits until that is done. */
function placeAll(
  changes: readonly ListChange[],
  known: ReadonlyMap<string, unknown>,
  order: string[],
): MergedList['lost'] {
  const waiting = new Map(changes.map((change) => [change.key, change]))
  const followers = new Map<string, string>()
  while (waiting.size > 0) {
    const next = waiting.values().find((change) => !waiting.has(anchorOf(change)) || anchorOf(change) === change.key)
    const [change] = next === undefined ? waiting.values() : [next]
    if (change === undefined) break
    waiting.delete(change.key)
    place(change, order, followers)
  }
  return changes
    .filter((change) => anchorOf(change) !== EDGE && !known.has(anchorOf(change)))
    .map((change) => ({ key: change.key, anchor: anchorOf(change) }))
}

function anchorOf({ after, before }: ListChange): string {
  return after ?? before ?? EDGE
}

function place(change: ListChange, order: string[], followers: Map<string, string>): void {
  const anchor = anchorOf(change)
  order.splice(order.indexOf(change.key), 1)
  order.splice(position(change, order, followers), 0, change.key)
  if (change.after !== null) followers.set(anchor, change.key)
}

/** Where the item goes: after the last that this patch put behind the anchor, before the anchor, or last. */
function position(
  { after, before }: ListChange,
  order: readonly string[],
  followers: ReadonlyMap<string, string>,
): number {
  if (after !== null && after !== EDGE) {
    const index = order.indexOf(followers.get(after) ?? after)
    return index < 0 ? order.length : index + 1
  }
  if (after === EDGE || before === null) return order.length
  if (before === EDGE) return 0
  const index = order.indexOf(before)
  return index < 0 ? order.length : index
}
