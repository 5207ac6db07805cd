import { decimal, formatDecimal, type Json } from '@huozi/core'
import { type FieldModel, type LayoutItem, type ObjectModel, readableField, visibleTarget } from '@huozi/metadata'
import type { FormChoice, FormField } from '../form-definition.ts'
import { candidateCondition } from './candidate-condition.ts'
import type { FormRequest } from './form-request.ts'
import { formValueType } from './form-value-type.ts'
import { labelFor } from './form-words.ts'
import { anyOf, type ReadableRules } from './readable-rules.ts'

/** What building a field works with. */
export interface FieldBuilding {
  readonly request: FormRequest
  readonly rules: ReadableRules
  /** The place in the layout, whose conditions may be stricter than the field's own. */
  readonly item: LayoutItem | undefined
}

/** One field of the form, as its reader may know it. */
export function buildField(field: FieldModel, building: FieldBuilding): FormField {
  const { request } = building
  const { document, fieldType, options } = field
  return {
    name: field.name,
    label: labelFor(request, field.label, field.name),
    help: document.help === undefined ? null : labelFor(request, document.help, ''),
    type: fieldType.name,
    widget: fieldType.widget(options),
    valueType: formValueType(field, request),
    ...conditions(field, building),
    ...derivation(field, building),
    ...choices(field, request),
    ...dependsOn(field, building),
    ...reference(field, building),
    ...references(field, request),
    ...bounds(field),
    ...currencyOf(field, building),
  }
}

/** The currency of an amount: the record's own, where it has one the reader may see. */
function currencyOf(
  field: FieldModel,
  { request, rules }: FieldBuilding,
): Pick<FormField, 'currency' | 'currencyFrom'> {
  if (field.fieldType.isMoney !== true) return {}
  const { currency } = request.tenant
  const own = request.object.document.multiCurrency === undefined ? undefined : 'currency'
  const isOwn = own !== undefined && field.baseOf === null
  if (!isOwn || readableField(request.object, [own], request.access) === undefined) return { currency }
  rules.note([own])
  return { currency, currencyFrom: own }
}

/** True when the reader may write the field in this form at all. */
function isEditable(field: FieldModel, { object, access, action }: FormRequest): boolean {
  if (!access.can(object, action) || !access.canEdit(object, field)) return false
  if (field.targets.length > 0) return field.targets.some((target) => access.can(target, 'read'))
  return field.target() === undefined || visibleTarget(field, access) !== undefined
}

function conditions(
  field: FieldModel,
  { request, rules, item }: FieldBuilding,
): Pick<FormField, 'editable' | 'required' | 'readOnly'> {
  if (!isEditable(field, request)) return { editable: false }
  const required = anyOf(rules.condition(field.required), rules.written(item?.required))
  const readOnly = anyOf(rules.condition(field.readOnly), rules.written(item?.readOnly))
  return {
    editable: true,
    ...(required !== undefined && { required }),
    ...(readOnly !== undefined && { readOnly }),
  }
}

function derivation(field: FieldModel, { request, rules }: FieldBuilding): Pick<FormField, 'formula' | 'default'> {
  if (field.formula !== null) {
    const formula = rules.logic(field.formula)
    return formula === null ? {} : { formula }
  }
  if (isOwnerOfNew(field, request)) return { default: { expression: { var: 'me' }, on: 'create' } }
  if (isCurrencyOfNew(field, request))
    return { default: { expression: { text: request.tenant.currency }, on: 'create' } }
  const expression: Json | null = field.default === null ? null : rules.logic(field.default.value)
  return field.default === null || expression === null ? {} : { default: { expression, on: field.default.on } }
}

/** A new record is in the tenant's currency, unless its maker says otherwise. */
function isCurrencyOfNew({ system, name }: FieldModel, { action }: FormRequest): boolean {
  return action === 'create' && system && name === 'currency'
}

/** A new record belongs to who makes it, unless he says otherwise. */
function isOwnerOfNew(field: FieldModel, { object, action }: FormRequest): boolean {
  return action === 'create' && object.owned && field === object.field('owner')
}

function choices(field: FieldModel, request: FormRequest): { choices?: readonly FormChoice[] } {
  if (field.optionSet === null) return {}
  const offered = offeredCodes(request.object, field, request.recordType ?? null)
  return {
    choices: field.optionSet.values.map(({ code, label, color, active }) => ({
      code,
      label: labelFor(request, label, code),
      color,
      active: active && (offered === null || offered.has(code)),
    })),
  }
}

/** The other field's value is needed in the form; who may not see it chooses freely and is judged by the server. */
function dependsOn({ options }: FieldModel, { request, rules }: FieldBuilding): Pick<FormField, 'dependsOn'> {
  const given = options.dependsOn as FormField['dependsOn']
  if (given === undefined || readableField(request.object, [given.field], request.access) === undefined) return {}
  rules.note([given.field])
  return { dependsOn: given }
}

/** Codes a record type leaves of a field's choices; null = all. */
function offeredCodes(
  { document }: ObjectModel,
  field: FieldModel,
  recordType: string | null,
): ReadonlySet<string> | null {
  const type = document.recordTypes?.find(({ name }) => name === recordType)
  const codes = type?.values?.[field.name]
  return codes === undefined ? null : new Set(codes)
}

function reference(field: FieldModel, { request, rules }: FieldBuilding): Pick<FormField, 'reference'> {
  const target = visibleTarget(field, request.access)
  if (target === undefined) return {}
  const condition = candidateCondition(field, request)
  if (condition !== null) rules.note(condition.reads)
  const label = labelFor(request, target.document.label, target.name)
  return { reference: { object: target.name, label, ...(condition !== null && { where: condition.where }) } }
}

/** Targets the reader may see, where there are several. */
function references({ targets }: FieldModel, request: FormRequest): Pick<FormField, 'references'> {
  if (targets.length === 0) return {}
  const visible = targets.filter((target) => request.access.can(target, 'read'))
  return {
    references: visible.map(({ name, document }) => ({ object: name, label: labelFor(request, document.label, name) })),
  }
}

/** What the browser may check by itself. */
function bounds({
  fieldType,
  options,
  surroundings,
  type,
}: FieldModel): Pick<FormField, 'scale' | 'maxLength' | 'min' | 'max'> {
  const spec = fieldType.column(options)
  const { maxLength } = fieldType.jsonSchema(options, surroundings)
  const max = fieldType.maximum?.(options) ?? options.max
  return {
    ...(spec.kind === 'numeric' && { scale: spec.scale }),
    ...(type.kind === 'text' && maxLength !== undefined && { maxLength }),
    ...(typeof options.min === 'number' && { min: formatDecimal(decimal(options.min)) }),
    ...(typeof max === 'number' && { max: formatDecimal(decimal(max)) }),
  }
}
