import {
  decimal,
  EXPRESSION_NAME_UNKNOWN,
  EXPRESSION_SYNTAX,
  type ExpressionPlace,
  nearestName,
  refuse,
} from '@huozi/core'
import { type InfixSyntax, PRECEDENCE } from '../operators/operator.ts'
import { functionNames, infixOperator, isFunction, prefixOperator, type Written } from './grammar.ts'
import { SyntaxBuilder } from './syntax-builder.ts'
import type { SyntaxNode } from './syntax-node.ts'
import { type Token, Tokenizer } from './tokenizer.ts'

/** Words with a fixed meaning as a value. */
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['blank', null],
  ['null', null],
])

/** Reads expression text. Throws EXPRESSION_SYNTAX, EXPRESSION_NAME_UNKNOWN (functions) and EXPRESSION_LIMIT. */
export function parseText(source: string): SyntaxNode {
  return new TextParser(new Tokenizer(source)).parse()
}

/** Precedence climbing; recursion is bounded by the builder, parentheses included. */
class TextParser {
  private readonly tokenizer: Tokenizer
  private readonly tokens: Token[] = []
  private position = 0
  private readonly build = new SyntaxBuilder()

  constructor(tokenizer: Tokenizer) {
    this.tokenizer = tokenizer
  }

  parse(): SyntaxNode {
    const node = this.expression(0)
    if (this.current.kind !== 'end') this.refuseToken('an operator or the end')
    return node
  }

  /** Reads operands joined by operators that bind at least as strongly as `weakest`. */
  private expression(weakest: number): SyntaxNode {
    this.build.enter()
    let left = this.operand(weakest)
    let strongest: number = PRECEDENCE.negate
    for (;;) {
      const negation = this.negatedInfix()
      const infix = this.infixAt(negation === undefined ? 0 : 1)
      if (infix === undefined || infix.syntax.precedence < weakest) break
      const { precedence } = infix.syntax
      if (precedence > strongest) this.refuseToken('and, or or the end: comparisons do not chain')
      strongest = precedence === PRECEDENCE.comparison ? precedence - 1 : precedence
      if (negation !== undefined) this.position += 1
      left = this.infix(left, infix)
      if (negation !== undefined) left = this.build.call(negation, [left], left.at)
    }
    this.build.leave()
    return left
  }

  private infixAt(offset: number): Written<InfixSyntax> | undefined {
    const token = this.token(offset)
    return token.kind === 'symbol' || token.kind === 'word' ? infixOperator(token.text) : undefined
  }

  /** `a not in b` is `not (a in b)`: the name of the prefix operator when it stands before the word of a comparison. */
  private negatedInfix(): string | undefined {
    const prefix = this.current.kind === 'word' ? prefixOperator(this.current.text) : undefined
    if (prefix === undefined || this.token(1).kind !== 'word') return undefined
    return this.infixAt(1)?.syntax.precedence === PRECEDENCE.comparison ? prefix.operator.name : undefined
  }

  private infix(left: SyntaxNode, { operator, syntax }: Written<InfixSyntax>): SyntaxNode {
    const args = [left]
    const tighter = syntax.precedence + 1
    do {
      this.position += 1
      args.push(syntax.list && this.is('(') ? this.list('(', ')') : this.expression(tighter))
    } while (syntax.nary && this.is(syntax.symbol))
    if (syntax.joiner !== undefined) {
      this.expect(syntax.joiner)
      args.push(this.expression(tighter))
    }
    return this.build.call(operator.name, args, join(left.at, this.previous.at))
  }

  private operand(weakest: number): SyntaxNode {
    const token = this.current
    const prefix = token.kind === 'symbol' || token.kind === 'word' ? prefixOperator(token.text) : undefined
    if (prefix !== undefined) {
      if (prefix.syntax.precedence < weakest) this.refuseToken(`parentheses around ${token.text} …`)
      return this.prefix(prefix.operator.name, prefix.syntax.precedence)
    }
    this.position += 1
    if (token.kind === 'number' || token.kind === 'text') return this.build.literal(token.value, token.at)
    if (token.kind === 'variable') return this.path([token.text], token.at)
    if (token.kind === 'word') return this.word(token)
    if (token.text === '(') return this.parenthesised()
    this.position -= 1
    if (token.text === '[') return this.list('[', ']')
    return this.refuseToken('a value')
  }

  private prefix(operator: string, precedence: number): SyntaxNode {
    const { at, text } = this.current
    this.position += 1
    const next = this.current
    if (text === '-' && next.kind === 'number') {
      this.position += 1
      return this.build.literal(decimal(0).minus(next.value), join(at, next.at))
    }
    const operand = this.expression(precedence)
    return this.build.call(operator, [operand], join(at, operand.at))
  }

  private parenthesised(): SyntaxNode {
    const node = this.expression(0)
    this.expect(')')
    return node
  }

  private word(token: Token): SyntaxNode {
    const constant = CONSTANTS.get(token.text)
    if (constant !== undefined) return this.build.literal(constant, token.at)
    return this.is('(') ? this.functionCall(token) : this.path([token.text], token.at)
  }

  private functionCall(token: Token): SyntaxNode {
    if (!isFunction(token.text)) {
      const nearest = nearestName(token.text, functionNames())
      refuse(EXPRESSION_NAME_UNKNOWN, { at: token.at, kind: 'operator', name: token.text, nearest })
    }
    const args = this.items()
    return this.build.call(token.text, args, join(token.at, this.previous.at))
  }

  private list(open: string, close: string): SyntaxNode {
    const start = this.current.at
    const items = this.items(open, close)
    return this.build.list(items, join(start, this.previous.at))
  }

  /** `(a, b, …)` or `[a, b, …]`, possibly empty. */
  private items(open = '(', close = ')'): SyntaxNode[] {
    const items: SyntaxNode[] = []
    this.expect(open)
    if (!this.is(close)) {
      do items.push(this.expression(0))
      while (this.take(','))
    }
    this.expect(close)
    return items
  }

  private path(segments: string[], at: ExpressionPlace): SyntaxNode {
    while (this.take('.')) {
      if (this.current.kind !== 'word') this.refuseToken('a field name')
      segments.push(this.current.text)
      this.position += 1
    }
    return this.build.name(segments, join(at, this.previous.at))
  }

  /** The token so many places ahead. */
  private token(offset: number): Token {
    while (this.tokens.length <= this.position + offset) this.tokens.push(this.tokenizer.next())
    return this.tokens[this.position + offset] as Token
  }

  private get current(): Token {
    return this.token(0)
  }

  private get previous(): Token {
    return this.token(-1)
  }

  private is(text: string): boolean {
    return (this.current.kind === 'symbol' || this.current.kind === 'word') && this.current.text === text
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false
    this.position += 1
    return true
  }

  private expect(text: string): void {
    if (!this.take(text)) this.refuseToken(text)
  }

  private refuseToken(allowed: string): never {
    return refuse(EXPRESSION_SYNTAX, { at: this.current.at, found: this.current.text, allowed })
  }
}

function join(from: ExpressionPlace, to: ExpressionPlace): ExpressionPlace {
  return 'end' in from && 'end' in to ? { ...from, end: to.end } : from
}
