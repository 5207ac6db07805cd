import {
  childPointer,
  type Issue,
  issue,
  type JsonObject,
  nearestName,
  PROPERTY_MISSING,
  PROPERTY_SHAPE,
  PROPERTY_UNKNOWN,
} from '@huozi/core'
import type {
  AttributeDocument,
  OptionListDocument,
  OptionSetDocument,
  OptionValueDocument,
} from '../documents/option-set-document.ts'
import { type FieldType, isStructured, type ValueParser } from '../field-types/field-type.ts'
import { fieldTypes } from '../field-types/registry.ts'
import { compileOptionSet } from '../model/compile-option-set.ts'
import { readLiteral } from '../model/typed-value.ts'
import type { CheckContext } from './kind-definition.ts'
import { unknownReference } from './unknown-reference.ts'

/** Types an attribute may have: plain values that need no record around them. */
const ATTRIBUTE_TYPES: readonly string[] = Array.from(fieldTypes.values())
  .filter(
    ({ reference, file, generated, column }) => !reference && !file && generated !== true && !isStructured(column({})),
  )
  .map(({ name }) => name)

/** Checks the attributes and values of a set of choices that stands at `at`. */
export function* checkOptionList(list: OptionListDocument, at: string, context: CheckContext): Iterable<Issue> {
  const attributes = new Map<string, CheckedAttribute>()
  for (const [index, attribute] of (list.attributes ?? []).entries()) {
    const pointer = childPointer(at, 'attributes', index)
    yield* checkAttribute(attribute, pointer)
    const parser = parserOf(attribute, context)
    if (parser !== null) attributes.set(attribute.name, { attribute, parser })
    if (parser === null || attribute.default === undefined) continue
    yield* readLiteral(attribute.default, parser, childPointer(pointer, 'default')).issues
  }
  for (const [index, value] of (list.values ?? []).entries()) {
    yield* checkValue(value, attributes, childPointer(at, 'values', index))
    yield* checkReplacement(value, list, childPointer(at, 'values', index))
  }
}

/** An attribute with the one reader for all its values. */
interface CheckedAttribute {
  readonly attribute: AttributeDocument
  readonly parser: ValueParser
}

function* checkAttribute(attribute: AttributeDocument, at: string): Iterable<Issue> {
  const type = attributeType(attribute)
  if (type === undefined) {
    yield issue(PROPERTY_SHAPE, { rule: 'choice', allowed: ATTRIBUTE_TYPES.join(', ') }, childPointer(at, 'type'))
  } else if (type.hasChoices === true && attribute.optionSet === undefined) {
    yield issue(PROPERTY_MISSING, { property: 'optionSet' }, childPointer(at, 'optionSet'))
  }
}

function* checkValue(
  value: OptionValueDocument,
  attributes: ReadonlyMap<string, CheckedAttribute>,
  at: string,
): Iterable<Issue> {
  for (const [name, literal] of Object.entries(value.attributes ?? {})) {
    const known = attributes.get(name)
    const pointer = childPointer(at, 'attributes', name)
    if (known !== undefined) yield* readLiteral(literal, known.parser, pointer).issues
    else yield issue(PROPERTY_UNKNOWN, { property: name, nearest: nearestName(name, attributes.keys()) }, pointer)
  }
  for (const { attribute } of attributes.values()) {
    const { name, required, default: fallback } = attribute
    const isGiven = value.attributes?.[name] !== undefined || fallback !== undefined
    if (required === true && !isGiven) {
      yield issue(PROPERTY_MISSING, { property: name }, childPointer(at, 'attributes', name))
    }
  }
}

function* checkReplacement({ code, replacedBy }: OptionValueDocument, list: OptionListDocument, at: string) {
  if (replacedBy === undefined) return
  const codes = (list.values ?? []).map((value) => value.code).filter((other) => other !== code)
  if (!codes.includes(replacedBy)) yield unknownReference('choice', replacedBy, codes, childPointer(at, 'replacedBy'))
}

function parserOf(attribute: AttributeDocument, context: CheckContext): ValueParser | null {
  const set = attribute.optionSet === undefined ? undefined : findSet(attribute.optionSet, context)
  const around = { optionSet: set ?? null, target: null }
  return attributeType(attribute)?.parser(attribute as JsonObject, around) ?? null
}

/** Another set as far as codes go: attributes of attributes are not asked. */
function findSet(name: string, context: CheckContext) {
  const document = context.find<OptionSetDocument>('optionSet', name)
  return (
    document && compileOptionSet(name, { values: document.values ?? [] }, { idOf: () => 0, findSet: () => undefined })
  )
}

function attributeType({ type }: AttributeDocument): FieldType | undefined {
  return ATTRIBUTE_TYPES.includes(type) ? fieldTypes.get(type) : undefined
}
