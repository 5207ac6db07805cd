import type { JsonObject } from '@huozi/core'
import { refTo } from './shared-parts.ts'

/** The routes of files: they come first, a record takes them afterwards by their id. */
export const filePaths: { readonly [path: string]: JsonObject } = {
  '/files': {
    post: {
      operationId: 'upload_file',
      summary: 'Upload a file; a record that names its id holds it from then on',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { file: { type: 'string', format: 'binary' } },
              required: ['file'],
            },
          },
        },
      },
      responses: {
        201: { description: 'The file.', content: { 'application/json': { schema: refTo('schemas', 'File') } } },
        default: refTo('responses', 'refused'),
      },
    },
  },
  '/files/{id}': {
    parameters: [refTo('parameters', 'id')],
    get: {
      operationId: 'download_file',
      summary: 'A file, for who sees the record and the field that hold it',
      responses: {
        200: {
          description: 'Its bytes.',
          content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
        404: refTo('responses', 'notFound'),
        default: refTo('responses', 'refused'),
      },
    },
  },
}

/** Their schema. */
export const fileSchemas: { readonly [name: string]: JsonObject } = {
  File: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: { type: 'string' },
      size: { type: 'integer', description: 'Bytes.' },
      type: { type: 'string', description: 'Kind of content, as the bytes say.' },
    },
    required: ['id', 'name', 'size', 'type'],
  },
}
