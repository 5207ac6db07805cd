import type { Text } from '@huozi/core'
import type { TypedExpression } from '@huozi/expression'

/** A text with placeholders, ready to be filled. */
export interface MessageModel {
  readonly text: Text
  /** Parts of each language's text, by the text itself: `localize` chooses it. */
  readonly parts: ReadonlyMap<string, readonly MessagePart[]>
}

/** Plain text, or what a placeholder stands for. */
export type MessagePart = string | MessagePlaceholder

export interface MessagePlaceholder {
  readonly expression: TypedExpression
  /** How the value is shown; null = as its type is usually shown. */
  readonly format: MessageFormat | null
}

export const MESSAGE_FORMATS = ['date', 'datetime', 'time', 'number', 'integer', 'money', 'percent', 'label'] as const
export type MessageFormat = (typeof MESSAGE_FORMATS)[number]
