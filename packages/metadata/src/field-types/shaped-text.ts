import { FIELD_TYPE, issue, type ValueShape } from '@huozi/core'
import type { JsonSchema } from '../json-schema.ts'
import type { ValueParser } from './field-type.ts'
import { textParser } from './text.ts'

/** Text that must look like something: what may be typed, and how it is kept. */
export interface TextShape {
  readonly expected: ValueShape
  /** Judges what was typed, before `normalize`. Must run in linear time: tenant text goes through it. */
  readonly pattern: string
  readonly maxLength: number
  readonly normalize: (typed: string) => string
}

/** Reads text of a shape and returns its normal form. */
export function shapedTextParser(shape: TextShape): ValueParser {
  const asText = textParser(shape.maxLength)
  const pattern = new RegExp(shape.pattern, 'u')
  return (input, at, issues) => {
    const value = asText(input, at, issues)
    if (typeof value !== 'string') return null
    if (!pattern.test(value)) {
      issues.push(issue(FIELD_TYPE, { expected: shape.expected }, at))
      return null
    }
    return shape.normalize(value)
  }
}

/** The same promise as JSON Schema. */
export function shapedTextJsonSchema(shape: TextShape): JsonSchema {
  return { type: 'string', maxLength: shape.maxLength, pattern: shape.pattern }
}
