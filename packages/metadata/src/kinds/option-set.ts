import type { OptionSetDocument } from '../documents/option-set-document.ts'
import { optionListProperties } from '../field-types/option-list.ts'
import { namedLeaf } from '../model/named-part.ts'
import { checkOptionList } from './check-option-list.ts'
import { defineKind } from './kind-definition.ts'

/** Choices shared by several fields. */
export const optionSet = defineKind<OptionSetDocument>({
  name: 'optionSet',
  description: 'Choices shared by several fields.',
  properties: optionListProperties,
  requiredProperties: ['values'],
  identity: 'optionSet',
  parts: ({ values }) => (values ?? []).map(({ code }) => namedLeaf('option', code)),
  check: (document, context) => checkOptionList(document, '', context),
})
