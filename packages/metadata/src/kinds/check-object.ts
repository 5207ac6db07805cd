import {
  childPointer,
  FIELD_CONFLICT,
  type Issue,
  issue,
  type JsonObject,
  OBJECT_CONFLICT,
  type ObjectRule,
} from '@huozi/core'
import { isDerived } from '../documents/derived.ts'
import type { FieldDocument, ObjectDocument, RecordTypeDocument } from '../documents/object-document.ts'
import type { OptionListDocument, OptionSetDocument } from '../documents/option-set-document.ts'
import { type FieldType, isStructured } from '../field-types/field-type.ts'
import { fieldTypes } from '../field-types/registry.ts'
import { isOwned } from '../model/system-fields.ts'
import { targetName } from './check-context.ts'
import { checkDependentChoices } from './check-dependent-choices.ts'
import type { CheckContext } from './kind-definition.ts'
import { unknownReference } from './unknown-reference.ts'

/** Checks how the parts of an object stand to each other and to other objects. */
export function* checkObject(document: ObjectDocument, context: CheckContext): Iterable<Issue> {
  yield* checkTitle(document)
  yield* checkKeys(document)
  yield* checkReferences(document, context)
  yield* checkNature(document, context)
  yield* checkTree(document)
  yield* checkEffectiveDated(document)
  yield* checkRecordTypes(document, context)
  yield* checkDependentChoices(document, context)
  yield* checkRateDate(document)
  for (const [index, { field }] of (document.validations ?? []).entries()) {
    if (field !== undefined) yield* checkFieldName(document, field, childPointer('/validations', index, 'field'))
  }
}

function* checkTitle(document: ObjectDocument): Iterable<Issue> {
  const field = document.fields.find(({ name }) => name === document.title)
  if (field === undefined) yield unknownReference('field', document.title, fieldNames(document), '/title')
  else if (!isReadable(field)) yield conflict(document, 'titleReference', '/title')
}

/** A value people can read by itself. */
function isReadable(field: FieldDocument): boolean {
  const type = typeOf(field)
  return (
    type === undefined ||
    (type.reference === undefined && type.file === undefined && !isStructured(type.column(field as JsonObject)))
  )
}

function* checkKeys(document: ObjectDocument): Iterable<Issue> {
  for (const list of ['unique', 'indexes'] as const) {
    for (const [index, { fields }] of (document[list] ?? []).entries()) {
      for (const [position, name] of fields.entries()) {
        yield* checkKeyField(document, name, childPointer('', list, index, 'fields', position))
      }
    }
  }
  for (const [index, field] of document.fields.entries()) {
    const flag = (['unique', 'externalId', 'indexed'] as const).find((name) => field[name] === true)
    if (flag !== undefined && !isDerived(field)) {
      yield* checkKeyField(document, field.name, childPointer('/fields', index, flag))
    }
  }
  const external = document.fields.findLastIndex(({ externalId }) => externalId === true)
  if (document.fields.filter(({ externalId }) => externalId === true).length > 1) {
    yield conflict(document, 'externalIdTwice', childPointer('/fields', external, 'externalId'))
  }
}

function* checkKeyField(document: ObjectDocument, name: string, at: string): Iterable<Issue> {
  const field = document.fields.find((candidate) => candidate.name === name)
  if (field === undefined) {
    yield unknownReference('field', name, fieldNames(document), at)
  } else if (isDerived(field) || typeOf(field)?.sortable !== true) {
    yield issue(FIELD_CONFLICT, { field: name, rule: 'keyStored' }, at)
  }
}

/** Collections are named on the other side: two fields must not claim one name there, nor the name of a field. */
function* checkReferences(document: ObjectDocument, context: CheckContext): Iterable<Issue> {
  for (const [index, field] of document.fields.entries()) {
    const at = childPointer('/fields', index)
    const target = targetName(field, context)
    if (target === undefined) {
      const aim = typeOf(field)?.reference?.target(field as JsonObject)
      const isReference = aim !== undefined && 'systemRole' in aim
      if (isReference)
        yield issue(FIELD_CONFLICT, { field: field.name, rule: 'targetMissing' }, childPointer(at, 'type'))
    } else if (typeof field.inverse === 'string') {
      const object = context.find<ObjectDocument>('object', target)
      const isField = object?.fields.some(({ name }) => name === field.inverse) === true
      const isShared = (context.collections(target).get(field.inverse) ?? 0) > 1
      if (isField || isShared) yield conflict(document, 'inverse', childPointer(at, 'inverse'))
    }
  }
}

