import type { PlannedChange, PlannedStep, PlanWarning, PublishPlan } from '@huozi/client'
import type { Texts } from '../texts.ts'

const SIGNS: { readonly [A in PlannedChange['action']]: string } = { add: '+', change: '~', remove: '-' }

/** True when publishing would do nothing. */
export function isEmpty({ changes, steps }: PublishPlan): boolean {
  return changes.length === 0 && steps.length === 0
}

/** A plan as people read it: what changes, what is done to the tables and who waits for it, what goes out of sight. */
export function planLines({ changes, steps, warnings, base, checksum }: PublishPlan, texts: Texts): string[] {
  return [
    texts.changes(changes.length, base),
    ...changes.map(({ action, summary }) => `  ${SIGNS[action]} ${summary}`),
    '',
    ...(steps.length === 0
      ? [texts.noSteps]
      : [texts.steps(steps.length), ...steps.map((step) => stepLine(step, texts))]),
    ...(warnings.length === 0
      ? []
      : ['', texts.warnings(warnings.length), ...warnings.map((each) => warningLine(each, texts))]),
    '',
    texts.checksum(checksum),
  ]
}

function warningLine({ summary, affectedRows }: PlanWarning, texts: Texts): string {
  return `  ! ${summary} (${texts.blankRecords(affectedRows)})`
}

function stepLine({ summary, lock, destructive, affectedRows }: PlannedStep, texts: Texts): string {
  const affected = destructive ? texts.lostValues : texts.brokenRecords
  const remarks = [texts.lock[lock], ...(affectedRows === null ? [] : [affected(affectedRows)])]
  const isGrave = destructive || (affectedRows ?? 0) > 0
  return `  ${isGrave ? '!' : '·'} ${summary} (${remarks.join(', ')})`
}
