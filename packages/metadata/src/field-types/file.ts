import { defineFileType } from './file-kind.ts'

/** A file of any kind. */
export const file = defineFileType({ name: 'file', description: 'An uploaded file.', types: null })
