import { type JsonObject, MODEL_INCONSISTENT, refuse } from '@huozi/core'
import { parseExpression, type Scope, type TypedExpression } from '@huozi/expression'
import { isDerived } from '../documents/derived.ts'
import type { ExpressionSource, ValueSource } from '../documents/document.ts'
import type { FieldDocument } from '../documents/object-document.ts'
import type { OptionListDocument } from '../documents/option-set-document.ts'
import type { FieldSurroundings, FieldType } from '../field-types/field-type.ts'
import { fieldTypes } from '../field-types/registry.ts'
import { candidateScope } from './candidate-scope.ts'
import { compileOptionSet } from './compile-option-set.ts'
import type { IdentityIndex } from './identity-index.ts'
import { lazy } from './lazy.ts'
import type { FieldDefault, FieldModel, Model, ObjectModel } from './model.ts'
import type { OptionSetModel } from './option-set-model.ts'
import { recordScope } from './record-scope.ts'
import { compileRollup } from './rollup.ts'
import { typedValue } from './typed-value.ts'

/** Where a field lives: what compiling it may ask for. The model is still under construction, so it is asked late. */
export interface FieldHome {
  readonly object: ObjectModel
  readonly model: Model
  readonly identities: IdentityIndex
}

/** What is already known of a field when its expressions, names and choices are still to be resolved. */
export interface FieldHead {
  readonly id: number
  readonly document: FieldDocument
  readonly fieldType: FieldType
  readonly options: JsonObject
  readonly column: FieldModel['column']
  /** Start of the names of what is stored for it. */
  readonly physical: string
  readonly system: boolean
  /** Nobody writes it, whatever the document says. */
  readonly isComputed: boolean
  readonly baseOf?: FieldModel
}

/** Compiles a field of a document. Throws MODEL_INCONSISTENT when its type or identity is unknown. */
export function compileField(document: FieldDocument, home: FieldHome): FieldModel {
  const fieldType =
    fieldTypes.get(document.type) ??
    refuse(MODEL_INCONSISTENT, { what: `field ${home.object.name}.${document.name}`, expected: 'a known type' })
  const identity = home.identities.get('field', home.object.id, document.name)
  const options = document as JsonObject
  const isComputed = isDerived(document)
  const column = isComputed ? null : { name: identity.physical ?? '', spec: Object.freeze(fieldType.column(options)) }
  const head: FieldHead = {
    id: identity.id,
    document,
    options,
    fieldType,
    column: column && Object.freeze(column),
    physical: identity.physical ?? '',
    system: false,
    isComputed: isComputed || fieldType.generated === true,
  }
  return completeField(head, home)
}

/**
 * Adds to a field what its document refers to. Names are resolved and expressions typed on first use: a request touches
 * few of a model's expressions, and objects refer to each other in circles.
 */
export function completeField(head: FieldHead, home: FieldHome): FieldModel {
  const { document, fieldType, options } = head
  const optionSet = lazy(() => optionSetOf(head, home))
  const target = lazy(() => targetOf(head, home))
  const targets = lazy(() => targetsOf(head, home))
  const surroundings = lazy(() => surroundingsOf(optionSet(), target()))
  const valueType = lazy(() => fieldType.valueType(options, surroundings()))
  const parser = lazy(() => fieldType.parser(options, surroundings()))
  const judge = lazy(() => fieldType.judge?.(options, surroundings()) ?? null)
  const rollup = lazy(() =>
    document.rollup === undefined
      ? null
      : compileRollup(document.rollup, {
          ...home,
          physical: head.physical,
          type: valueType(),
          declared: { zone: document.zone, calendar: document.calendar },
        }),
  )
  const formula = lazy(
    () =>
      rollup()?.expression ?? typed(document.formula, { expect: valueType(), scope: scopeOf(home, document, false) }),
  )
  const candidates = lazy(() => candidatesOf(document, candidateScope(home.model, home.object, target())))
  const required = lazy(() =>
    fieldType.reference?.isPart === true ? true : condition(document.required, document, home),
  )
  const readOnly = lazy(() => (head.isComputed ? true : condition(document.readOnly, document, home)))
  const fieldDefault = lazy(() =>
    defaultOf(document, (source) =>
      typedValue(source, { type: valueType(), parser: parser(), scope: scopeOf(home, document, true) }),
    ),
  )
  return Object.freeze({
    id: head.id,
    name: document.name,
    object: home.object.name,
    label: document.label,
    document,
    fieldType,
    options,
    column: head.column,
    system: head.system,
    baseOf: head.baseOf ?? null,
    target,
    get candidates() {
      return candidates()
    },
    get targets() {
      return targets()
    },
    get surroundings() {
      return surroundings()
    },
    get type() {
      return valueType()
    },
    get formula() {
      return formula()
    },
    get rollup() {
      return rollup()
    },
    get required() {
      return required()
    },
    get readOnly() {
      return readOnly()
    },
    get default() {
      return fieldDefault()
    },
    get parser() {
      return parser()
    },
    get judge() {
      return judge()
    },
    get optionSet() {
      return optionSet()
    },
  })
}

