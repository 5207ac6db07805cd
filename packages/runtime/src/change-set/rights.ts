import { RIGHT_MISSING, refuse } from '@huozi/core'
import type { View } from '../view/view.ts'

/** Rights about the model itself; `mechanisms.md` §8. */
export type MetadataRight = 'metadata.read' | 'metadata.edit' | 'metadata.publish'

/** Throws RIGHT_MISSING unless one of the caller's roles gives the right. The engine itself needs none. */
export function assertRight({ viewer, access }: View, right: MetadataRight): void {
  if (viewer !== null && !access.rights.has(right)) refuse(RIGHT_MISSING, { right })
}
