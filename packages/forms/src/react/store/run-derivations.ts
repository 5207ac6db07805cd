import type { Json } from '@huozi/core'
import { isSame } from './changes.ts'
import type { Derivation } from './compile-form.ts'
import type { RecordView } from './record-view.ts'
import { readsAny } from './rule.ts'

/** What a run of the derivations works on: `values` and `changed` are added to; `view` looks at `values`. */
export interface DerivationRun {
  readonly view: RecordView
  readonly values: Map<string, Json>
  /** Fields that changed; a derivation runs when it reads one of them. */
  readonly changed: Set<string>
  /** Fields whose default gives way to what the user (or an earlier one) chose. */
  readonly isChosen: (field: string) => boolean
}

/** Recomputes what reads a changed field. One pass is enough: derivations come after what they read. */
export function runDerivations(derivations: readonly Derivation[], run: DerivationRun): void {
  for (const derivation of derivations) {
    if (derivation.on === 'create' || !readsAny(derivation, run.changed)) continue
    if (derivation.on === 'change' && run.isChosen(derivation.field)) continue
    assign(derivation, run)
  }
}

/** Values of a new record: every default of a field that is still blank, and every formula. */
export function deriveNewRecord(derivations: readonly Derivation[], run: DerivationRun): void {
  for (const derivation of derivations) {
    if (derivation.on === 'formula' || !run.isChosen(derivation.field)) assign(derivation, run)
  }
}

/** Fields of a loaded record whose value is not what their default gives: someone has chosen it. */
export function chosenFields(
  derivations: readonly Derivation[],
  values: ReadonlyMap<string, Json>,
  view: RecordView,
): Set<string> {
  const chosen = derivations.filter(
    ({ on, field, rule }) => on === 'change' && !isSame(values.get(field) ?? null, rule.evaluate(view) ?? null),
  )
  return new Set(chosen.map(({ field }) => field))
}

/** A result the browser cannot know leaves a default alone and blanks a formula until the server has computed it. */
function assign({ field, on, rule }: Derivation, { values, changed, view }: DerivationRun): void {
  const result = rule.evaluate(view)
  if (result === undefined && on !== 'formula') return
  const value = result ?? null
  if (isSame(values.get(field) ?? null, value)) return
  values.set(field, value)
  changed.add(field)
}
