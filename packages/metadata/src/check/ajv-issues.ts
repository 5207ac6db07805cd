import {
  childPointer,
  type Issue,
  issue,
  type JsonObject,
  nearestName,
  PROPERTY_MISSING,
  PROPERTY_SHAPE,
  PROPERTY_UNKNOWN,
  pointerSegments,
  type ShapeRule,
} from '@huozi/core'
import type { ErrorObject } from 'ajv/dist/2020.js'
import { placeOf } from '../schema/place.ts'
import { type ObjectShape, propertyNames } from '../schema/shape.ts'

/** More issues help nobody, and a hostile document could have a hundred thousand. */
const MAX_ISSUES = 100
/** Alternatives leave several errors for one issue; these are enough for a hundred issues, and looking at all takes too long. */
const MAX_ERRORS = 5000

/** One thing Ajv found, at the place it is about. */
interface Finding {
  readonly at: string
  readonly keyword: string
  readonly params: { readonly [name: string]: unknown }
}

/** Turns what Ajv reports into issues of the catalogue, each at the property it is about, at most 100. */
export function ajvIssues(errors: readonly ErrorObject[], document: JsonObject | object, shape: ObjectShape): Issue[] {
  const findings: Finding[] = []
  for (const error of errors.slice(0, MAX_ERRORS)) {
    if (error.keyword === 'if' || error.propertyName !== undefined) continue
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') settleAlternatives(findings, error)
    else findings.push(findingOf(error))
  }
  const issues = findings.flatMap((finding) => issueOf(finding, document, shape) ?? [])
  return issues.slice(0, MAX_ISSUES)
}

/** Ajv reports missing and unknown properties at their parent; they are moved onto the property itself. */
function findingOf({ instancePath, keyword, params }: ErrorObject): Finding {
  const property = params.missingProperty ?? params.additionalProperty ?? params.propertyName
  return { at: property === undefined ? instancePath : childPointer(instancePath, property), keyword, params }
}

/**
 * Of the findings the alternatives left, keeps those that tell most: what is wrong deeper inside an alternative that
 * fits, else what is wrong with the value besides its type, else all types that would do.
 */
function settleAlternatives(findings: Finding[], { instancePath, keyword, params }: ErrorObject): void {
  const start = findings.findLastIndex(({ at }) => at !== instancePath && !at.startsWith(`${instancePath}/`)) + 1
  const inside = findings.splice(start)
  const deeper = inside.filter(({ at }) => at !== instancePath)
  const here = inside.filter((finding) => finding.at === instancePath && finding.keyword !== 'type')
  if (deeper.length > 0) findings.push(...deeper)
  else if (here.length > 0) findings.push(...here.slice(0, 1))
  else if (inside.length > 0) findings.push({ at: instancePath, keyword: 'type', params: { type: typesOf(inside) } })
  else findings.push({ at: instancePath, keyword, params })
}

function typesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ params }) => params.type as string | string[]))]
}

function issueOf({ at, keyword, params }: Finding, document: object, shape: ObjectShape): Issue | null {
  if (keyword === 'required') return issue(PROPERTY_MISSING, { property: lastSegment(at) }, at)
  if (keyword === 'additionalProperties') return unknownProperty(at, document, shape)
  const { rule, allowed } = SHAPE_OF_KEYWORD[keyword] ?? OTHER
  return issue(PROPERTY_SHAPE, { rule, allowed: allowed(params) }, at)
}

function unknownProperty(at: string, document: object, shape: ObjectShape): Issue {
  const property = lastSegment(at)
  const parent = placeOf(document, shape, pointerSegments(at).slice(0, -1))
  const names = parent.object === null ? [] : propertyNames(parent.object, parent.value)
  return issue(
    PROPERTY_UNKNOWN,
    { property: property.slice(0, 100), nearest: nearestName(property.slice(0, 100), names) },
    at,
  )
}

function lastSegment(at: string): string {
  return pointerSegments(at).at(-1) ?? ''
}

interface KeywordMeaning {
  readonly rule: ShapeRule
  readonly allowed: (params: Finding['params']) => string
}

const limit = ({ limit: value }: Finding['params']) => String(value)

const OTHER: KeywordMeaning = { rule: 'format', allowed: (params) => JSON.stringify(params) }

/** How each keyword of JSON Schema is said. */
const SHAPE_OF_KEYWORD: { readonly [keyword: string]: KeywordMeaning } = {
  type: { rule: 'type', allowed: ({ type }) => [type].flat().join(' | ') },
  enum: { rule: 'choice', allowed: ({ allowedValues }) => (allowedValues as unknown[]).slice(0, 50).join(', ') },
  const: { rule: 'choice', allowed: ({ allowedValue }) => JSON.stringify(allowedValue) },
  oneOf: { rule: 'alternatives', allowed: () => '1' },
  pattern: { rule: 'pattern', allowed: ({ pattern }) => String(pattern) },
  propertyNames: { rule: 'name', allowed: ({ propertyName }) => JSON.stringify(propertyName) },
  minimum: { rule: 'atLeast', allowed: limit },
  maximum: { rule: 'atMost', allowed: limit },
  minLength: { rule: 'longer', allowed: limit },
  maxLength: { rule: 'shorter', allowed: limit },
  minItems: { rule: 'longer', allowed: limit },
  maxItems: { rule: 'shorter', allowed: limit },
  minProperties: { rule: 'longer', allowed: limit },
  maxProperties: { rule: 'shorter', allowed: limit },
  uniqueItems: { rule: 'distinct', allowed: ({ i, j }) => `${j}, ${i}` },
}
