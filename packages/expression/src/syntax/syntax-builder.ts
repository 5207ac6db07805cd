import type { ExpressionPlace } from '@huozi/core'
import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'
import type { SyntaxLiteral, SyntaxNode } from './syntax-node.ts'

/** Parentheses make no node; so much more nesting than nodes is let through while reading. */
const READING_DEPTH = EXPRESSION_LIMITS.depth * 3

/** Makes syntax nodes and keeps one source within the limits of nodes and depth. Throws EXPRESSION_LIMIT. */
export class SyntaxBuilder {
  private nodes = 0
  private nesting = 0

  /** Bounds the recursion of a reader; call before going down. */
  enter(): void {
    this.nesting += 1
    if (this.nesting > READING_DEPTH) throw limitExceeded('depth')
  }

  /** The counterpart of `enter`. */
  leave(): void {
    this.nesting -= 1
  }

  /** A written value. Empty text is blank. */
  literal(value: SyntaxLiteral, at: ExpressionPlace): SyntaxNode {
    this.count()
    return { kind: 'literal', value: value === '' ? null : value, at, depth: 1 }
  }

  name(segments: readonly string[], at: ExpressionPlace): SyntaxNode {
    this.count()
    return { kind: 'name', segments, at, depth: 1 }
  }

  list(items: readonly SyntaxNode[], at: ExpressionPlace): SyntaxNode {
    return { kind: 'list', items, at, depth: this.above(items) }
  }

  call(operator: string, args: readonly SyntaxNode[], at: ExpressionPlace): SyntaxNode {
    return { kind: 'call', operator, args, at, depth: this.above(args) }
  }

  private above(children: readonly SyntaxNode[]): number {
    this.count()
    const depth = children.reduce((deepest, child) => Math.max(deepest, child.depth), 0) + 1
    if (depth > EXPRESSION_LIMITS.depth) throw limitExceeded('depth')
    return depth
  }

  private count(): void {
    this.nodes += 1
    if (this.nodes > EXPRESSION_LIMITS.nodes) throw limitExceeded('nodes')
  }
}
