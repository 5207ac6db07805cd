import type { FieldScope, Scope } from '@huozi/expression'
import type { Model, ObjectModel } from './model.ts'
import { recordScope } from './record-scope.ts'

/** The word by which a condition on candidates calls the record that refers to them. */
export const REFERRING_RECORD = 'this'

/**
 * The names a condition on the candidates of a reference may use: the fields of the target, and `this.x` for those of
 * the record that refers. Null when there is no target: the field is no reference.
 */
export function candidateScope(model: Model, home: ObjectModel, target: ObjectModel | undefined): Scope | null {
  if (target === undefined) return null
  const referring: FieldScope = { type: { kind: 'reference', object: home.name }, target: () => home }
  const object = {
    name: target.name,
    fieldNames: () => target.fieldNames(),
    field: (name: string) => (name === REFERRING_RECORD ? referring : target.field(name)),
    collection: (name: string) => target.collection(name),
    collectionNames: () => target.collectionNames(),
  }
  return { ...recordScope(model, target), object }
}
