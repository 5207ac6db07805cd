import type { ObjectDescription, ObjectEntry, RecordAction } from '@huozi/client'
import type { ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { findObject, isKnown } from '../record/target.ts'
import { describeField } from './describe-field.ts'
import { describeListViews } from './describe-list-view.ts'
import { type Description, wordsOf } from './description.ts'

const ACTIONS: readonly RecordAction[] = ['create', 'read', 'update', 'delete']

/** The objects the caller may see, by label. */
export async function listObjects(deps: RuntimeDeps, ctx: RequestContext): Promise<readonly ObjectEntry[]> {
  const view = await deps.views.current(ctx)
  const visible = [...view.model.objects.values()].filter((object) => isKnown(view, object))
  const { compare } = new Intl.Collator(ctx.locale)
  return visible
    .map((object) => describeEntry(object, { ctx, view }))
    .sort((a, b) => compare(a.label, b.label) || compare(a.name, b.name))
}

/** One object with its fields and list views, as far as the caller may see them. Throws OBJECT_NOT_FOUND. */
export async function describeObject(deps: RuntimeDeps, ctx: RequestContext, name: string): Promise<ObjectDescription> {
  const view = await deps.views.current(ctx)
  const object = findObject(view, name)
  const { access, model } = view
  const description: Description = { ctx, view }
  return {
    ...describeEntry(object, description),
    modelVersion: model.version,
    title: access.canRead(object, object.title) ? object.title.name : 'id',
    fields: object.fields
      .filter((field) => field.name !== 'deleted_at' && access.canRead(object, field))
      .map((field) => describeField(object, field, description)),
    listViews: describeListViews(object, description),
  }
}

function describeEntry(object: ObjectModel, description: Description): ObjectEntry {
  const { label, plural, icon } = object.document
  return {
    name: object.name,
    label: wordsOf(description, label, object.name),
    plural: wordsOf(description, plural ?? label, object.name),
    icon: icon ?? null,
    allow: ACTIONS.filter((action) => description.view.access.can(object, action)),
  }
}
