import { CommandFailure, EXIT } from '../command-failure.ts'
import { isEmpty, planLines } from '../report/print-plan.ts'
import type { Terminal } from '../terminal.ts'
import { type Texts, terminalLocale, textsIn } from '../texts.ts'
import { type CheckedDraft, withCheckedDraft } from './draft.ts'

export interface PublishOptions {
  readonly message?: string
  /** Publishes without asking. */
  readonly yes?: boolean
}

/** Publishes a folder, exactly as the plan shown says, when the person agrees. Throws CommandFailure, ApiError. */
export async function publish(
  terminal: Terminal,
  folder: string,
  { message, yes = false }: PublishOptions,
): Promise<void> {
  const texts = textsIn(terminalLocale(terminal))
  if (!yes && !terminal.isInteractive) throw new CommandFailure(texts.notInteractive('--yes'))
  await withCheckedDraft(terminal, { path: folder, message: message ?? null }, (checked) =>
    publishChecked(terminal, checked, { yes }),
  )
}

async function publishChecked(
  terminal: Terminal,
  { client, draft }: CheckedDraft,
  { yes }: { readonly yes: boolean },
): Promise<void> {
  const texts = textsIn(terminalLocale(terminal))
  const planned = await client.changeSets.plan(draft.id)
  if (isEmpty(planned)) return terminal.say(texts.nothingToDo(planned.base))
  for (const line of planLines(planned, texts)) terminal.say(line)
  if (!yes && !(await isAgreed(terminal, texts))) throw new CommandFailure(texts.notPublished, EXIT.refused)
  const { version } = await client.changeSets.publish(draft.id, planned.checksum)
  terminal.say(texts.published(version))
}

const YES = /^(y|yes|是)$/i

async function isAgreed(terminal: Terminal, texts: Texts): Promise<boolean> {
  return YES.test((await terminal.ask(texts.askPublish)).trim())
}
