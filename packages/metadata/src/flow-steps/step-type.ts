import type { Issue } from '@huozi/core'
import type { Scope } from '@huozi/expression'
import type { StepDocument } from '../documents/flow-document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import type { JsonSchema } from '../json-schema.ts'
import type { CheckContext, Probe } from '../kinds/kind-definition.ts'
import type { StepHead, StepModel } from '../model/flow-model.ts'
import type { ObjectModel } from '../model/model.ts'

/** Where a step stands in the documents. */
export interface StepPlace {
  /** Pointer of the step. */
  readonly at: string
  /** Object of the triggering record. */
  readonly object: ObjectDocument
  readonly context: CheckContext
}

/** Where a step stands in the model. */
export interface StepSurroundings {
  /** Object of the triggering record. */
  readonly object: ObjectModel
  readonly scope: Scope
}

/** What the platform knows about a kind of flow step, except how it is carried out. */
export interface StepType<D extends StepDocument = StepDocument> {
  readonly name: string
  readonly description: string
  /** JSON Schemas of the properties it adds, each with `x-merge`. */
  readonly properties: { readonly [property: string]: JsonSchema }
  readonly requiredProperties: readonly string[]
  /** What a schema cannot say: references into other documents. */
  check?(document: D, place: StepPlace): Iterable<Issue>
  compile(document: D, head: StepHead, around: StepSurroundings): StepModel
  /** Its expressions, each with its place inside the step. */
  probes(document: D, around: StepSurroundings): Iterable<Probe>
}

/** Declares a step type; the registry keeps it without its document type. */
export function defineStepType<D extends StepDocument>(type: StepType<D>): StepType {
  return Object.freeze(type) as unknown as StepType
}
