import { OPERATORS } from '../operators/registry.ts'

/** Chooses a number from 0 to below `count`; the source of all randomness, so that a test can repeat and shrink it. */
export type Choose = (count: number) => number

/** What a placeholder such as `{number}` may be without going deeper. */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
  number: ['amount', 'rate', 'visits', 'account.credit', '$limit', 'me.grade', '0', '1', '2.5', '-3', '0.001', '7'],
  text: ['name', 'note', 'account.name', 'me.name', "'a'", "'Ab'", "'%'", "'华为'", "'ＡＢ'", "' x '", "'ß'", "'𐐀'"],
  boolean: ['active', 'flag', 'account.active', 'true', 'false'],
  date: ['day', 'due', 'account.opened', 'today()', "date('2024-02-29')"],
  datetime: ['at', 'seen', 'now()', "datetime('2026-01-31T16:00:00Z')"],
  choice: ['stage', 'previous', 'account.stage'],
  reference: ['owner', 'account.owner', 'me'],
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

/** A way to use an operator: text with placeholders of kinds, and the kind it gives. */
export interface Form {
  readonly text: string
  readonly gives: string
}

/** The forms of all operators: what random expressions are grown from. */
export const FORMS: readonly Form[] = OPERATORS.flatMap(({ forms }) => forms.map(readForm))

function readForm(form: string): Form {
  const [text = '', gives = ''] = form.split(' → ')
  return { text, gives }
}

/** Text of an expression of this form, nested at most `depth` operators deep. */
export function growForm(form: Form, depth: number, choose: Choose): string {
  return form.text.replaceAll(/\{(\w+)\}/g, (_, kind: string) => operand(kind, depth - 1, choose))
}

function operand(kind: string, depth: number, choose: Choose): string {
  const leaves = LEAVES[kind] ?? []
  const forms = depth > 0 ? FORMS.filter(({ gives }) => gives === kind) : []
  const form = choose(3) === 0 ? undefined : forms[choose(forms.length)]
  if (form !== undefined) return `(${growForm(form, depth, choose)})`
  return leaves[choose(leaves.length)] ?? 'blank'
}
