import type { Text } from '@huozi/core'
import type { ObjectDocument } from '../documents/object-document.ts'
import { currencyCode } from '../field-types/currency-code.ts'
import { datetime } from '../field-types/datetime.ts'
import type { FieldType } from '../field-types/field-type.ts'
import { integer } from '../field-types/integer.ts'
import { recordId } from '../field-types/record-id.ts'
import { recordType } from '../field-types/record-type.ts'
import { user } from '../field-types/user.ts'

/** A field every record has without its object saying so. */
export interface SystemField {
  /** The same negative id in every object, so it never meets an identity. */
  readonly id: number
  /** API name and column name alike: documents cannot use it, columns of documents have a prefix. */
  readonly name: string
  readonly fieldType: FieldType
  readonly label: Text
  /** Whether objects of this nature have it. */
  readonly isIn: (object: Pick<ObjectDocument, 'owned' | 'multiCurrency'>) => boolean
  /** Deleting the user waits for their records to be handed over. */
  readonly restrictsTarget: boolean
  /** A writer may set it, within the rules of the runtime. */
  readonly writable: boolean
}

const always = () => true
const readOnly = { isIn: always, restrictsTarget: false, writable: false }

/** In the order they come in every object. */
export const systemFields: readonly SystemField[] = [
  { id: -1, name: 'id', fieldType: recordId, label: { 'zh-CN': '编号', en: 'ID' }, ...readOnly },
  { id: -2, name: 'version', fieldType: integer, label: { 'zh-CN': '版本', en: 'Version' }, ...readOnly },
  {
    id: -3,
    name: 'owner',
    fieldType: user,
    label: { 'zh-CN': '负责人', en: 'Owner' },
    isIn: isOwned,
    restrictsTarget: true,
    writable: true,
  },
  {
    ...readOnly,
    id: -4,
    name: 'record_type',
    fieldType: recordType,
    label: { 'zh-CN': '记录类型', en: 'Record type' },
    writable: true,
  },
  {
    ...readOnly,
    id: -10,
    name: 'currency',
    fieldType: currencyCode,
    label: { 'zh-CN': '币种', en: 'Currency' },
    isIn: ({ multiCurrency }) => multiCurrency !== undefined,
    writable: true,
  },
  { id: -5, name: 'created_at', fieldType: datetime, label: { 'zh-CN': '创建时间', en: 'Created at' }, ...readOnly },
  { id: -6, name: 'created_by', fieldType: user, label: { 'zh-CN': '创建人', en: 'Created by' }, ...readOnly },
  { id: -7, name: 'updated_at', fieldType: datetime, label: { 'zh-CN': '更新时间', en: 'Updated at' }, ...readOnly },
  { id: -8, name: 'updated_by', fieldType: user, label: { 'zh-CN': '更新人', en: 'Updated by' }, ...readOnly },
  { id: -9, name: 'deleted_at', fieldType: datetime, label: { 'zh-CN': '删除时间', en: 'Deleted at' }, ...readOnly },
]

/** Records have an owner unless the object says otherwise. */
export function isOwned(object: Pick<ObjectDocument, 'owned'>): boolean {
  return object.owned !== false
}
