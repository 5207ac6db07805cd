import {
  canonicalJson,
  decimal,
  FIELD_TYPE,
  type Issue,
  issue,
  type Json,
  type JsonPointer,
  METADATA_INVALID,
  refuseIfAny,
} from '@huozi/core'
import { parseExpression, type Scope, type TypedExpression, type Value, type ValueType } from '@huozi/expression'
import type { ValueSource } from '../documents/document.ts'
import { readValueSource } from '../documents/value-source.ts'
import { ExternalReference, type StoredValue, type ValueParser } from '../field-types/field-type.ts'

/** What a Value property is for: the type it must have, and how its literals are read. */
export interface ValuePlace {
  readonly type: ValueType
  readonly parser: ValueParser
  readonly scope: Scope
}

/**
 * A Value property as an expression: a literal becomes an expression that is only its value.
 * Throws the refusals of the expression room; a literal of the wrong kind is the check's to find and becomes blank here.
 */
export function typedValue(source: ValueSource, place: ValuePlace): TypedExpression {
  const read = readValueSource(source)
  if (read.kind === 'expression') return parseExpression(read.source, place.scope, { expect: place.type })
  return literalExpression(read.value, place)
}

/** Throws METADATA_INVALID with what the reader finds wrong when the value is a literal. */
export function assertLiteral(source: ValueSource, parser: ValueParser): void {
  const read = readValueSource(source)
  if (read.kind === 'literal') refuseIfAny(METADATA_INVALID, readLiteral(read.value, parser, '').issues)
}

/** Reads a literal as a request's value of the field would be read. */
export function readLiteral(
  value: Json,
  parser: ValueParser,
  at: JsonPointer,
): { value: StoredValue; issues: Issue[] } {
  const issues: Issue[] = []
  const parsed = parser(value, at, issues)
  if (!(parsed instanceof ExternalReference)) return { value: parsed, issues }
  // a literal stands in every tenant alike; which record an external id names differs
  return { value: null, issues: [...issues, issue(FIELD_TYPE, { expected: 'reference' }, at)] }
}

function literalExpression(literal: Json, { type, parser }: ValuePlace): TypedExpression {
  const { value } = readLiteral(literal, parser, '')
  const root = { kind: 'literal', value: expressionValue(value, type), type, at: { pointer: '' } } as const
  return Object.freeze({ source: literal as TypedExpression['source'], root: Object.freeze(root), type })
}

/** A stored value as expressions compute with it: numbers are exact decimals. */
export function expressionValue(value: StoredValue, type: ValueType): Value {
  if (value === null || typeof value === 'boolean') return value
  if (type.kind === 'json') return canonicalJson(value)
  if (Array.isArray(value)) return type.kind === 'list' ? value.map((item) => expressionValue(item, type.of)) : null
  return type.kind === 'number' || type.kind === 'duration' ? decimal(value as string | number) : String(value)
}
