import { EXPRESSION_LIMITS, limitExceeded } from '../../limits.ts'

/** A text made by an operator: empty text is blank. Throws EXPRESSION_LIMIT (`textLength`). */
export function textResult(text: string): string | null {
  if (text.length > EXPRESSION_LIMITS.textLength) throw limitExceeded('textLength')
  return text === '' ? null : text
}
