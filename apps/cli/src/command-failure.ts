/** How a command ended; scripts and CI read it. */
export const EXIT = {
  done: 0,
  /** The documents have errors, the plan is stale, or the person said no: nothing was published. */
  refused: 1,
  /** The command could not do its work: wrong usage, not signed in, no server, no folder. */
  failed: 2,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with a message for the person and an exit code. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = EXIT.failed) {
    super(message)
    this.name = 'CommandFailure'
    this.exitCode = exitCode
  }
}
