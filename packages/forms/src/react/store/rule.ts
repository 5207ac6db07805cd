import type { Json } from '@huozi/core'
import {
  compileEvaluator,
  fieldsOf,
  type ParseOptions,
  parseExpression,
  type Scope,
  type Value,
} from '@huozi/expression'
import type { FormDefinition, FormField } from '../../form-definition.ts'
import { formScope, typeReader } from './form-scope.ts'
import type { RecordView } from './record-view.ts'
import { toWire } from './wire-value.ts'

/** A compiled expression of a form. */
export interface Rule {
  /** Fields of the record it reads, also those it only passes through on its way to a parent. */
  readonly reads: ReadonlySet<string>
  /** The result in wire form; undefined when the browser cannot know it. */
  evaluate(view: RecordView): Json | undefined
}

/** Compiles the expressions of one form. Null for one that this browser cannot compile: it is left to the server. */
export interface RuleCompiler {
  condition(source: Json): Rule | null
  /** A formula or default of a field. */
  value(source: Json, field: FormField): Rule | null
}

export function ruleCompiler(definition: FormDefinition): RuleCompiler {
  const types = typeReader(definition)
  const scope = formScope(definition, types)
  return {
    condition: (source) => compileRule(source, { scope, expect: 'boolean', present: (value) => value === true }),
    value: (source, field) => {
      const isReference = field.valueType.kind === 'reference'
      const isInteger = travelsAsNumber(definition, field)
      const present = (value: Value, { labelOf }: RecordView) =>
        toWire(value, { isInteger, labelOf: isReference ? labelOf : null })
      return compileRule(source, { scope, expect: types(field.valueType), present })
    },
  }
}

/** A condition's answer; what cannot be known counts as `otherwise`. */
export function holds(rule: Rule, view: RecordView, otherwise: boolean): boolean {
  const result = rule.evaluate(view)
  return result === undefined ? otherwise : result === true
}

/** True when the rule's answer may differ after these fields changed. */
export function readsAny({ reads }: Pick<Rule, 'reads'>, changed: ReadonlySet<string>): boolean {
  for (const field of changed) if (reads.has(field)) return true
  return false
}

interface RuleOptions extends Required<ParseOptions> {
  readonly scope: Scope
  readonly present: (value: Value, view: RecordView) => Json
}

/** A page that was loaded before an upgrade of the server may meet operators it does not know; its form must still open. */
function compileRule(source: Json, { scope, expect, present }: RuleOptions): Rule | null {
  const expression = attempt(() => parseExpression(asLogic(source), scope, { expect }))
  if (!expression) return null
  const evaluate = compileEvaluator(expression)
  const paths = fieldsOf(expression).filter(({ old }) => !old)
  const parents = paths.map(({ path }) => path).filter((path) => path.length > 1)
  return {
    reads: new Set(paths.flatMap(({ path: [root] }) => root ?? [])),
    evaluate: (view) => {
      if (!parents.every((path) => view.knows(path))) return undefined
      return attempt(() => present(evaluate(view.source, view.context), view))
    },
  }
}

/** In JsonLogic a string alone is a literal; the parser would read it as the text spelling. */
function asLogic(source: Json): Json {
  return typeof source === 'string' ? `'${source.replaceAll("'", "''")}'` : source
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}

/** Integers travel as JSON numbers, decimals as text: the schema of the form says which. */
function travelsAsNumber({ schema }: FormDefinition, { name }: FormField): boolean {
  const properties = schema.properties as { readonly [field: string]: { readonly type?: Json } } | undefined
  return [properties?.[name]?.type].flat().includes('integer')
}
