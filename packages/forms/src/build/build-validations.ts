import { localize } from '@huozi/core'
import { type MessagePart, readableField, type ValidationModel } from '@huozi/metadata'
import type { FormValidation } from '../form-definition.ts'
import type { FormRequest } from './form-request.ts'
import { labelFor } from './form-words.ts'
import type { FormCondition, ReadableRules } from './readable-rules.ts'

/** The object's rules that this reader's browser can judge and word; the server judges all of them again. */
export function buildValidations(request: FormRequest, rules: ReadableRules): readonly FormValidation[] {
  return request.object.validations
    .filter((rule) => rule.anchors === null && rule.outcome === 'block' && rule.on.has(request.action))
    .flatMap((rule) => buildValidation(rule, request, rules))
}

function buildValidation(rule: ValidationModel, request: FormRequest, rules: ReadableRules): FormValidation[] {
  const message = messageText(rule, request)
  if (message === null) return []
  const failWhen = both(
    rule.appliesWhen === null ? true : rules.condition(rule.appliesWhen),
    rules.condition(rule.failWhen),
  )
  if (failWhen === null || failWhen === false) return []
  return [{ name: rule.name, failWhen, field: fieldOf(rule, request), message }]
}

/** Both must hold; null when one is left to the server. */
function both(first: FormCondition | null, second: FormCondition | null): FormCondition | null {
  if (first === null || second === null) return null
  if (first === false || second === false) return false
  if (first === true) return second
  return second === true ? first : { and: [first, second] }
}

function fieldOf({ field }: ValidationModel, { object, access }: FormRequest): string | null {
  const [name = ''] = field?.split('.') ?? []
  return readableField(object, [name], access)?.name ?? null
}

/**
 * The rule's message in the reader's language. The browser cannot fill placeholders: the label of a field stands for its
 * value. Null when a placeholder is anything else, or speaks of what the reader may not see: then the server says it.
 */
function messageText({ message, name }: ValidationModel, request: FormRequest): string | null {
  if (message === null) return name
  const text = localize(message.text, request.language, { tenant: request.tenant.locale, name })
  const parts = (message.parts.get(text) ?? [text]).map((part) => partText(part, request))
  return parts.includes(null) ? null : parts.join('')
}

function partText(part: MessagePart, request: FormRequest): string | null {
  if (typeof part === 'string') return part
  const { root } = part.expression
  if (root.kind !== 'path' || root.root !== 'record' || root.path.length !== 1) return null
  const field = readableField(request.object, root.path, request.access)
  return field === undefined ? null : labelFor(request, field.label, field.name)
}
