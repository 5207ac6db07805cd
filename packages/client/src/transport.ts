import type { JsonObject } from '@huozi/core'
import { ApiError, localProblem, problemOf } from './api-error.ts'

/** How a client reaches the API. */
export interface ClientOptions {
  /** Origin of the server, e.g. `http://127.0.0.1:3000`; '' is the page's own. */
  readonly baseUrl: string
  /** API token; without it the browser's session cookie (or `cookie`) is the credential. */
  readonly token?: string
  /** Cookie header, for callers without a cookie jar. */
  readonly cookie?: string
  /** Language of labels and messages; asked at each request, so that it may be switched. */
  readonly locale: string | (() => string)
  readonly fetch?: typeof globalThis.fetch
  /** Called when the server says that the session has ended. */
  readonly onSignedOut?: () => void
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ApiRequest {
  readonly query?: { readonly [name: string]: string | number | boolean | undefined }
  readonly body?: unknown
  readonly headers?: { readonly [name: string]: string }
  readonly signal?: AbortSignal | undefined
}

/** Sends requests to `/api/v1` and turns every refusal into an `ApiError`. */
export interface Transport {
  /** The answer's JSON; undefined when it has no content. */
  json<T>(method: Method, path: string, request?: ApiRequest): Promise<T>
  /** The answer itself, for streams; already known to be a success. */
  raw(method: Method, path: string, request?: ApiRequest): Promise<Response>
  /** The whole address of a path. */
  url(path: string): string
}

/** Builds the one place that knows addresses, headers and refusals. */
export function createTransport(options: ClientOptions): Transport {
  const raw = async (method: Method, path: string, request: ApiRequest = {}): Promise<Response> => {
    const response = await reach(options, method, path, request)
    if (response.ok) return response
    const problem = problemOf(response.status, await readJson(response))
    if (problem.code === 'SIGN_IN_REQUIRED') options.onSignedOut?.()
    throw new ApiError(problem)
  }
  return {
    raw,
    url: (at) => `${options.baseUrl}/api/v1${at}`,
    json: async <T>(method: Method, path: string, request?: ApiRequest) =>
      (await readAnswer(await raw(method, path, request))) as T,
  }
}

/** Path from segments that may hold any character. */
export function path(...segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')
}

async function reach(options: ClientOptions, method: Method, at: string, request: ApiRequest): Promise<Response> {
  const send = options.fetch ?? globalThis.fetch
  const init: RequestInit = { method, headers: headersOf(options, request), signal: request.signal ?? null }
  if (request.body !== undefined) init.body = isForm(request) ? request.body : JSON.stringify(request.body)
  try {
    return await send(`${options.baseUrl}/api/v1${at}${queryText(request.query)}`, init)
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new ApiError(localProblem('UNREACHABLE', 0, 'The server cannot be reached.'), error)
  }
}

function headersOf(options: ClientOptions, request: ApiRequest): Headers {
  const headers = new Headers({ accept: 'application/json, application/problem+json' })
  headers.set('accept-language', typeof options.locale === 'string' ? options.locale : options.locale())
  if (options.token) headers.set('authorization', `Bearer ${options.token}`)
  if (options.cookie) headers.set('cookie', options.cookie)
  // of a form the browser itself says what it is: the boundary is its own
  if (request.body !== undefined && !isForm(request)) headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value)
  return headers
}

function isForm(request: ApiRequest): request is ApiRequest & { readonly body: FormData } {
  return request.body instanceof FormData
}

function queryText(query: ApiRequest['query']): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  if (entries.length === 0) return ''
  return `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`
}

async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const body = await readJson(response)
  if (body !== undefined) return body
  throw new ApiError(localProblem('ANSWER_UNREADABLE', response.status, 'The server did not answer with JSON.'))
}

async function readJson(response: Response): Promise<JsonObject | undefined> {
  try {
    return (await response.json()) as JsonObject
  } catch {
    return undefined
  }
}
