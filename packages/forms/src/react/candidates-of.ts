import { isJsonObject } from '@huozi/core'
import type { SearchCandidates } from './form-context.ts'
import { bindRecord } from './store/bind-record.ts'
import type { FormStore } from './store/form-state.ts'
import { parentPaths } from './store/parent-paths.ts'
import type { WidgetContext } from './widgets/widget.ts'

/** Search for the lookups of a form: under the field's condition, and with the parent values that its formulas read. */
export function candidatesOf(store: FormStore, search: SearchCandidates): WidgetContext['findCandidates'] {
  return (field, text, signal) => {
    const { object = '', where } = field.reference ?? {}
    const bound = where === undefined ? null : bindRecord(where, (name) => store.value(name))
    const select = parentPaths(store.definition, field.name)
    return search({ object, text, where: isJsonObject(bound) ? bound : null, select, signal })
  }
}
