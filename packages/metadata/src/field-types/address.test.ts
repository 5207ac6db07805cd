import { describeFieldType } from '../../test/field-type-table.ts'
import { address } from './address.ts'

const blank = { country: null, province: null, city: null, district: null, street: null, postcode: null }

describeFieldType({
  type: address,
  accepts: [
    [{ city: '深圳市' }, { ...blank, city: '深圳市' }],
    [
      { postcode: '518000', country: 'CN', street: '' },
      { ...blank, country: 'CN', postcode: '518000' },
    ],
    [{}, null],
    [{ city: '', street: null }, null],
  ],
  refuses: [
    ['深圳市', 'FIELD_TYPE'],
    [['CN'], 'FIELD_TYPE'],
    [{ town: 'X' }, 'FIELD_TYPE'],
    [{ country: 'cn' }, 'FIELD_TYPE'],
    [{ country: 'China' }, 'FIELD_TYPE'],
    [{ city: 5 }, 'FIELD_TYPE'],
    [{ city: 'a\u0000' }, 'FIELD_TYPE'],
    [{ street: 'x'.repeat(201) }, 'FIELD_TYPE'],
    [{ __proto__: null, toString: 'x' }, 'FIELD_TYPE'],
  ],
})
