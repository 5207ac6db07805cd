import { defineFileType } from './file-kind.ts'

/** A picture that every browser draws and that holds nothing to run. */
export const image = defineFileType({
  name: 'image',
  description: 'An uploaded picture: PNG, JPEG, GIF, WebP or AVIF.',
  types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'],
})
