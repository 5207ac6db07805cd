import { MODEL_INCONSISTENT, refuse } from '@huozi/core'
import { parseExpression, type Scope, type TypedExpression } from '@huozi/expression'
import type { ExpressionSource } from '../documents/document.ts'
import type { FlowDocument, StepDocument, TriggerDocument } from '../documents/flow-document.ts'
import { stepTypes } from '../flow-steps/registry.ts'
import type { FlowModel, StepModel, TriggerModel } from './flow-model.ts'
import type { IdentityIndex } from './identity-index.ts'
import { lazy } from './lazy.ts'
import type { Model, ObjectModel } from './model.ts'
import { recordScope } from './record-scope.ts'

interface FlowSurroundings {
  readonly model: Model
  readonly identities: IdentityIndex
}

/** Compiles a flow; its expressions are typed on first use. Throws MODEL_INCONSISTENT like `compileObject`. */
export function compileFlow(document: FlowDocument, { model, identities }: FlowSurroundings): FlowModel {
  const { id } = identities.get('flow', 0, document.name)
  const object = lazy(() => triggerObject(document, model))
  const scope = lazy(() => recordScope(model, object(), { change: true }))
  const trigger = lazy(() => compileTrigger(document.trigger, scope()))
  const when = lazy(() => condition(document.when, scope()))
  const steps = lazy(() =>
    Object.freeze(
      document.steps.map((step) =>
        compileStep(step, { id: identities.get('step', id, step.name).id, object: object(), scope: scope() }),
      ),
    ),
  )
  return Object.freeze({
    id,
    name: document.name,
    label: document.label,
    get trigger() {
      return trigger()
    },
    get when() {
      return when()
    },
    get steps() {
      return steps()
    },
  })
}

function triggerObject({ name, trigger }: FlowDocument, model: Model): ObjectModel {
  const object = model.objects.get(trigger.object)
  return object ?? refuse(MODEL_INCONSISTENT, { what: `flow ${name}`, expected: `object ${trigger.object}` })
}

function compileTrigger({ type, object, fields, becomes }: TriggerDocument, scope: Scope): TriggerModel {
  return Object.freeze({
    type: type as TriggerModel['type'],
    object,
    fields: fields === undefined ? null : new Set(fields),
    becomes: condition(becomes, scope),
  })
}

function compileStep(step: StepDocument, around: { id: number; object: ObjectModel; scope: Scope }): StepModel {
  const type = stepTypes.get(step.type) ?? refuse(MODEL_INCONSISTENT, { what: `step ${step.name}`, expected: 'a type' })
  const head = { id: around.id, name: step.name, label: step.label, when: condition(step.when, around.scope) }
  return type.compile(step, head, around)
}

function condition(source: ExpressionSource | undefined, scope: Scope): TypedExpression | null {
  return source === undefined ? null : parseExpression(source, scope, { expect: 'boolean' })
}
