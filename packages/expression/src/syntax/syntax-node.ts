import type { Decimal, ExpressionPlace } from '@huozi/core'

/** An expression as it was written, before names and types are known. Both spellings are read into this form. */
export type SyntaxNode =
  | (SyntaxBase & { readonly kind: 'literal'; readonly value: SyntaxLiteral })
  | (SyntaxBase & { readonly kind: 'name'; readonly segments: readonly string[] })
  | (SyntaxBase & { readonly kind: 'list'; readonly items: readonly SyntaxNode[] })
  | (SyntaxBase & { readonly kind: 'call'; readonly operator: string; readonly args: readonly SyntaxNode[] })

/** A value written in the source; null is `blank`. */
export type SyntaxLiteral = string | boolean | Decimal | null

interface SyntaxBase {
  readonly at: ExpressionPlace
  /** Levels of nodes from here down, this one included. */
  readonly depth: number
}
