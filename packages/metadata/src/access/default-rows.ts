import { parseExpression, type Scope } from '@huozi/expression'
import type { FieldModel, GrantedAction, ObjectModel } from '../model/model.ts'
import { type RowCondition, through } from './row-condition.ts'

/** Actions that only look at a record. */
const LOOKING: ReadonlySet<GrantedAction> = new Set(['read', 'export'])

/** What deciding about an object's rows may ask of the rest of the access set. */
export interface RowSurroundings {
  readonly scope: Scope
  /** Rows of another object the same roles may touch. */
  readonly rowsOf: (object: ObjectModel, action: GrantedAction) => RowCondition
}

/**
 * Rows of an action where a role says nothing: a part follows the record it belongs to (changing a part is changing the
 * whole); an owned object follows its `sharing`; any other object shows all.
 */
export function defaultRows(object: ObjectModel, action: GrantedAction, around: RowSurroundings): RowCondition {
  const whole = wholeOf(object)
  if (whole !== undefined) {
    return through(whole.field.name, around.rowsOf(whole.target, LOOKING.has(action) ? action : 'update'))
  }
  if (!object.owned || isShared(object, action)) return true
  return around.scope.user === undefined ? false : parseExpression('owner = me', around.scope, { expect: 'boolean' })
}

/** The record an object's records are parts of. Objects that are parts of themselves end here. */
function wholeOf(object: ObjectModel): { field: FieldModel; target: ObjectModel } | undefined {
  const field = object.fields.find(({ fieldType }) => fieldType.reference?.isPart === true)
  const target = field?.target()
  return field === undefined || target === undefined || target === object ? undefined : { field, target }
}

function isShared({ document }: ObjectModel, action: GrantedAction): boolean {
  const sharing = document.sharing ?? 'private'
  return sharing === 'write' || (sharing === 'read' && LOOKING.has(action))
}
