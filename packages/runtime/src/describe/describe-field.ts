import type { Choice, FieldDescription } from '@huozi/client'
import { type FieldModel, type ObjectModel, visibleTarget } from '@huozi/metadata'
import { type Description, wordsOf } from './description.ts'

/** A field as the caller may know it. */
export function describeField(object: ObjectModel, field: FieldModel, description: Description): FieldDescription {
  const { fieldType, options, document } = field
  const { ctx, view } = description
  const spec = fieldType.column(options)
  return {
    name: field.name,
    label: wordsOf(description, field.label, field.name),
    help: document.help === undefined ? null : wordsOf(description, document.help, ''),
    type: fieldType.name,
    widget: fieldType.widget(options),
    editable: isEditable(object, field, description),
    required: field.required === true,
    filterable: fieldType.operators.length > 0,
    sortable: fieldType.sortable,
    operators: fieldType.operators,
    choices: describeChoices(field, description),
    object: visibleTarget(field, view.access)?.name ?? null,
    objects: describeTargets(field, description),
    scale: spec.kind === 'numeric' ? spec.scale : null,
    max: fieldType.maximum === undefined ? null : String(fieldType.maximum(options)),
    freshness: freshnessOf(object, field, description),
    currency: fieldType.isMoney === true ? ctx.tenant.currency : null,
  }
}

/** The objects a polymorphic reference may point to, as far as the caller may see them. */
function describeTargets({ targets }: FieldModel, description: Description): FieldDescription['objects'] {
  if (targets.length === 0) return null
  const visible = targets.filter((target) => description.view.access.can(target, 'read'))
  return visible.map(({ name, document }) => ({ object: name, label: wordsOf(description, document.label, name) }))
}

function freshnessOf(
  { table }: ObjectModel,
  { formula, rollup }: FieldModel,
  { view }: Description,
): FieldDescription['freshness'] {
  if (formula === null) return null
  const columns = rollup?.columns ?? []
  if (columns.length === 0) return 'read'
  const isFilling = columns.some(({ name }) => view.head.filling?.includes(`${table}.${name}`) === true)
  return isFilling ? 'pending' : 'kept'
}

/** The caller may write the field in some record, new or old. */
function isEditable(object: ObjectModel, field: FieldModel, { view: { access } }: Description): boolean {
  return access.canEdit(object, field) && (access.can(object, 'create') || access.can(object, 'update'))
}

function describeChoices({ optionSet }: FieldModel, description: Description): readonly Choice[] | null {
  if (optionSet === null) return null
  return optionSet.values.map(({ code, label, color, active }) => ({
    code,
    label: wordsOf(description, label, code),
    color,
    active,
  }))
}
