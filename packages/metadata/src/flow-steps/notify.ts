import { childPointer, type Text } from '@huozi/core'
import { parseExpression } from '@huozi/expression'
import type { StepDocument } from '../documents/flow-document.ts'
import { atomic, translated } from '../json-schema.ts'
import { compileMessage } from '../messages/compile-message.ts'
import type { RecipientModel } from '../model/flow-model.ts'
import { part, reference } from '../schema/parts.ts'
import { defineStepType, type StepSurroundings } from './step-type.ts'

/** A path to a user, or the holders of a role. */
export type ActorDocument = string | { readonly role: string }

interface NotifyDocument extends StepDocument {
  readonly to: readonly ActorDocument[]
  readonly message: Text
}

/** Tells people something in their notifications. */
export const notify = defineStepType<NotifyDocument>({
  name: 'notify',
  description: 'Tells people something in their notifications.',
  properties: {
    to: atomic({
      type: 'array',
      description: 'Who is told: paths to users such as "owner", and {"role": name}. Nobody is told twice.',
      minItems: 1,
      maxItems: 50,
      items: {
        anyOf: [
          part('path'),
          {
            type: 'object',
            properties: { role: reference('role', 'Role whose holders are told.') },
            required: ['role'],
            additionalProperties: false,
          },
        ],
      },
    }),
    message: translated(part('text', { description: 'What they are told, with placeholders {expression}.' })),
  },
  requiredProperties: ['to', 'message'],
  *probes({ to, message }, around) {
    for (const [index, actor] of to.entries()) {
      yield { pointer: childPointer('/to', index), run: () => recipient(actor, around) }
    }
    yield { pointer: '/message', run: () => compileMessage(message, around.scope) }
  },
  compile: (document, head, around) =>
    Object.freeze({
      ...head,
      type: 'notify',
      to: Object.freeze(document.to.map((actor) => recipient(actor, around))),
      message: compileMessage(document.message, around.scope),
    }),
})

function recipient(actor: ActorDocument, { scope }: StepSurroundings): RecipientModel {
  if (typeof actor !== 'string') return Object.freeze({ kind: 'role', role: actor.role })
  const expect = scope.user === undefined ? undefined : ({ kind: 'reference', object: scope.user.name } as const)
  const user = parseExpression(actor, scope, expect === undefined ? {} : { expect })
  return Object.freeze({ kind: 'user', user })
}
