/** The builder's own operator beside those of the language. */
export const NOT_BLANK = 'is_not_blank'

/** How the filter builder offers an operator: how many values it takes, and how the condition is written. */
export interface FilterOperator {
  readonly name: string
  readonly takes: 'none' | 'one' | 'two' | 'many'
  /** Only for fields whose values can be ticked; elsewhere the expression has it. */
  readonly needsChoices?: boolean
  readonly text: (field: string, values: readonly string[]) => string
}

const special: readonly FilterOperator[] = [
  { name: 'is_blank', takes: 'none', text: (field) => `is_blank(${field})` },
  { name: NOT_BLANK, takes: 'none', text: (field) => `not is_blank(${field})` },
  {
    name: 'in',
    takes: 'many',
    needsChoices: true,
    text: (field, values) => `${field} in (${values.join(', ')})`,
  },
  {
    name: 'has_any',
    takes: 'many',
    needsChoices: true,
    text: (field, values) => `(${among(field, values).join(' or ')})`,
  },
  {
    name: 'has_all',
    takes: 'many',
    needsChoices: true,
    text: (field, values) => `(${among(field, values).join(' and ')})`,
  },
  {
    name: 'has_none',
    takes: 'many',
    needsChoices: true,
    text: (field, values) => `not (${among(field, values).join(' or ')})`,
  },
  { name: 'between', takes: 'two', text: (field, values) => `${field} between ${values.join(' and ')}` },
]

/** One question for each value: is it in the list? */
function among(field: string, values: readonly string[]): readonly string[] {
  return values.map((value) => `${value} in ${field}`)
}

const byName = new Map(special.map((operator) => [operator.name, operator]))

/** The operator of this name; what is not special stands between the field and its value. */
export function filterOperator(name: string): FilterOperator {
  return byName.get(name) ?? { name, takes: 'one', text: (field, [value]) => `${field} ${name} ${value}` }
}

/** Whether there are as many values as the operator takes. */
export function isComplete({ takes }: FilterOperator, count: number): boolean {
  return takes === 'none' || (takes === 'two' ? count === 2 : count > 0)
}
