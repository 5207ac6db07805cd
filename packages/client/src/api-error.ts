import type { Problem } from './api-types.ts'

/** A refusal by the server, or by the way to it (`status` 0). `problem` is what the server said, in the caller's language. */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, cause?: unknown) {
    super(`${problem.code}: ${problem.detail}`, { cause })
    this.name = 'ApiError'
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  get code(): string {
    return this.problem.code
  }
}

/** True for a refusal with this catalogue code. */
export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code)
}

/** The problem of an answer; an answer without problem details (a proxy's page) becomes `ANSWER_UNREADABLE`. */
export function problemOf(status: number, body: unknown): Problem {
  return isProblem(body) ? body : localProblem('ANSWER_UNREADABLE', status, `The server answered ${status}.`)
}

/** A problem the client itself found: the server was not reached, or did not speak the protocol. */
export function localProblem(code: 'UNREACHABLE' | 'ANSWER_UNREADABLE', status: number, detail: string): Problem {
  return { type: 'about:blank', title: detail, status, detail, code, requestId: '', params: {}, errors: [] }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'errors' in body
}
