import { AGGREGATES } from '../aggregates/registry.ts'
import { OPERATORS } from '../operators/registry.ts'

/** Chooses a number from 0 to below `count`; the source of all randomness, so that a test can repeat and shrink it. */
export type Choose = (count: number) => number

type Leaves = Readonly<Record<string, readonly string[]>>

/** What a placeholder such as `{number}` may be without going deeper. */
const LEAVES: Leaves = {
  number: ['amount', 'rate', 'visits', 'account.credit', '$limit', 'me.grade', '0', '1', '2.5', '-3', '0.001', '7'],
  text: ['name', 'note', 'account.name', 'me.name', "'a'", "'Ab'", "'%'", "'华为'", "'ＡＢ'", "' x '", "'ß'", "'𐐀'"],
  boolean: ['active', 'flag', 'account.active', 'true', 'false'],
  date: ['day', 'due', 'account.opened', 'today()', "date('2024-02-29')"],
  datetime: ['at', 'seen', 'now()', "datetime('2026-01-31T16:00:00Z')"],
  choice: ['stage', 'previous', 'account.stage'],
  reference: ['owner', 'account.owner', 'me'],
  unit: ['unit', 'root', 'me.unit'],
  time: ['clock', "coalesce(clock, '08:30')", "coalesce(blank, clock, '23:59:59')"],
  duration: ['effort', '(effort * 2)', '(effort + effort)'],
  choices: ['tags', "coalesce(tags, ['red', 'blue'])"],
  numbers: ['scores', 'weights', '[1, 2, 2.5]', '[amount, rate, 7]', 'coalesce([blank, 3])', '[visits]'],
  bounds: ['scores', 'weights', 'coalesce([1, 2.5, 100])', 'coalesce(weights, [amount])'],
  texts: ['labels', "['a', 'Ab', '华为']", "[name, note, 'x']", 'coalesce([name, blank])'],
  dates: ['days', '[day, due]', '[today(), day]'],
  references: ['people', '[owner, me]'],
  field: ['amount', 'name', 'stage', 'tags', 'scores'],
}

/** Kinds that the records of collections have no fields of. */
const AROUND: Leaves = {
  unit: ['this.unit', 'this.root', 'me.unit'],
  time: ['this.clock'],
  duration: ['this.effort'],
  choices: ['this.tags'],
  numbers: ['this.scores', '[amount, 1, 2]', '[amount, this.rate]'],
  texts: ['this.labels', '[name, this.note]'],
  dates: ['this.days', '[this.day, this.due]'],
  references: ['this.people'],
}

/** The same inside a condition over a collection: what its records have, and what is around them. */
const INSIDE: Readonly<Record<string, Leaves>> = {
  line: {
    number: ['amount', 'visits', 'account.credit', 'outer.amount', 'this.account.credit', '$limit', '0', '2.5', '7'],
    text: ['name', 'note', 'account.name', 'this.name', "'a'", "'Ab'", "'华为'"],
    boolean: ['active', 'account.active', 'outer.active', 'true'],
    date: ['day', 'account.opened', 'this.day', 'today()'],
    datetime: ['at', 'outer.seen', 'now()'],
    choice: ['stage', 'this.stage', 'account.stage'],
    reference: ['owner', 'this.owner', 'me'],
    ...AROUND,
  },
  part: {
    number: ['amount', 'outer.amount', 'outer.account.credit', 'this.amount', '1', '-3'],
    text: ['name', 'outer.name', 'this.note', "'a'"],
    boolean: ['active', 'outer.active', 'this.flag', 'false'],
    date: ['outer.day', 'this.due', 'today()'],
    datetime: ['outer.at', 'this.at', 'now()'],
    choice: ['outer.stage', 'this.previous'],
    reference: ['outer.owner', 'this.owner', 'me'],
    ...AROUND,
  },
  deal: {
    number: ['amount', 'outer.rate', 'this.account.credit', '0', '7'],
    text: ['name', 'this.name', 'outer.account.name', "'Ab'"],
    boolean: ['won', 'this.flag', 'true'],
    date: ['day', 'outer.due', 'today()'],
    datetime: ['this.at', 'now()'],
    choice: ['this.stage', 'outer.previous'],
    reference: ['this.owner', 'me'],
    ...AROUND,
  },
}

