import type { Text } from '@huozi/core'
import type { OptionSetScope } from '@huozi/expression'

/** Choices in their order, with the attributes rules read by `attr()`. */
export interface OptionSetModel extends OptionSetScope {
  readonly values: readonly OptionModel[]
}

export interface OptionModel {
  readonly id: number
  readonly code: string
  readonly label: Text | undefined
  readonly color: string | null
  /** A retired value stays on the records that have it and cannot be chosen again. */
  readonly active: boolean
}