/** A part has one whole, no owner of its own, and wholes do not contain each other. */
function* checkNature(document: ObjectDocument, context: CheckContext): Iterable<Issue> {
  const [first, second] = document.fields.flatMap((field, index) => (isPartField(field) ? [index] : []))
  if (first === undefined) return
  if (second !== undefined) yield conflict(document, 'detailTwice', childPointer('/fields', second, 'type'))
  if (isOwned(document)) yield conflict(document, 'detailOwned', '/owned')
  const seen = new Set<string>()
  for (let name: string | undefined = document.name; name !== undefined && !seen.has(name); ) {
    seen.add(name)
    name = wholeName(context.find<ObjectDocument>('object', name))
    if (name === document.name) yield conflict(document, 'detailCircular', childPointer('/fields', first, 'object'))
  }
}

function* checkRateDate(document: ObjectDocument): Iterable<Issue> {
  const name = document.multiCurrency?.rateDate
  if (name === undefined) return
  const field = document.fields.find((candidate) => candidate.name === name)
  const isDate = field !== undefined && field.formula === undefined && field.type === 'date'
  if (!isDate) yield issue(FIELD_CONFLICT, { field: name, rule: 'rateDate' }, '/multiCurrency/rateDate')
}

/** The record above is one of the same object, and only one. */
function* checkTree(document: ObjectDocument): Iterable<Issue> {
  if (document.tree === undefined) return
  const { parent } = document.tree
  const field = document.fields.find(({ name }) => name === parent)
  if (field === undefined) yield unknownReference('field', parent, fieldNames(document), '/tree/parent')
  else if (!isPlainLookup(field) || field.object !== document.name)
    yield conflict(document, 'treeParent', '/tree/parent')
}

function isPlainLookup(field: FieldDocument): boolean {
  const reference = typeOf(field)?.reference
  return reference !== undefined && !reference.isPart && field.objects === undefined && field.formula === undefined
}

function* checkEffectiveDated(document: ObjectDocument): Iterable<Issue> {
  if (document.effectiveDated === undefined) return
  const { from, to, key } = document.effectiveDated
  for (const [property, name] of Object.entries({ from, to })) {
    const at = childPointer('/effectiveDated', property)
    const field = document.fields.find((candidate) => candidate.name === name)
    if (field === undefined) yield unknownReference('field', name, fieldNames(document), at)
    else if (field.formula !== undefined || typeOf(field)?.column(field as JsonObject).kind !== 'date') {
      yield conflict(document, 'effectiveDate', at)
    }
  }
  for (const [position, name] of key.entries()) {
    yield* checkKeyField(document, name, childPointer('/effectiveDated/key', position))
  }
}

function* checkRecordTypes(document: ObjectDocument, context: CheckContext): Iterable<Issue> {
  for (const [index, recordType] of (document.recordTypes ?? []).entries()) {
    yield* checkRecordType(document, recordType, { at: childPointer('/recordTypes', index, 'values'), context })
  }
}

function* checkRecordType(
  document: ObjectDocument,
  { values }: RecordTypeDocument,
  { at, context }: { at: string; context: CheckContext },
): Iterable<Issue> {
  for (const [name, codes] of Object.entries(values ?? {})) {
    const field = document.fields.find((candidate) => candidate.name === name)
    if (field === undefined) {
      yield unknownReference('field', name, fieldNames(document), childPointer(at, name))
      continue
    }
    const set = context.find<OptionSetDocument>('optionSet', String(field.optionSet)) ?? (field as OptionListDocument)
    const known = (set.values ?? []).map(({ code }) => code)
    for (const [position, code] of codes.entries()) {
      if (!known.includes(code)) yield unknownReference('choice', code, known, childPointer(at, name, position))
    }
  }
}

function* checkFieldName(document: ObjectDocument, name: string, at: string): Iterable<Issue> {
  if (!fieldNames(document).includes(name)) yield unknownReference('field', name, fieldNames(document), at)
}

function conflict({ name }: ObjectDocument, rule: ObjectRule, at: string): Issue {
  return issue(OBJECT_CONFLICT, { object: name, rule }, at)
}

function fieldNames({ fields }: ObjectDocument): string[] {
  return fields.map(({ name }) => name)
}

function typeOf({ type }: FieldDocument): FieldType | undefined {
  return fieldTypes.get(type)
}

function isPartField(field: FieldDocument): boolean {
  return typeOf(field)?.reference?.isPart === true
}

function wholeName(document: ObjectDocument | undefined): string | undefined {
  const field = document?.fields.find(isPartField)
  return typeof field?.object === 'string' ? field.object : undefined
}
