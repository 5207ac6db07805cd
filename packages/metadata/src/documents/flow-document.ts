import type { Text } from '@huozi/core'
import type { Document, ExpressionSource } from './document.ts'

/** What happens by itself after a record changed (`metadata-syntax.md` §6). */
export interface FlowDocument extends Document {
  readonly kind: 'flow'
  readonly trigger: TriggerDocument
  /** Checked when the flow starts. */
  readonly when?: ExpressionSource
  readonly steps: readonly StepDocument[]
}

export interface TriggerDocument {
  readonly type: string
  readonly object: string
  /** Only when one of these fields changed. */
  readonly fields?: readonly string[]
  /** Only when this holds now and did not before. */
  readonly becomes?: ExpressionSource
}

/** A step: what every type shares; a type's own properties stand beside. */
export interface StepDocument {
  readonly name: string
  readonly type: string
  readonly label?: Text
  readonly when?: ExpressionSource
  readonly [property: string]: unknown
}
