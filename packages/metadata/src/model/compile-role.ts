import type { RoleDocument, RoleObjectDocument } from '../documents/role-document.ts'
import type { IdentityIndex } from './identity-index.ts'
import type { FieldLevel, GrantedAction, ObjectGrant, RoleModel } from './model.ts'

/** Compiles a role; its row conditions are typed when access is resolved, against each object they cover. */
export function compileRole(document: RoleDocument, identities: IdentityIndex): RoleModel {
  return Object.freeze({
    id: identities.get('role', 0, document.name).id,
    name: document.name,
    label: document.label,
    everyone: document.everyone === true,
    rights: new Set(document.rights),
    objects: Object.freeze((document.objects ?? []).map(compileGrant)),
  })
}

function compileGrant({ object, allow, rows, fields }: RoleObjectDocument): ObjectGrant {
  return Object.freeze({
    object,
    allow: new Set(allow as readonly GrantedAction[] | undefined),
    rows: new Map(Object.entries(rows ?? {})),
    fields: new Map(Object.entries(fields ?? {}) as [string, FieldLevel][]),
  })
}
