import { childPointer, nearestName, REFERENCE_UNKNOWN, refuse } from '@huozi/core'
import { compileSqlNode } from '@huozi/expression'
import type { ObjectDocument } from '../documents/object-document.ts'
import { assertCollectionLevels } from '../model/collection-levels.ts'
import type { FieldModel, Model, ObjectModel, ValidationModel } from '../model/model.ts'
import { rollupParts } from '../model/rollup.ts'
import type { Probe } from './kind-definition.ts'
import { resolvePath } from './resolve-path.ts'

/** Every expression of an object: formulas, conditions and defaults of its fields, and its validations. */
export function* probeObject(document: ObjectDocument, model: Model): Iterable<Probe> {
  const object = model.objects.get(document.name)
  if (object === undefined) return
  for (const [index, { name }] of document.fields.entries()) {
    const field = object.field(name)
    if (field !== undefined) yield* probeField(field, { object, model }, childPointer('/fields', index))
  }
  for (const [index, path] of (document.search ?? []).entries()) {
    yield { pointer: childPointer('/search', index), run: () => resolvePath(object, path) }
  }
  for (const [index, { name }] of (document.validations ?? []).entries()) {
    const rule = object.validations.find((candidate) => candidate.name === name)
    if (rule !== undefined) yield* probeValidation(rule, childPointer('/validations', index))
  }
}

interface FieldPlace {
  readonly object: ObjectModel
  readonly model: Model
}

function* probeField(field: FieldModel, { object, model }: FieldPlace, at: string): Iterable<Probe> {
  const probes = {
    formula: () => assertComputable(field, object),
    rollup: () => probeRollup(field, { object, model }),
    required: () => field.required,
    readOnly: () => field.readOnly,
    default: () => field.default,
    where: () => assertCandidates(field),
  }
  for (const [property, run] of Object.entries(probes)) {
    if (field.document[property] !== undefined) yield { pointer: childPointer(at, property), run }
  }
}

/** Formulas are computed on read, by the database as much as here. */
function assertComputable({ formula }: FieldModel, object: ObjectModel): void {
  if (formula === null) return
  compileSqlNode(formula)
  assertCollectionLevels(formula, object)
}

/** The parts first: what is wrong with one is told where it stands. */
function probeRollup(field: FieldModel, { object, model }: FieldPlace): void {
  const { rollup } = field.document
  if (rollup === undefined) return
  const { relation } = rollup
  if (object.collection(relation) === undefined) {
    const nearest = nearestName(relation, object.collectionNames())
    refuse(REFERENCE_UNKNOWN, { kind: 'collection', name: relation, nearest }, '/relation')
  }
  rollupParts(rollup, { object, model, declared: { zone: field.document.zone, calendar: field.document.calendar } })
  assertComputable(field, object)
}

/** The condition on candidates of a reference is asked of the database. */
function assertCandidates({ candidates }: FieldModel): void {
  if (candidates !== null) compileSqlNode(candidates)
}

function* probeValidation(rule: ValidationModel, at: string): Iterable<Probe> {
  yield { pointer: childPointer(at, 'appliesWhen'), run: () => rule.appliesWhen }
  yield { pointer: childPointer(at, 'failWhen'), run: () => rule.failWhen }
  yield { pointer: childPointer(at, 'message'), run: () => rule.message }
  yield { pointer: childPointer(at, 'outcome'), run: () => rule.outcome }
}
