import { isApiError } from '@huozi/client'
import { Command, CommanderError } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { CommandFailure, EXIT, type ExitCode } from './command-failure.ts'
import { check } from './commands/check.ts'
import { type LoginOptions, login } from './commands/login.ts'
import { plan } from './commands/plan.ts'
import { type PublishOptions, publish } from './commands/publish.ts'
import { type PullOptions, pull } from './commands/pull.ts'
import type { Terminal } from './terminal.ts'
import { terminalLocale, textsIn } from './texts.ts'

/** Runs one command line and answers its exit code. Never throws for what a person may meet. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await buildProgram(terminal).parseAsync(argv, { from: 'user' })
    return EXIT.done
  } catch (error) {
    return explain(error, terminal)
  }
}

function buildProgram(terminal: Terminal): Command {
  const texts = textsIn(terminalLocale(terminal))
  const program = new Command('huozi')
    .description(texts.program)
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.say(text.trimEnd()),
      writeErr: (text) => terminal.complain(text.trimEnd()),
    })
  const command = (name: string, description: string) => program.command(name).description(description)
  const onFolder = (name: string, description: string) =>
    command(name, description).argument('[folder]', texts.folder, '.')
  command('login', texts.login)
    .argument('[server]', texts.server)
    .option('--tenant <name>', texts.tenantOption)
    .option('--email <email>', texts.emailOption)
    .option('--password-stdin', texts.passwordOption)
    .action((server: string | undefined, options: LoginOptions) => login(terminal, server, options))
  onFolder('pull', texts.pull)
    .option('--effective', texts.effectiveOption)
    .action((folder: string, options: PullOptions) => pull(terminal, folder, options))
  onFolder('check', texts.check).action((folder: string) => check(terminal, folder))
  onFolder('plan', texts.plan).action((folder: string) => plan(terminal, folder))
  onFolder('publish', texts.publish)
    .option('-m, --message <text>', texts.messageOption)
    .option('-y, --yes', texts.yesOption)
    .action((folder: string, options: PublishOptions) => publish(terminal, folder, options))
  return program
}

function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.failed
  if (error instanceof CommandFailure) {
    terminal.complain(error.message)
    return error.exitCode
  }
  if (!isApiError(error)) throw error
  const { problem } = error
  const isUnreachable = isApiError(error, 'UNREACHABLE')
  const detail = isUnreachable ? textsIn(terminalLocale(terminal)).unreachable : problem.detail
  terminal.complain(`${detail} (${problem.code})`)
  for (const issue of problem.errors) terminal.complain(`    ${issue.pointer}: ${issue.detail}`)
  return REFUSED.has(problem.status) ? EXIT.refused : EXIT.failed
}

/** Statuses by which the server says that it will not have these documents, or not now. */
const REFUSED: ReadonlySet<number> = new Set([409, 413, 422])
