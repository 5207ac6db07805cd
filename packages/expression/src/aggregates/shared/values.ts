import { requireKind } from '../../check/signatures.ts'
import { refuseType } from '../../check/unify.ts'
import type { TypedNode } from '../../typed-node.ts'
import type { ValueKind, ValueType } from '../../types/value-type.ts'
import type { Aggregate } from '../aggregate.ts'

/** A value of one of these kinds, computed of each record; `typeOf` says what comes of many. */
export function valueOfKinds(kinds: readonly ValueKind[], typeOf: (type: ValueType) => ValueType): Aggregate['type'] {
  return (given) => {
    if (given === null) throw new Error('an aggregate of values was checked without one')
    const value = requireKind(given, ...kinds)
    return { type: typeOf(value.type), value }
  }
}

/** Any value but a list. */
export function anyValue(given: TypedNode | null): { type: ValueType; value: TypedNode } {
  if (given === null) throw new Error('an aggregate of values was checked without one')
  if (given.type.kind === 'list' || given.type.kind === 'blank') return refuseType(given, 'a single value')
  return { type: given.type, value: given }
}

/** Nothing is computed of the records: they themselves count. */
export function ofRecords(type: ValueType): Aggregate['type'] {
  return () => ({ type, value: null })
}
