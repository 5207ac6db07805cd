import type { Text } from '@huozi/core'
import { parseExpression, type Scope } from '@huozi/expression'
import type { MessageModel, MessagePart } from './message.ts'
import { splitMessage } from './split-message.ts'

/** Types the placeholders of a message in all its languages. Throws MESSAGE_PLACEHOLDER and the refusals of expressions. */
export function compileMessage(text: Text, scope: Scope): MessageModel {
  const texts = typeof text === 'string' ? [text] : Object.values(text)
  return Object.freeze({ text, parts: new Map(texts.map((source) => [source, compileParts(source, scope)])) })
}

function compileParts(source: string, scope: Scope): readonly MessagePart[] {
  const parts = splitMessage(source).map((piece) =>
    piece.kind === 'text'
      ? piece.text
      : Object.freeze({ expression: parseExpression(piece.source, scope), format: piece.format }),
  )
  return Object.freeze(parts)
}
