import { address } from './address.ts'
import { autoNumber } from './auto-number.ts'
import { boolean } from './boolean.ts'
import { currency } from './currency.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'
import { duration } from './duration.ts'
import { email } from './email.ts'
import type { FieldType } from './field-type.ts'
import { file } from './file.ts'
import { image } from './image.ts'
import { integer } from './integer.ts'
import { json } from './json.ts'
import { longText } from './long-text.ts'
import { lookup } from './lookup.ts'
import { masterDetail } from './master-detail.ts'
import { multiPicklist } from './multi-picklist.ts'
import { number } from './number.ts'
import { percent } from './percent.ts'
import { phone } from './phone.ts'
import { picklist } from './picklist.ts'
import { rating } from './rating.ts'
import { richText } from './rich-text.ts'
import { text } from './text.ts'
import { time } from './time.ts'
import { url } from './url.ts'
import { user } from './user.ts'
import { zone } from './zone.ts'

const types: readonly FieldType[] = [
  text,
  longText,
  richText,
  integer,
  number,
  currency,
  percent,
  rating,
  boolean,
  date,
  datetime,
  time,
  duration,
  picklist,
  multiPicklist,
  lookup,
  masterDetail,
  user,
  autoNumber,
  email,
  phone,
  url,
  address,
  file,
  image,
  json,
  zone,
]

/** Every field type by name. A new one is one file and one line here. */
export const fieldTypes: ReadonlyMap<string, FieldType> = new Map(types.map((type) => [type.name, type]))
