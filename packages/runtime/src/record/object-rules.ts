import { isNumbered } from '@huozi/database'
import { fieldsOf, type TypedExpression } from '@huozi/expression'
import type { FieldModel, ObjectModel } from '@huozi/metadata'

/** An object's rules in the order they run, worked out once per model. */
export interface ObjectRules {
  /** Fields with a default, each after those its expression reads. */
  readonly defaults: readonly FieldModel[]
  /** Fields whose values are drawn from counters. */
  readonly numbered: readonly FieldModel[]
  /** Fields that must be filled, always or under a condition. */
  readonly required: readonly FieldModel[]
  /** Paths over references that any rule reads: fetched before the rules run. */
  readonly parentPaths: readonly (readonly string[])[]
}

const known = new WeakMap<ObjectModel, ObjectRules>()

/** The rules of an object. */
export function rulesOf(object: ObjectModel): ObjectRules {
  const found = known.get(object)
  if (found !== undefined) return found
  const made = Object.freeze({
    defaults: inDependencyOrder(object.fields.filter((field) => field.default !== null)),
    numbered: object.fields.filter(isNumbered),
    required: object.fields.filter((field) => field.required !== false && !field.system),
    parentPaths: parentPathsOf(object, ruleExpressions(object)),
  })
  known.set(object, made)
  return made
}

/** Depth-first over what each default reads; a cycle was refused when the object was published. */
function inDependencyOrder(fields: readonly FieldModel[]): readonly FieldModel[] {
  const byName = new Map(fields.map((field) => [field.name, field]))
  const ordered = new Set<FieldModel>()
  const visiting = new Set<FieldModel>()
  const visit = (field: FieldModel): void => {
    if (ordered.has(field) || visiting.has(field)) return
    visiting.add(field)
    const reads = field.default === null ? [] : fieldsOf(field.default.value)
    for (const { path } of reads) {
      const next = byName.get(path[0] ?? '')
      if (next !== undefined) visit(next)
    }
    ordered.add(field)
  }
  for (const field of fields) visit(field)
  return [...ordered]
}

/** The paths over references that expressions on an object's record read, also by way of its formulas. */
export function parentPathsOf(
  object: ObjectModel,
  expressions: readonly TypedExpression[],
): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>()
  const seen = new Set<TypedExpression>()
  const collect = (expression: TypedExpression): void => {
    if (seen.has(expression)) return
    seen.add(expression)
    for (const { path } of fieldsOf(expression)) {
      if (path.length > 1) found.set(path.join('.'), path)
      const formula = path.length === 1 ? object.field(path[0] ?? '')?.formula : null
      if (formula) collect(formula)
    }
  }
  for (const expression of expressions) collect(expression)
  return [...found.values()]
}

function ruleExpressions(object: ObjectModel): TypedExpression[] {
  const ofFields = object.fields.flatMap((field) => [field.default?.value, field.required, field.readOnly])
  const ofValidations = object.validations
    .filter(({ anchors }) => anchors === null)
    .flatMap((rule) => [rule.appliesWhen, rule.failWhen])
  return [...ofFields, ...ofValidations].filter(
    (item): item is TypedExpression => typeof item === 'object' && item !== null,
  )
}