function optionSetOf(
  { document, fieldType }: FieldHead,
  { object, model, identities }: FieldHome,
): OptionSetModel | null {
  if (fieldType.hasChoices !== true) return null
  if (typeof document.optionSet === 'string') {
    return (
      model.optionSets.get(document.optionSet) ??
      refuse(MODEL_INCONSISTENT, { what: `field ${object.name}.${document.name}`, expected: 'its option set' })
    )
  }
  const field = identities.get('field', object.id, document.name)
  return compileOptionSet(`${object.name}.${document.name}`, document as OptionListDocument, {
    idOf: (code) => identities.get('option', field.id, code).id,
    findSet: (name) => model.optionSets.get(name),
  })
}

function targetOf({ options, fieldType }: FieldHead, { model }: FieldHome): ObjectModel | undefined {
  if (fieldType.reference === undefined) return undefined
  const target = fieldType.reference.target(options)
  if (target === undefined) return undefined
  return 'systemRole' in target ? model.system.get(target.systemRole) : model.objects.get(target.object)
}

const NO_TARGETS: readonly ObjectModel[] = Object.freeze([])

function targetsOf({ options, fieldType }: FieldHead, { model }: FieldHome): readonly ObjectModel[] {
  const names = fieldType.reference?.targets?.(options) ?? []
  if (names.length === 0) return NO_TARGETS
  return Object.freeze(names.flatMap((name) => model.objects.get(name) ?? []))
}

function surroundingsOf(optionSet: OptionSetModel | null, target: ObjectModel | undefined): FieldSurroundings {
  return Object.freeze({ optionSet, target: target?.name ?? null })
}

function scopeOf({ model, object }: FieldHome, { zone, calendar }: FieldDocument, change: boolean): Scope {
  return recordScope(model, object, { change, declared: { zone, calendar } })
}

function typed(
  source: ExpressionSource | undefined,
  { expect, scope }: { expect: FieldModel['type']; scope: Scope },
): TypedExpression | null {
  return source === undefined ? null : parseExpression(source, scope, { expect })
}

function candidatesOf({ where }: FieldDocument, scope: Scope | null): TypedExpression | null {
  if (scope === null || where === undefined || where === null) return null
  return parseExpression(where as ExpressionSource, scope, { expect: 'boolean' })
}

function condition(
  source: boolean | ExpressionSource | undefined,
  document: FieldDocument,
  home: FieldHome,
): boolean | TypedExpression {
  if (source === undefined || typeof source === 'boolean') return source === true
  return parseExpression(source, scopeOf(home, document, true), { expect: 'boolean' })
}

function defaultOf(document: FieldDocument, type: (source: ValueSource) => TypedExpression): FieldDefault | null {
  const { default: source, defaultOn } = document
  if (source === undefined || source === null) return null
  return Object.freeze({ value: type(source), on: defaultOn ?? 'create' })
}
