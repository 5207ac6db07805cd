import { type JsonSchema, keyed, map, scalar, translated } from '../json-schema.ts'
import { part, reference } from '../schema/parts.ts'

/** Colours choices are shown in; the screens know what they look like. */
const PALETTE: readonly string[] = [
  'blue',
  'cyan',
  'green',
  'lime',
  'gold',
  'orange',
  'volcano',
  'red',
  'magenta',
  'purple',
  'geekblue',
  'gray',
]

const MAX_VALUES = 2000
const MAX_ATTRIBUTES = 50

/** Properties of a set of choices, the same in an option set and inside a picklist field. */
export const optionListProperties: { readonly [property: string]: JsonSchema } = {
  attributes: keyed({
    type: 'array',
    maxItems: MAX_ATTRIBUTES,
    description: 'What the values carry beside their label, read by attr().',
    items: {
      type: 'object',
      properties: {
        name: scalar(part('name')),
        label: translated(part('text')),
        type: scalar({ type: 'string', description: 'Field type of the attribute.' }),
        required: scalar({ type: 'boolean', description: 'Every value must have it.' }),
        default: scalar({ description: 'Value where a choice does not say.' }),
        optionSet: scalar(reference('optionSet', 'Choices of an attribute of type picklist.')),
        precision: scalar({ type: 'integer', minimum: 1, maximum: 38 }),
        scale: scalar({ type: 'integer', minimum: 0, maximum: 20 }),
        maxLength: scalar({ type: 'integer', minimum: 1, maximum: 4000 }),
      },
      required: ['name', 'type'],
      additionalProperties: false,
    },
  }),
  values: keyed(
    {
      type: 'array',
      maxItems: MAX_VALUES,
      description: 'The choices in their order.',
      items: {
        type: 'object',
        properties: {
          code: scalar(part('code')),
          label: translated(part('text')),
          color: scalar({ type: 'string', enum: PALETTE, description: 'Colour of the choice.' }),
          active: scalar({
            type: 'boolean',
            default: true,
            description: 'False: stays on old records, cannot be chosen.',
          }),
          attributes: map({ type: 'object', propertyNames: part('name'), description: 'Attribute values by name.' }),
          replacedBy: scalar(part('code', { description: 'The choice that takes its place.' })),
        },
        required: ['code', 'label'],
        additionalProperties: false,
      },
    },
    'code',
  ),
}
