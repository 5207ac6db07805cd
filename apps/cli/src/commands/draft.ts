import type { ChangeSet, Client } from '@huozi/client'
import { CommandFailure, EXIT } from '../command-failure.ts'
import { type DocumentFolder, layerRequest, readFolder } from '../folder/read-folder.ts'
import { issueLines } from '../report/print-issues.ts'
import { openClient } from '../session/open-client.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'

/** A folder that the server keeps as a draft and finds nothing wrong with. */
export interface CheckedDraft {
  readonly client: Client
  readonly draft: ChangeSet
  readonly folder: DocumentFolder
}

/**
 * Sends a folder to the server as a draft and has it checked. What is wrong is said file by file, with the place.
 * Throws CommandFailure when anything is, and ApiError.
 */
export async function checkDraft(
  terminal: Terminal,
  path: string,
  { message = null }: { message?: string | null } = {},
): Promise<CheckedDraft> {
  const client = openClient(terminal)
  const folder = readFolder(terminal, path)
  const locale = terminalLocale(terminal)
  const refuse = (lines: readonly string[]): never => {
    for (const line of lines) terminal.complain(line)
    throw new CommandFailure(textsIn(locale).problems(lines.length / 2), EXIT.refused)
  }
  if (folder.issues.length > 0) return refuse(issueLines(folder, [], locale))
  const draft = await client.changeSets.create({ ...layerRequest(folder), message })
  const { issues } = await client.changeSets.check(draft.id)
  return issues.length > 0 ? refuse(issueLines(folder, issues, locale)) : { client, draft, folder }
}
