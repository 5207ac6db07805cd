import { isEmpty, planLines } from '../report/print-plan.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'
import { checkDraft } from './draft.ts'

/** Says what publishing a folder would do. Throws CommandFailure, ApiError. */
export async function plan(terminal: Terminal, folder: string): Promise<void> {
  const texts = textsIn(terminalLocale(terminal))
  const { client, draft } = await checkDraft(terminal, folder)
  const planned = await client.changeSets.plan(draft.id)
  const lines = isEmpty(planned) ? [texts.nothingToDo(planned.base)] : planLines(planned, texts)
  for (const line of lines) terminal.say(line)
}
