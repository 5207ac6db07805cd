import type { Json } from '@huozi/core'
import type { FormDefinition, FormField } from '../../form-definition.ts'
import { type Place, placeOf } from './form-state.ts'
import { orderDerivations } from './order-derivations.ts'
import { type Rule, type RuleCompiler, ruleCompiler } from './rule.ts'

/** A form's expressions made runnable, sorted by what they do. Independent of any record. */
export interface CompiledForm {
  readonly definition: FormDefinition
  /** Formulas and defaults, each after what it reads. */
  readonly derivations: readonly Derivation[]
  readonly conditions: readonly Condition[]
  readonly validations: readonly CompiledValidation[]
  /** Where each field appears, in the order of the form. */
  readonly places: ReadonlyMap<string, readonly (readonly Place[])[]>
}

/** Fills `field`: always (formula), when a record is new (create), or also while it is edited (change). */
export interface Derivation {
  readonly field: string
  readonly on: 'formula' | 'create' | 'change'
  readonly rule: Rule
  readonly reads: ReadonlySet<string>
}

export type Aspect = 'required' | 'readOnly' | 'visible'

/** Decides one aspect of a field or a place. */
export interface Condition {
  readonly aspect: Aspect
  /** Field name, or a place for `visible`. */
  readonly target: string
  readonly rule: Rule
}

export interface CompiledValidation {
  readonly field: string | null
  readonly message: string
  readonly failWhen: Rule
}

/** Compiles all expressions of a form. One that cannot be compiled is left to the server. */
export function compileForm(definition: FormDefinition): CompiledForm {
  const compile = ruleCompiler(definition)
  const fields = Object.values(definition.fields)
  const validations = definition.validations.flatMap(({ field, message, failWhen }) => {
    const rule = compile.condition(failWhen)
    return rule ? [{ field, message, failWhen: rule }] : []
  })
  return {
    definition,
    derivations: orderDerivations(fields.flatMap((field) => derivationsOf(field, compile))),
    conditions: [
      ...fields.flatMap((field) => fieldConditions(field, compile)),
      ...placeConditions(definition, compile),
    ],
    validations,
    places: placesByField(definition),
  }
}

function derivationsOf(field: FormField, compile: RuleCompiler): Derivation[] {
  const [source, on] =
    field.formula !== undefined ? [field.formula, 'formula' as const] : [field.default?.expression, field.default?.on]
  const rule = source === undefined ? null : compile.value(source, field)
  return rule && on ? [{ field: field.name, on, rule, reads: rule.reads }] : []
}

function fieldConditions(field: FormField, compile: RuleCompiler): Condition[] {
  return [
    ...condition({ aspect: 'required', target: field.name, source: field.required }, compile),
    ...condition({ aspect: 'readOnly', target: field.name, source: field.readOnly }, compile),
  ]
}

function placeConditions({ tabs }: FormDefinition, compile: RuleCompiler): Condition[] {
  const visible = (target: Place, source: Json | undefined) => condition({ aspect: 'visible', target, source }, compile)
  return tabs.flatMap((tab) => [
    ...visible(placeOf(tab.name), tab.visible),
    ...tab.sections.flatMap((section) => [
      ...visible(placeOf(tab.name, section.name), section.visible),
      ...section.items.flatMap((item) => visible(placeOf(tab.name, section.name, item.field), item.visible)),
    ]),
  ])
}

function condition(
  { aspect, target, source }: { aspect: Aspect; target: string; source: Json | undefined },
  compile: RuleCompiler,
): Condition[] {
  const rule = source === undefined ? null : compile.condition(source)
  return rule ? [{ aspect, target, rule }] : []
}

function placesByField({ tabs }: FormDefinition): ReadonlyMap<string, readonly (readonly Place[])[]> {
  const items = tabs.flatMap((tab) =>
    tab.sections.flatMap((section) =>
      section.items.map(({ field }) => ({
        field,
        chain: [placeOf(tab.name), placeOf(tab.name, section.name), placeOf(tab.name, section.name, field)],
      })),
    ),
  )
  const grouped = Map.groupBy(items, ({ field }) => field)
  return new Map([...grouped].map(([field, list]) => [field, list.map(({ chain }) => chain)]))
}
