import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'

/** The work one evaluation may still do. Share one between several expressions to bound them together. */
export class Fuel {
  private steps: number

  constructor(steps: number = EXPRESSION_LIMITS.steps) {
    this.steps = steps
  }

  /** Takes steps away. Throws EXPRESSION_LIMIT (`steps`) when there are none left. */
  spend(steps: number): void {
    this.steps -= steps
    if (this.steps < 0) throw limitExceeded('steps')
  }
}
