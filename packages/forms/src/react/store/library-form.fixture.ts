import { fixedClock, type Json, type JsonObject } from '@huozi/core'
import { parseExpression, toJsonLogic, type ValueKind } from '@huozi/expression'
import type { FormDefinition, FormField, FormItem } from '../../form-definition.ts'
import { formScope, typeReader } from './form-scope.ts'
import type { FormEnvironment } from './form-state.ts'
import { createFormStore } from './form-store.ts'

/** The form of a library's loan, with its expressions written as text. */
const LOAN: FormDefinition = {
  object: 'lib_loan',
  label: 'Loan',
  version: 1,
  language: 'en',
  user: 'user',
  schema: { type: 'object', properties: { renewals: { type: ['integer', 'null'] } } },
  uiSchema: {},
  fields: fieldsOf([
    { name: 'book', type: 'text', required: true, maxLength: 20 },
    { name: 'member', type: 'lookup', valueType: { kind: 'reference', object: 'lib_member' } },
    {
      name: 'librarian',
      type: 'user',
      valueType: { kind: 'reference', object: 'user' },
      default: { expression: 'me', on: 'create' },
    },
    {
      name: 'status',
      type: 'picklist',
      valueType: { kind: 'choice', optionSet: 'lib_status' },
      default: { expression: "'out'", on: 'create' },
    },
    {
      name: 'days',
      type: 'number',
      valueType: { kind: 'number' },
      default: { expression: "attr(status, 'days')", on: 'change' },
    },
    { name: 'rate', type: 'number', valueType: { kind: 'number' }, min: '0', max: '100' },
    { name: 'fee', type: 'currency', valueType: { kind: 'number' }, editable: false, formula: 'round(days * rate, 2)' },
    { name: 'total', type: 'currency', valueType: { kind: 'number' }, editable: false, formula: 'fee + 1' },
    {
      name: 'discounted',
      type: 'currency',
      valueType: { kind: 'number' },
      editable: false,
      formula: 'rate * member.discount',
    },
    { name: 'lost_reason', type: 'text', required: "status = 'lost'" },
    { name: 'returned', type: 'date', valueType: { kind: 'date' }, readOnly: "status = 'lost'" },
    { name: 'due', type: 'date', valueType: { kind: 'date' } },
    { name: 'renewals', type: 'integer', valueType: { kind: 'number' } },
    { name: 'note', type: 'longText' },
  ]),
  optionSets: {
    lib_status: {
      codes: ['out', 'late', 'lost'],
      attributes: { days: { type: { kind: 'number' }, values: { out: 14, late: 30 } } },
    },
  },
  paths: { 'member.discount': { kind: 'number' } },
  tabs: [
    {
      name: 'main',
      label: 'Details',
      sections: [
        section('basic', [
          'book',
          'member',
          'librarian',
          'status',
          'days',
          'rate',
          'fee',
          'total',
          'discounted',
          'returned',
          'due',
          'renewals',
        ]),
        section('loss', [{ field: 'lost_reason', width: 1, visible: "status = 'lost'" }]),
      ],
    },
    { name: 'more', label: 'More', visible: "status != 'lost'", sections: [section('notes', ['note'])] },
  ],
  validations: [
    { name: 'due_after_return', field: 'due', message: 'The due date is wrong.', failWhen: 'due < returned' },
    { name: 'many', field: null, message: 'Too many renewals.', failWhen: 'renewals > 5' },
  ],
}

/** The definition as the server sends it: every expression as JsonLogic. */
export const loanForm: FormDefinition = withLogic(LOAN)

export const environment: FormEnvironment = {
  locale: 'en',
  zone: 'Asia/Shanghai',
  me: { id: 'u1', label: 'Li Lei', roles: ['librarian'] },
  clock: fixedClock('2026-11-22T01:00:00Z'),
}

/** A form over a new loan, or over `record`. */
export function openLoan(record: JsonObject | null = null, typed: JsonObject = {}) {
  return createFormStore(loanForm, { record, environment, typed })
}

function fieldsOf(fields: readonly (Partial<FormField> & { name: string; type: string })[]): FormDefinition['fields'] {
  const whole = fields.map(
    (field): FormField => ({
      label: field.name,
      help: null,
      widget: field.type,
      valueType: { kind: 'text' },
      editable: true,
      ...field,
    }),
  )
  return Object.fromEntries(whole.map((field) => [field.name, field]))
}

function section(name: string, items: readonly (string | FormItem)[]) {
  const places = items.map((item) => (typeof item === 'string' ? { field: item, width: 1 } : item))
  return { name, label: name, columns: 2, collapsed: false, items: places }
}

/** Replaces expression texts by JsonLogic, as the server does when it builds the form. */
export function withLogic(definition: FormDefinition): FormDefinition {
  const types = typeReader(definition)
  const scope = formScope(definition, types)
  const logic = (source: Json | undefined, expect: ValueKind | ReturnType<typeof types>) =>
    typeof source === 'string' ? toJsonLogic(parseExpression(source, scope, { expect })) : source
  const rewrite = <T extends object>(value: T, keys: readonly string[], expect: Parameters<typeof logic>[1]): T => {
    const entries = Object.entries(value).map(([key, old]) => [key, keys.includes(key) ? logic(old, expect) : old])
    return Object.fromEntries(entries) as T
  }
  const field = (value: FormField): FormField => ({
    ...rewrite(rewrite(value, ['required', 'readOnly'], 'boolean'), ['formula'], types(value.valueType)),
    ...(value.default && { default: rewrite(value.default, ['expression'], types(value.valueType)) }),
  })
  return {
    ...definition,
    fields: Object.fromEntries(Object.entries(definition.fields).map(([name, value]) => [name, field(value)])),
    tabs: definition.tabs.map((tab) => ({
      ...rewrite(tab, ['visible'], 'boolean'),
      sections: tab.sections.map((part) => ({
        ...rewrite(part, ['visible'], 'boolean'),
        items: part.items.map((item) => rewrite(item, ['visible'], 'boolean')),
      })),
    })),
    validations: definition.validations.map((rule) => rewrite(rule, ['failWhen'], 'boolean')),
  }
}
