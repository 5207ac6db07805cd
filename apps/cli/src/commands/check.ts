import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'
import { checkDraft } from './draft.ts'

/** Says what is wrong with the documents of a folder, against what is published. Throws CommandFailure, ApiError. */
export async function check(terminal: Terminal, folder: string): Promise<void> {
  const { folder: checked } = await checkDraft(terminal, folder)
  terminal.say(textsIn(terminalLocale(terminal)).fine(checked.layer.documents.length))
}
