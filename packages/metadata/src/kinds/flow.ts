import { childPointer, type Issue } from '@huozi/core'
import { parseExpression } from '@huozi/expression'
import type { ExpressionSource } from '../documents/document.ts'
import type { FlowDocument, StepDocument } from '../documents/flow-document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import { stepTypes } from '../flow-steps/registry.ts'
import { atomic, type JsonSchema, keyed, map, scalar, translated } from '../json-schema.ts'
import type { Model } from '../model/model.ts'
import { namedLeaf } from '../model/named-part.ts'
import { recordScope } from '../model/record-scope.ts'
import { part, reference } from '../schema/parts.ts'
import { type CheckContext, defineKind, type Probe } from './kind-definition.ts'
import { knownFieldNames } from './known-fields.ts'
import { typedVariant } from './typed-variant.ts'
import { unknownReference } from './unknown-reference.ts'

const trigger = map({
  type: 'object',
  description: 'What starts the flow.',
  properties: {
    type: scalar({ enum: ['created', 'updated', 'restored'], description: 'What happened to the record.' }),
    object: scalar(reference('object', 'Object of the record.')),
    fields: atomic({
      type: 'array',
      items: part('name'),
      minItems: 1,
      maxItems: 100,
      description: 'Only when one of these fields changed.',
    }),
    becomes: atomic(part('expression', { description: 'Only when this holds now and did not before.' })),
  },
  required: ['type', 'object'],
  additionalProperties: false,
})

const stepProperties: { readonly [property: string]: JsonSchema } = {
  name: scalar(part('name')),
  type: scalar({ enum: [...stepTypes.keys()], description: 'What the step does.' }),
  label: translated(part('text')),
  when: atomic(part('expression', { description: 'The step is left out unless this holds.' })),
}

const step: JsonSchema = {
  type: 'object',
  properties: stepProperties,
  required: ['name', 'type'],
  allOf: Array.from(stepTypes.values(), (type) =>
    typedVariant({ ...type, required: type.requiredProperties, common: stepProperties }),
  ),
}

/** What happens by itself after a record changed. */
export const flow = defineKind<FlowDocument>({
  name: 'flow',
  description: 'What happens by itself after a record changed.',
  properties: {
    trigger,
    when: atomic(part('expression', { description: 'Checked when the flow starts.' })),
    steps: keyed({
      type: 'array',
      items: step,
      minItems: 1,
      maxItems: 200,
      description: 'What is done, in order.',
    }),
  },
  requiredProperties: ['trigger', 'steps'],
  identity: 'flow',
  parts: ({ steps }) => steps.map(({ name }) => namedLeaf('step', name)),
  *check(document, context) {
    const object = context.find<ObjectDocument>('object', document.trigger.object)
    if (object === undefined) return
    yield* checkTriggerFields(document, object)
    for (const [index, entry] of document.steps.entries()) yield* checkStep(entry, { index, object, context })
  },
  probes: probeFlow,
})

function* checkTriggerFields({ trigger: { fields } }: FlowDocument, object: ObjectDocument): Iterable<Issue> {
  const known = knownFieldNames(object)
  for (const [index, name] of (fields ?? []).entries()) {
    if (!known.has(name)) yield unknownReference('field', name, known, childPointer('/trigger/fields', index))
  }
}

interface StepPlace {
  readonly index: number
  readonly object: ObjectDocument
  readonly context: CheckContext
}

function* checkStep(entry: StepDocument, { index, object, context }: StepPlace): Iterable<Issue> {
  yield* stepTypes.get(entry.type)?.check?.(entry, { at: childPointer('/steps', index), object, context }) ?? []
}

function* probeFlow(document: FlowDocument, model: Model): Iterable<Probe> {
  const object = model.objects.get(document.trigger.object)
  if (object === undefined) return
  const scope = recordScope(model, object, { change: true })
  const condition = (source: ExpressionSource | undefined, pointer: string): Probe[] =>
    source === undefined ? [] : [{ pointer, run: () => parseExpression(source, scope, { expect: 'boolean' }) }]
  yield* condition(document.trigger.becomes, '/trigger/becomes')
  yield* condition(document.when, '/when')
  for (const [index, entry] of document.steps.entries()) {
    const at = childPointer('/steps', index)
    yield* condition(entry.when, childPointer(at, 'when'))
    for (const { pointer, run } of stepTypes.get(entry.type)?.probes(entry, { object, scope }) ?? []) {
      yield { pointer: at + pointer, run }
    }
  }
}
