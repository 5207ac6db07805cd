import type { FieldLevel, FieldModel, ObjectGrant } from '../model/model.ts'

const ORDER: readonly FieldLevel[] = ['none', 'read', 'edit']
/** System fields their records' writers decide about. */
const WRITABLE: ReadonlySet<string> = new Set(['owner', 'currency'])
/** Without these no record can be shown, changed or pointed to. */
const ALWAYS_READABLE: ReadonlySet<string> = new Set(['id', 'version'])

/** The widest level any of the grants gives to a field; `none` without a grant. */
export function fieldLevel(grants: readonly ObjectGrant[], field: FieldModel): FieldLevel {
  const levels = grants.map((grant) => levelWithin(grant, field))
  const widest = Math.max(0, ...levels.map((level) => ORDER.indexOf(level)))
  return capped(ORDER[widest] ?? 'none', field)
}

/** Within one role a named field beats `*`, and `*` is `edit` unless said otherwise. */
function levelWithin({ fields }: ObjectGrant, field: FieldModel): FieldLevel {
  if (field.system && ALWAYS_READABLE.has(field.name)) return 'read'
  // what an amount is in another currency tells the amount
  const { name } = field.baseOf ?? field
  return fields.get(name) ?? fields.get('*') ?? 'edit'
}

/** What the server computes or keeps by itself is never more than readable. */
function capped(level: FieldLevel, field: FieldModel): FieldLevel {
  if (level !== 'edit') return level
  const isServers = field.readOnly === true || (field.system && !WRITABLE.has(field.name))
  return isServers ? 'read' : 'edit'
}
