import type { ListViewDescription } from '@huozi/client'
import { parseExpression, pathsOf, printExpression, type TypedExpression } from '@huozi/expression'
import {
  type FieldModel,
  type ListColumn,
  type ListViewDocument,
  type ObjectModel,
  readableField,
  recordScope,
} from '@huozi/metadata'
import type { View } from '../view/view.ts'
import { type Description, isMeantFor, wordsOf } from './description.ts'

/** What a list view is called when it does not say of what type it is. */
const USUAL_TYPE = 'table'

/** The list views of an object that the caller can open. */
export function describeListViews(object: ObjectModel, description: Description): readonly ListViewDescription[] {
  const views = [...(description.view.model.documents.get('listView')?.values() ?? [])] as ListViewDocument[]
  return views
    .filter((listView) => listView.object === object.name && isListViewVisible(listView, description.view))
    .map((listView) => describeListView(listView, object, description))
}

/**
 * True when a list view is made for the caller and he may see its records, some of its columns, and everything its
 * condition asks about: a list filtered by a hidden field would tell its values.
 */
export function isListViewVisible(listView: ListViewDocument, view: View): boolean {
  const object = view.model.objects.get(listView.object)
  if (object === undefined || !view.access.can(object, 'read') || !isMeantFor(listView.roles, view)) return false
  const condition = conditionOf(listView, object, view)
  const reads = condition === null ? [] : pathsOf(condition)
  const isReadable = (path: readonly string[]) => readableField(object, path, view.access) !== undefined
  return reads.every(isReadable) && columnsOf(listView).some(({ field }) => isReadable(field.split('.')))
}

function describeListView(
  listView: ListViewDocument,
  object: ObjectModel,
  description: Description,
): ListViewDescription {
  const { access } = description.view
  const condition = conditionOf(listView, object, description.view)
  return {
    name: listView.name,
    label: wordsOf(description, listView.label, listView.name),
    type: listView.type ?? USUAL_TYPE,
    columns: columnsOf(listView).flatMap((column) => describeColumn(column, object, description)),
    where: condition === null ? null : printExpression(condition),
    sort: (listView.sort ?? []).filter((key) => readableField(object, key.replace('-', '').split('.'), access)),
  }
}

function conditionOf({ where }: ListViewDocument, object: ObjectModel, { model }: View): TypedExpression | null {
  return where === undefined ? null : parseExpression(where, recordScope(model, object), { expect: 'boolean' })
}

/** A bare string is the column of that path. */
function columnsOf({ columns }: ListViewDocument): readonly ListColumn[] {
  return columns.map((column) => (typeof column === 'string' ? { field: column } : column))
}

function describeColumn(
  { field, width }: ListColumn,
  object: ObjectModel,
  description: Description,
): ListViewDescription['columns'] {
  const path = field.split('.')
  if (readableField(object, path, description.view.access) === undefined) return []
  return [{ field, label: pathLabel(object, path, description), width: width ?? null }]
}

/** Labels along a path; the title of a record says no more than the reference to it. */
function pathLabel(object: ObjectModel, path: readonly string[], description: Description): string {
  const labels: string[] = []
  let here: ObjectModel | undefined = object
  for (const name of path) {
    const field: FieldModel | undefined = here?.field(name)
    if (labels.length === 0 || field !== here?.title) labels.push(wordsOf(description, field?.label, name))
    here = field?.target()
  }
  return labels.join(' · ')
}
