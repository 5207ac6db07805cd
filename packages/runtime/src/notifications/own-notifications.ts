import { refuse, SIGN_IN_REQUIRED } from '@huozi/core'
import { parseExpression } from '@huozi/expression'
import { type AccessSet, type Model, type ObjectModel, recordScope, systemAccess } from '@huozi/metadata'
import type { View, Viewer } from '../view/view.ts'

/** The caller at his own notifications: in this view he sees and marks them and no others, whatever his roles grant. */
export interface OwnNotifications {
  readonly view: View
  readonly viewer: Viewer
  /** What notifications are records of. */
  readonly object: ObjectModel
}

/** Throws SIGN_IN_REQUIRED when nobody in particular calls. */
export function ownNotifications(view: View): OwnNotifications {
  const { model, viewer } = view
  if (viewer === null) return refuse(SIGN_IN_REQUIRED, {})
  const object = model.system.get('notification')
  if (object === undefined) throw new Error('The model has no object for notifications')
  return { view: { ...view, access: accessOf(model, object) }, viewer, object }
}

const known = new WeakMap<Model, AccessSet>()

/** Nobody is granted notifications by a role: they are his because they were sent to him. */
function accessOf(model: Model, notification: ObjectModel): AccessSet {
  const found = known.get(model)
  if (found !== undefined) return found
  const own = parseExpression('recipient = me', recordScope(model, notification), { expect: 'boolean' })
  const made: AccessSet = {
    ...systemAccess(),
    key: 'own-notifications',
    can: (object, action) => action === 'read' || (action === 'update' && object === notification),
    rows: (object) => (object === notification ? own : true),
  }
  known.set(model, made)
  return made
}
