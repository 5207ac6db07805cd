import { notify } from './notify.ts'
import { set } from './set.ts'
import type { StepType } from './step-type.ts'

const types: readonly StepType[] = [set, notify]

/** Every kind of flow step by name. A new one is one file and one line here. */
export const stepTypes: ReadonlyMap<string, StepType> = new Map(types.map((type) => [type.name, type]))
