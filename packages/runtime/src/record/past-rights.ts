import type { PastRights } from '@huozi/database'
import type { ObjectModel } from '@huozi/metadata'
import type { View } from '../view/view.ts'

/** Whose past the caller may ask for, by the rights of today: records he sees, and those in his recycle bin. */
export function pastRights({ access }: View, object: ObjectModel): PastRights {
  const read = access.rows(object, 'read')
  return {
    living: [read],
    deleted: access.can(object, 'delete') ? [read, access.rows(object, 'delete')] : [false],
  }
}

/** The past of every record, for what formulas read behind references. */
export const EVERY_PAST: PastRights = { living: [true], deleted: [true] }
