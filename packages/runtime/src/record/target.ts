import { ACTION_FORBIDDEN, OBJECT_NOT_FOUND, refuse } from '@huozi/core'
import {
  EVERY_ROW,
  type ReaderRights,
  type ReadTarget,
  type RowRules,
  type WriteRights,
  type WriteTarget,
} from '@huozi/database'
import { type GrantedAction, isHeard, type ObjectModel, type RecordChange } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { View } from '../view/view.ts'

/** The object a request names, as far as its caller may know of it. Throws OBJECT_NOT_FOUND, also for what he may not see. */
export function findObject(view: View, name: string): ObjectModel {
  const object = view.model.objects.get(name)
  return object !== undefined && isKnown(view, object) ? object : refuse(OBJECT_NOT_FOUND, { object: name })
}

/** True when the caller may know that the object exists. */
export function isKnown({ access }: View, object: ObjectModel): boolean {
  return access.can(object, 'read') || access.can(object, 'create')
}

/** Throws ACTION_FORBIDDEN unless the roles allow the action on the object. */
export function assertAllowed(view: View, object: ObjectModel, action: GrantedAction): void {
  if (!view.access.can(object, action)) refuse(ACTION_FORBIDDEN, { action, object: object.name })
}

/** Where a statement about this object reads. */
export function readTarget(ctx: RequestContext, view: View, object: ObjectModel): ReadTarget {
  const { version, filling, unfinishedKeys } = view.head
  return { schema: ctx.tenant.schema, version, object, filling, unfinishedKeys }
}

/**
 * Where a statement writes. Whether its event is heard is decided by the view's model, and the statement proves by the head
 * that this is the version in force.
 */
export function writeTarget(
  ctx: RequestContext,
  view: View,
  { object, ...change }: RecordChange & { readonly object: ObjectModel },
): WriteTarget {
  return { ...readTarget(ctx, view, object), heard: isHeard(view.model, object, change) }
}

/** What the reader sees of an object and of what it refers to. */
export function readerRights(view: View, object: ObjectModel): ReaderRights {
  const { access } = view
  return {
    rows: access.rows(object, 'read'),
    rules: readRules(view),
    visible: (of, field) => access.canRead(of, field),
  }
}

/** Rights of a write: `action` decides which rows it may touch, before and after. */
export function writeRights(view: View, object: ObjectModel, action: 'create' | 'update'): WriteRights {
  const rule = view.access.rows(object, action)
  return { ...readerRights(view, object), rows: rule, written: rule }
}

/** Rows of every object the caller may see. */
export function readRules({ access, viewer }: View): RowRules {
  return viewer === null ? EVERY_ROW : (object) => access.can(object, 'read') && access.rows(object, 'read')
}

/** Start of every statement's cache key: one tenant, one version, one set of rights. */
export function cacheKey(ctx: RequestContext, view: View, ...shape: readonly string[]): string {
  const { version, filling = [], unfinishedKeys = [] } = view.head
  return [ctx.tenant.id, version, filling.join(), unfinishedKeys.join(), view.access.key, ...shape].join('|')
}