/** What an expression over the items of a list may read wherever the list stands. */
const ANYWHERE: Leaves = {
  number: ['$limit', 'me.grade', '0', '2.5', '7', '-3'],
  text: ['me.name', "'a'", "'Ab'", "'华为'"],
  boolean: ['true', 'false'],
  date: ['today()', "date('2024-02-29')"],
  datetime: ['now()', "datetime('2026-01-31T16:00:00Z')"],
  reference: ['me'],
}

/** The same for items of one kind. */
const OF_ITEMS: Readonly<Record<string, Leaves>> = {
  numberItem: { ...ANYWHERE, number: ['$item', '$item', '$item', '2.5', '7'], numbers: ['[1, 2.5, $item]', '[7]'] },
  textItem: { ...ANYWHERE, text: ['$item', '$item', '$item', "'a'"], texts: ["[$item, 'a']", "['Ab']"] },
  dateItem: { ...ANYWHERE, date: ['$item', '$item', '$item', 'today()'], dates: ['[$item, today()]'] },
}

/** Whose collections the forms of aggregates are about. */
const OWNERS: readonly (readonly [start: string, owner: Owner])[] = [
  ['(lines', 'sample'],
  ['(account.deals', 'sample'],
  ['(parts', 'line'],
]

type Owner = 'sample' | 'line'

/** A way to use an operator or aggregate: text with placeholders of kinds, and the kind it gives. */
export interface Form {
  readonly text: string
  readonly gives: string
  /** The object whose records it may be used of; null for every one. */
  readonly owner: Owner | null
}

/** The forms of all operators and aggregates that stand for themselves: what random expressions are grown from. */
export const FORMS: readonly Form[] = [
  ...OPERATORS.flatMap(({ forms }) => forms.map(readForm)),
  ...AGGREGATES.flatMap(({ forms }) => forms.map(readForm).filter(({ owner }) => owner !== 'line')),
]

/** Those that may stand inside a condition over a collection, where nothing is being changed. */
const FORMS_INSIDE: readonly Form[] = [
  ...OPERATORS.filter(({ sql }) => sql !== null).flatMap(({ forms }) => forms.map(readForm)),
  ...AGGREGATES.flatMap(({ forms }) => forms.map(readForm).filter(({ owner }) => owner === 'line')),
]

function readForm(form: string): Form {
  const [text = '', gives = ''] = form.split(' → ')
  const owner = OWNERS.find(([start]) => text.includes(start))?.[1] ?? null
  return { text, gives, owner }
}

/** Text of an expression of this form, nested at most `depth` operators deep. */
export function growForm(form: Form, depth: number, choose: Choose, inside = ''): string {
  return form.text.replaceAll(/\{(?:(\w+):)?(\w+)\}/g, (_, within: string | undefined, kind: string) =>
    operand(kind, depth - 1, choose, within ?? inside),
  )
}

/** Those whose placeholders all have something to stand for them, and that do not go through another list. */
function formsOfItems(leaves: Leaves): readonly Form[] {
  return FORMS_INSIDE.filter(({ text, owner }) => {
    const kinds = [...text.matchAll(/\{([\w:]+)\}/g)].map(([, kind = '']) => kind)
    return owner === null && !text.includes('$item') && kinds.every((kind) => Object.hasOwn(leaves, kind))
  })
}

const FORMS_OF_ITEMS: ReadonlyMap<string, readonly Form[]> = new Map(
  Object.entries(OF_ITEMS).map(([item, leaves]) => [item, formsOfItems(leaves)]),
)

function formsWithin(inside: string): readonly Form[] {
  if (inside === '') return FORMS
  return FORMS_OF_ITEMS.get(inside) ?? FORMS_INSIDE.filter(({ owner }) => owner === null || owner === inside)
}

function operand(kind: string, depth: number, choose: Choose, inside: string): string {
  const leaves = (OF_ITEMS[inside] ?? INSIDE[inside] ?? LEAVES)[kind] ?? []
  const forms = depth > 0 ? formsWithin(inside).filter(({ gives }) => gives === kind) : []
  const form = choose(3) === 0 ? undefined : forms[choose(forms.length)]
  if (form !== undefined) return `(${growForm(form, depth, choose, inside)})`
  return leaves[choose(leaves.length)] ?? 'blank'
}
