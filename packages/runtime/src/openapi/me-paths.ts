import { type JsonObject, LOCALES } from '@huozi/core'
import { refTo } from './shared-parts.ts'

/** The routes about the caller himself. */
export const mePaths: { readonly [path: string]: JsonObject } = {
  '/me': {
    get: {
      operationId: 'get_me',
      summary: 'Who you are, and what you may do beside records',
      responses: { 200: answer(), default: refTo('responses', 'refused') },
    },
    patch: {
      operationId: 'change_me',
      summary: 'Change what you decide for yourself',
      requestBody: { required: true, content: { 'application/json': { schema: refTo('schemas', 'MeChange') } } },
      responses: {
        200: answer(),
        422: refTo('responses', 'invalid'),
        default: refTo('responses', 'refused'),
      },
    },
  },
}

function answer(): JsonObject {
  return { description: 'You.', content: { 'application/json': { schema: refTo('schemas', 'Me') } } }
}

const text: JsonObject = { type: 'string' }
const texts: JsonObject = { type: 'array', items: text }

/** Their schemas. */
export const meSchemas: { readonly [name: string]: JsonObject } = {
  Me: {
    type: 'object',
    properties: {
      user: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          label: text,
          email: text,
          locale: { type: ['string', 'null'], description: 'The chosen language; null follows the browser.' },
          zone: { type: 'string', description: 'IANA time zone.' },
        },
        required: ['id', 'label', 'email', 'locale', 'zone'],
      },
      tenant: { type: 'object', properties: { name: text, label: text }, required: ['name', 'label'] },
      roles: texts,
      rights: texts,
      apps: { type: 'array', items: { type: 'object' } },
      modelVersion: { type: 'integer' },
    },
    required: ['user', 'tenant', 'roles', 'rights', 'apps', 'modelVersion'],
  },
  MeChange: {
    type: 'object',
    properties: { locale: { enum: [...LOCALES, null], description: 'Null follows the browser.' } },
    additionalProperties: false,
  },
}
