import type { ObjectScope } from '@huozi/expression'
import type { ObjectModel } from '../model/model.ts'
import type { AccessSet } from './access-set.ts'

/**
 * What expressions may name after `me.`: fields of the user's own record and nothing behind their references, since rules
 * know that record alone. With `access` only the fields its holder may see: for expressions a reader writes himself.
 */
export function viewerScope(user: ObjectModel, access?: AccessSet): ObjectScope {
  const visible = user.fields.filter((field) => access === undefined || access.canRead(user, field))
  const names = visible.map(({ name }) => name)
  const byName = new Map(visible.map((field) => [field.name, { type: field.type }]))
  return { name: user.name, field: (name) => byName.get(name), fieldNames: () => names }
}
