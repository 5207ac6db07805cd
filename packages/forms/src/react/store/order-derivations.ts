/** Something computed: the field it fills and the fields it reads. */
export interface Dependent {
  readonly field: string
  readonly reads: ReadonlySet<string>
}

/**
 * Sorts so that everything comes after what it reads. Formulas cannot go round in circles (publishing refuses that), but
 * defaults may read each other; a circle is cut where it closes, so that every derivation runs once per change.
 */
export function orderDerivations<D extends Dependent>(derivations: readonly D[]): D[] {
  const byField = Map.groupBy(derivations, ({ field }) => field)
  const ordered: D[] = []
  const seen = new Set<D>()
  const visit = (derivation: D) => {
    if (seen.has(derivation)) return
    seen.add(derivation)
    for (const name of derivation.reads) for (const source of byField.get(name) ?? []) visit(source)
    ordered.push(derivation)
  }
  for (const derivation of derivations) visit(derivation)
  return ordered
}
