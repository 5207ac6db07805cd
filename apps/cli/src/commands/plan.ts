import { isEmpty, planLines } from '../report/print-plan.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'
import { withCheckedDraft } from './draft.ts'

/** Says what publishing a folder would do. Throws CommandFailure, ApiError. */
export async function plan(terminal: Terminal, path: string): Promise<void> {
  const texts = textsIn(terminalLocale(terminal))
  const planned = await withCheckedDraft(terminal, { path }, ({ client, draft }) => client.changeSets.plan(draft.id))
  const lines = isEmpty(planned) ? [texts.nothingToDo(planned.base)] : planLines(planned, texts)
  for (const line of lines) terminal.say(line)
}
