import type { Text } from '@huozi/core'
import type { TypedExpression } from '@huozi/expression'
import type { MessageModel } from '../messages/message.ts'

/** A flow with its conditions and values typed against the triggering record. */
export interface FlowModel {
  readonly id: number
  readonly name: string
  readonly label: Text | undefined
  readonly trigger: TriggerModel
  readonly when: TypedExpression | null
  readonly steps: readonly StepModel[]
}

export interface TriggerModel {
  readonly type: 'created' | 'updated' | 'restored'
  readonly object: string
  /** Only when one of these fields changed; null = whatever changed. */
  readonly fields: ReadonlySet<string> | null
  /** Only when this holds now and did not before. */
  readonly becomes: TypedExpression | null
}

export type StepModel = SetStepModel | NotifyStepModel

/** What steps of all types have. */
export interface StepHead {
  readonly id: number
  readonly name: string
  readonly label: Text | undefined
  readonly when: TypedExpression | null
}

/** Writes fields of the triggering record. */
export interface SetStepModel extends StepHead {
  readonly type: 'set'
  readonly values: ReadonlyMap<string, TypedExpression>
}

/** Tells people something in their notifications. */
export interface NotifyStepModel extends StepHead {
  readonly type: 'notify'
  readonly to: readonly RecipientModel[]
  readonly message: MessageModel
}

/** Holders of a role, or the user an expression gives. */
export type RecipientModel =
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'user'; readonly user: TypedExpression }
