import type { Locale } from '../locale.ts'

/** One text per shipped language. */
export type Messages<P> = { readonly [L in Locale]: (params: P) => string }

/** A refusal as the catalogue knows it; `example` feeds the generated docs and the tests. */
export interface ErrorDefinition<P> extends ErrorHead {
  readonly message: Messages<P>
  readonly example: P
}

/** What is the same for every occurrence of a refusal. */
export interface ErrorHead {
  readonly code: string
  readonly status: number
  readonly title: { readonly [L in Locale]: string }
}

/** Declares a refusal. The catalogue is the only caller; `P` types the placeholders of `message`. */
export function defineError<P>(code: string, spec: Omit<ErrorDefinition<P>, 'code'>): ErrorDefinition<P> {
  return Object.freeze({ code, ...spec })
}
