import { type FieldModel, type LayoutItem, readableField } from '@huozi/metadata'
import { buildField } from './build/build-field.ts'
import { buildSchema, buildUiSchema, type SchemaField } from './build/build-schema.ts'
import { asItem, buildTabs } from './build/build-tabs.ts'
import { buildValidations } from './build/build-validations.ts'
import { chooseLayout } from './build/choose-layout.ts'
import type { FormRequest } from './build/form-request.ts'
import { formOptionSets, formValueType } from './build/form-value-type.ts'
import { labelFor } from './build/form-words.ts'
import { generatedLayout } from './build/generated-layout.ts'
import { ReadableRules } from './build/readable-rules.ts'
import type { FormDefinition, FormTab, FormValueType } from './form-definition.ts'

/**
 * Compiles the form of an object for one reader: the layout that fits, the fields he may see, and every expression that
 * speaks of nothing else as JsonLogic. Pure: the same model, access, layout and language give the same form.
 */
export function buildForm(request: FormRequest): FormDefinition {
  const { model, object, language } = request
  const layout = chooseLayout(request) ?? generatedLayout(object)
  const rules = new ReadableRules(request)
  const tabs = buildTabs(layout, { request, rules })
  const validations = buildValidations(request, rules)
  const items = new Map(layout.tabs.flatMap(itemsOf).map((item) => [item.field, item]))
  const fields = buildFields(tabs, (field) => buildField(field, { request, rules, item: items.get(field.name) }), {
    request,
    rules,
  })
  const paths = parentFields(request, rules)
  return {
    object: object.name,
    label: labelFor(request, object.document.label, object.name),
    version: model.version,
    language,
    tabs,
    fields: Object.fromEntries(fields.map(({ form }) => [form.name, form])),
    optionSets: formOptionSets([...fields.map((field) => field.model), ...paths.values()]),
    paths: Object.fromEntries(
      Array.from(paths, ([path, field]): [string, FormValueType] => [path, formValueType(field, request)]),
    ),
    user: model.system.get('user')?.name ?? '',
    schema: buildSchema(fields),
    uiSchema: buildUiSchema(fields),
    validations,
  }
}

function itemsOf({ sections }: { sections: readonly { items: readonly (string | LayoutItem)[] }[] }): LayoutItem[] {
  return sections.flatMap(({ items }) => items.map(asItem))
}

/** The fields that have a place, then those their expressions read, until nothing new is read. */
function buildFields(
  tabs: readonly FormTab[],
  build: (field: FieldModel) => SchemaField['form'],
  { request, rules }: { request: FormRequest; rules: ReadableRules },
): readonly SchemaField[] {
  const placed = tabs.flatMap(({ sections }) => sections.flatMap(({ items }) => items.map(({ field }) => field)))
  const built = new Map<string, SchemaField>()
  for (let wanted = placed; wanted.length > 0; wanted = rules.fields().filter((name) => !built.has(name))) {
    for (const name of wanted) {
      const model = readableField(request.object, [name], request.access)
      if (model !== undefined && !built.has(name)) built.set(name, { model, form: build(model) })
    }
  }
  return [...built.values()]
}

/** The fields of parents that the form's expressions read, and the references on the way to them, by path. */
function parentFields({ object, access }: FormRequest, rules: ReadableRules): ReadonlyMap<string, FieldModel> {
  const found = new Map<string, FieldModel>()
  for (const path of rules.paths.values()) {
    for (let length = 2; length <= path.length; length++) {
      const field = readableField(object, path.slice(0, length), access)
      if (field !== undefined) found.set(path.slice(0, length).join('.'), field)
    }
  }
  return found
}
