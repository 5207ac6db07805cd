import { isJsonObject, type Json, type JsonObject } from '@huozi/core'
import type { EvaluationContext, PathSource, Value, ValueSource } from '@huozi/expression'
import type { FormDefinition, FormValueType } from '../../form-definition.ts'
import type { FormEnvironment } from './form-state.ts'
import { toValue } from './wire-value.ts'

/** The open record as rules see it: always the current values. */
export interface RecordView {
  readonly source: ValueSource
  readonly context: EvaluationContext
  /** False when a parent on the path was not loaded, so that the browser cannot tell the value. */
  knows(path: readonly string[]): boolean
  /** Label of a referenced record, when the form has seen it. */
  labelOf(id: string): string | null
}

interface ViewedForm {
  readonly definition: FormDefinition
  /** Current values by field, in wire form; read live. */
  readonly values: ReadonlyMap<string, Json>
  readonly record: JsonObject | null
  readonly environment: FormEnvironment
}

export function viewRecord({ definition, values, record, environment }: ViewedForm): RecordView {
  const current = pathSource(definition, (name) => values.get(name))
  const { me, zone, clock } = environment
  return {
    source: {
      ...current,
      isNew: record === null,
      ...(record && { old: pathSource(definition, (name) => record[name]) }),
    },
    context: {
      get now() {
        return clock.now()
      },
      zone,
      me: { id: me.id, get: () => null },
      hasRole: (role) => me.roles.includes(role),
    },
    knows: (path) => isLoaded(values.get(path[0] ?? ''), path.slice(1)),
    labelOf: (id) => (id === me.id ? me.label : findLabel([...values.values()], id)),
  }
}

function pathSource(definition: FormDefinition, read: (field: string) => Json | undefined): PathSource {
  return {
    get(path): Value {
      const [field = '', ...rest] = path
      const type = rest.length === 0 ? definition.fields[field]?.valueType : definition.paths[path.join('.')]
      return type ? toValue(type satisfies FormValueType, follow(read(field), rest)) : null
    },
  }
}

function follow(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), value)
}

/** A blank reference is known: whatever lies behind it is blank too. */
function isLoaded(value: Json | undefined, path: readonly string[]): boolean {
  const [name, ...rest] = path
  if (name === undefined || value === null || value === undefined) return true
  return isJsonObject(value) && name in value && isLoaded(value[name], rest)
}

function findLabel(values: readonly Json[], id: string): string | null {
  for (const value of values) {
    if (!isJsonObject(value)) continue
    if (value.id === id && typeof value.label === 'string') return value.label
    const inner = findLabel(Object.values(value), id)
    if (inner !== null) return inner
  }
  return null
}
