import { childPointer, FIELD_CONFLICT, type Issue, issue } from '@huozi/core'
import { isDerived } from '../documents/derived.ts'
import type { FieldDocument, ObjectDocument } from '../documents/object-document.ts'
import type { OptionListDocument, OptionSetDocument } from '../documents/option-set-document.ts'
import type { DependsOn } from '../field-types/dependent-choices.ts'
import { fieldTypes } from '../field-types/registry.ts'
import type { CheckContext } from './kind-definition.ts'
import { unknownReference } from './unknown-reference.ts'

/** Checks what choices depend on: another choice field, by codes both have, and not in a circle. */
export function* checkDependentChoices(document: ObjectDocument, context: CheckContext): Iterable<Issue> {
  for (const [index, field] of document.fields.entries()) {
    const dependsOn = dependsOnOf(field)
    if (dependsOn === undefined) continue
    const at = childPointer('/fields', index, 'dependsOn')
    const other = document.fields.find(({ name }) => name === dependsOn.field)
    if (other === undefined) {
      const names = document.fields.map(({ name }) => name)
      yield unknownReference('field', dependsOn.field, names, childPointer(at, 'field'))
    } else if (!hasChoices(other) || isDerived(other)) {
      yield issue(FIELD_CONFLICT, { field: field.name, rule: 'dependsOnChoices' }, childPointer(at, 'field'))
    } else if (isCircular(field, document)) {
      yield issue(FIELD_CONFLICT, { field: field.name, rule: 'dependsOnCircular' }, childPointer(at, 'field'))
    } else {
      yield* checkMap(dependsOn, { at, known: codesOf(other, context), own: codesOf(field, context) })
    }
  }
}

function* checkMap(
  { map }: DependsOn,
  { at, known, own }: { at: string; known: readonly string[]; own: readonly string[] },
): Iterable<Issue> {
  for (const [code, left] of Object.entries(map)) {
    if (!known.includes(code)) yield unknownReference('choice', code, known, childPointer(at, 'map', code))
    for (const [position, choice] of left.entries()) {
      if (!own.includes(choice)) yield unknownReference('choice', choice, own, childPointer(at, 'map', code, position))
    }
  }
}

function isCircular(field: FieldDocument, { fields }: ObjectDocument): boolean {
  const seen = new Set<string>()
  for (let at: FieldDocument | undefined = field; at !== undefined && !seen.has(at.name); ) {
    seen.add(at.name)
    const next: string | undefined = dependsOnOf(at)?.field
    if (next === field.name) return true
    at = fields.find(({ name }) => name === next)
  }
  return false
}

function dependsOnOf(field: FieldDocument): DependsOn | undefined {
  return hasChoices(field) ? (field as unknown as { readonly dependsOn?: DependsOn }).dependsOn : undefined
}

function hasChoices({ type }: FieldDocument): boolean {
  return fieldTypes.get(type)?.hasChoices === true
}

function codesOf(field: FieldDocument, context: CheckContext): readonly string[] {
  const set = context.find<OptionSetDocument>('optionSet', String(field.optionSet)) ?? (field as OptionListDocument)
  return (set.values ?? []).map(({ code }) => code)
}
