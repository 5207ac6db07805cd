import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'
import { withCheckedDraft } from './draft.ts'

/** Says what is wrong with the documents of a folder, against what is published. Throws CommandFailure, ApiError. */
export async function check(terminal: Terminal, path: string): Promise<void> {
  const count = await withCheckedDraft(terminal, { path }, async ({ folder }) => folder.layer.documents.length)
  terminal.say(textsIn(terminalLocale(terminal)).fine(count))
}
