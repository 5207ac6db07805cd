import { compileSqlNode, parseExpression, pathsOf } from '@huozi/expression'
import type {
  FieldLevel,
  FieldModel,
  GrantedAction,
  Model,
  ObjectGrant,
  ObjectModel,
  RoleModel,
} from '../model/model.ts'
import { recordScope } from '../model/record-scope.ts'
import type { AccessSet } from './access-set.ts'
import { defaultRows } from './default-rows.ts'
import { fieldLevel } from './field-levels.ts'
import { anyOf, type RowCondition, simplify } from './row-condition.ts'

/**
 * Adds up what the roles grant, those that everyone holds included. Unknown role names grant nothing. Everything is worked out on first use and kept.
 * Row conditions are typed here, against each object; those of published roles were checked, so that typing cannot fail.
 */
export function resolveAccess(model: Model, roleNames: Iterable<string>): AccessSet {
  const names = new Set(roleNames)
  const roles = [...model.roles.values()].filter((role) => role.everyone || names.has(role.name))
  const resolver = new AccessResolver(model, roles)
  return Object.freeze({
    key: roles
      .map(({ id }) => id)
      .toSorted((a, b) => a - b)
      .join(','),
    rights: new Set(roles.flatMap((role) => [...role.rights])),
    can: (object: ObjectModel, action: GrantedAction) => resolver.grants(object, action).length > 0,
    rows: (object: ObjectModel, action: GrantedAction) => resolver.rows(object, action),
    canRead: (object: ObjectModel, field: FieldModel) => resolver.level(object, field) !== 'none',
    canEdit: (object: ObjectModel, field: FieldModel) => resolver.level(object, field) === 'edit',
  })
}

/** The access of the platform itself: flows and jobs act with it. Fields the server computes stay unwritable. */
export function systemAccess(): AccessSet {
  return SYSTEM_ACCESS
}

const EVERYTHING: readonly ObjectGrant[] = [
  Object.freeze({ object: '*', allow: new Set<GrantedAction>(), rows: new Map(), fields: new Map() }),
]

const SYSTEM_ACCESS: AccessSet = Object.freeze({
  key: 'system',
  rights: new Set<string>(),
  can: () => true,
  rows: () => true,
  canRead: () => true,
  canEdit: (_object: ObjectModel, field: FieldModel) => fieldLevel(EVERYTHING, field) === 'edit',
})

/** Works out grants once per object, action and field. */
class AccessResolver {
  readonly #model: Model
  readonly #roles: readonly RoleModel[]
  readonly #objectGrants = new Map<ObjectModel, readonly ObjectGrant[]>()
  readonly #rows = new Map<ObjectModel, Map<GrantedAction, RowCondition>>()
  readonly #levels = new Map<FieldModel, FieldLevel>()

  constructor(model: Model, roles: readonly RoleModel[]) {
    this.#model = model
    this.#roles = roles
  }

  /** Grants that allow the action. */
  grants(object: ObjectModel, action: GrantedAction): readonly ObjectGrant[] {
    return this.#grantsOn(object).filter(({ allow }) => allow.has(action))
  }

  rows(object: ObjectModel, action: GrantedAction): RowCondition {
    const known = this.#rows.get(object) ?? new Map<GrantedAction, RowCondition>()
    this.#rows.set(object, known)
    const rows =
      known.get(action) ?? anyOf(this.grants(object, action).map((grant) => this.#rowsOf(grant, object, action)))
    known.set(action, rows)
    return rows
  }

  level(object: ObjectModel, field: FieldModel): FieldLevel {
    const known = this.#levels.get(field)
    if (known !== undefined) return known
    const granted = fieldLevel(this.#grantsOn(object), field)
    this.#levels.set(field, granted)
    const level = granted === 'none' || this.#readsOnlyVisible(object, field) ? granted : 'none'
    this.#levels.set(field, level)
    return level
  }

  /** A formula tells what it reads: over a hidden field it is hidden itself. */
  #readsOnlyVisible(object: ObjectModel, { formula }: FieldModel): boolean {
    return formula === null || pathsOf(formula).every((path) => this.#isVisible(object, path))
  }

  #isVisible(object: ObjectModel, [name = '', ...rest]: readonly string[]): boolean {
    const collection = object.collection(name)
    if (collection !== undefined) return this.#isVisible(collection.object, rest)
    const field = object.field(name)
    if (field === undefined || this.level(object, field) === 'none') return false
    const target = field.target()
    return rest.length === 0 || (target !== undefined && this.#isVisible(target, rest))
  }

  /** At most one grant per role: the one that names the object, else the one for every object. */
  #grantsOn(object: ObjectModel): readonly ObjectGrant[] {
    const known = this.#objectGrants.get(object)
    if (known !== undefined) return known
    const grants = this.#roles
      .map(({ objects }) => grantFor(objects, object.name) ?? grantFor(objects, '*'))
      .filter((grant) => grant !== undefined)
    this.#objectGrants.set(object, grants)
    return grants
  }

  #rowsOf({ rows }: ObjectGrant, object: ObjectModel, action: GrantedAction): RowCondition {
    const scope = recordScope(this.#model, object)
    const source = rows.get(action) ?? rows.get('*')
    if (source === undefined) {
      return defaultRows(object, action, { scope, rowsOf: (whole, needed) => this.rows(whole, needed) })
    }
    const condition = parseExpression(source, scope, { expect: 'boolean' })
    compileSqlNode(condition) // throws EXPRESSION_NOT_SQL: rows are chosen by the database
    return simplify(condition)
  }
}

function grantFor(grants: readonly ObjectGrant[], object: string): ObjectGrant | undefined {
  return grants.find((grant) => grant.object === object)
}
