import type { TypedExpression } from '@huozi/expression'
import type { StepModel } from '@huozi/metadata'
import { notify } from './notify.ts'
import { set } from './set.ts'
import type { StepOutcome, StepRunner, StepScope } from './step-runner.ts'

/** How every kind of step is carried out. A new one is one file and one line here. */
const runners: { readonly [S in StepModel as S['type']]: StepRunner<S> } = { notify, set }

/** Carries out a step. */
export function runStep(step: StepModel, scope: StepScope): Promise<StepOutcome> {
  return runnerOf(step).run(step, scope)
}

/** Everything a step evaluates, besides its condition. */
export function expressionsOfStep(step: StepModel): readonly TypedExpression[] {
  return runnerOf(step).expressions(step)
}

function runnerOf<S extends StepModel>({ type }: S): StepRunner<S> {
  return runners[type] as unknown as StepRunner<S>
}
