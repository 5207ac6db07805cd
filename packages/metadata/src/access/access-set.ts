import type { TypedExpression } from '@huozi/expression'
import type { FieldModel, GrantedAction, ObjectModel } from '../model/model.ts'

/** What a combination of roles may do, compiled against one model. */
export interface AccessSet {
  /** Same key, same rights, within one model version: part of every cache key. */
  readonly key: string
  readonly rights: ReadonlySet<string>
  can(object: ObjectModel, action: GrantedAction): boolean
  /** Rows the action may touch: all, none, or those that meet the condition. */
  rows(object: ObjectModel, action: GrantedAction): TypedExpression | boolean
  canRead(object: ObjectModel, field: FieldModel): boolean
  /** Never true for computed and generated fields, nor for system fields other than `owner`. */
  canEdit(object: ObjectModel, field: FieldModel): boolean
}
