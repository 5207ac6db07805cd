import type { EvaluationContext, TypedExpression } from '@huozi/expression'
import type { FlowModel, StepModel } from '@huozi/metadata'
import type { WriteSession } from '@huozi/runtime'
import type { Change, Paths } from '../flow-change.ts'

/** Where a step runs. */
export interface StepScope {
  /** In the event's transaction; what is written names the flow as its cause. */
  readonly session: WriteSession
  readonly flow: FlowModel
  /** The change as earlier steps left it. */
  readonly change: Change
  /** What the flow reads behind references. */
  readonly paths: Paths
  readonly context: EvaluationContext
}

/** What a step leaves to those after it. */
export interface StepOutcome {
  readonly change: Change
  /** Users who have something new to read. */
  readonly notified: readonly string[]
}

/** How one kind of step is carried out; what it says is `metadata`'s. */
export interface StepRunner<S extends StepModel> {
  /** Everything it evaluates on the record, besides its condition. */
  expressions(step: S): readonly TypedExpression[]
  run(step: S, scope: StepScope): Promise<StepOutcome>
}
