import type { LayoutDocument, LayoutItem, LayoutSection, LayoutTab } from '@huozi/metadata'
import type { FormItem, FormSection, FormTab } from '../form-definition.ts'
import type { FormRequest } from './form-request.ts'
import { labelFor } from './form-words.ts'
import type { FormCondition, ReadableRules } from './readable-rules.ts'

/** Columns of a section, and those an item spans, where the layout does not say. */
const COLUMNS = 2
const WIDTH = 1

/** What building a layout's places works with. */
export interface TabScope {
  readonly request: FormRequest
  readonly rules: ReadableRules
}

/** The places of a layout that its reader may see anything in; labels in his language. */
export function buildTabs({ tabs }: Pick<LayoutDocument, 'tabs'>, scope: TabScope): readonly FormTab[] {
  return tabs.flatMap((tab) => {
    const visible = scope.rules.written(tab.visible)
    const sections = visible === false ? [] : tab.sections.flatMap((section) => buildSection(section, scope))
    return sections.length === 0 ? [] : [{ ...named(tab, scope), ...shownWhen(visible), sections }]
  })
}

function buildSection(section: LayoutSection, scope: TabScope): FormSection[] {
  const visible = scope.rules.written(section.visible)
  const items = visible === false ? [] : section.items.flatMap((item) => buildItem(asItem(item), scope))
  if (items.length === 0) return []
  return [
    {
      name: section.name,
      label: section.label === undefined ? null : labelFor(scope.request, section.label, section.name),
      columns: section.columns ?? COLUMNS,
      collapsed: section.collapsed ?? false,
      ...shownWhen(visible),
      items,
    },
  ]
}

function buildItem(item: LayoutItem, { request, rules }: TabScope): FormItem[] {
  const { object, access } = request
  const field = object.field(item.field)
  if (field === undefined || !access.canRead(object, field)) return []
  const visible = rules.written(item.visible)
  return visible === false ? [] : [{ field: field.name, width: item.width ?? WIDTH, ...shownWhen(visible) }]
}

function named({ name, label }: LayoutTab, { request }: TabScope): Pick<FormTab, 'name' | 'label'> {
  return { name, label: labelFor(request, label, name) }
}

/** Always visible is the usual case and is not written; so is a condition that only the server could judge. */
function shownWhen(visible: FormCondition | null): { visible?: Exclude<FormCondition, null> } {
  return visible === null || visible === true ? {} : { visible }
}

/** A bare string is the item of that field. */
export function asItem(item: string | LayoutItem): LayoutItem {
  return typeof item === 'string' ? { field: item } : item
}
