import type { ChangeSet, Client } from '@huozi/client'
import { CommandFailure, EXIT } from '../command-failure.ts'
import { type DocumentFolder, layerRequest, readFolder } from '../folder/read-folder.ts'
import { issueLines } from '../report/print-issues.ts'
import { openClient } from '../session/open-client.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'

/** A folder that the server keeps as a draft, for as long as a command works on it, and finds nothing wrong with. */
export interface CheckedDraft {
  readonly client: Client
  readonly draft: ChangeSet
  readonly folder: DocumentFolder
}

/**
 * Sends a folder to the server as a draft, has it checked, works on it and takes it away again. What is wrong is said file
 * by file, with the place. Throws CommandFailure when anything is, and ApiError.
 */
export async function withCheckedDraft<T>(
  terminal: Terminal,
  { path, message = null }: { path: string; message?: string | null },
  work: (checked: CheckedDraft) => Promise<T>,
): Promise<T> {
  const client = openClient(terminal)
  const folder = readFolder(terminal, path)
  const locale = terminalLocale(terminal)
  const refuse = (lines: readonly string[]): never => {
    for (const line of lines) terminal.complain(line)
    throw new CommandFailure(textsIn(locale).problems(lines.length / 2), EXIT.refused)
  }
  if (folder.issues.length > 0) return refuse(issueLines(folder, [], locale))
  const draft = await client.changeSets.create({ ...layerRequest(folder), message })
  try {
    const { issues } = await client.changeSets.check(draft.id)
    return issues.length > 0 ? refuse(issueLines(folder, issues, locale)) : await work({ client, draft, folder })
  } finally {
    // Gone already when it was published. One that stays, whatever the reason, the server removes in time.
    await client.changeSets.remove(draft.id).catch(() => {})
  }
}
