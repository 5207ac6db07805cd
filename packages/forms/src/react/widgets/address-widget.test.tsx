import type { Json } from '@huozi/core'
import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { addressLine } from '../display/address-lines.ts'
import { countries } from '../display/countries.ts'
import { AddressWidget, withPart } from './address-widget.tsx'
import { widgetProps } from './widget-props.fixture.ts'

const blank = { country: null, province: null, city: null, district: null, street: null, postcode: null }

test('sets one part in the form the server answers, and is blank when all parts are', () => {
  expect(withPart(null, 'city', '深圳市')).toEqual({ ...blank, city: '深圳市' })
  expect(withPart({ city: '深圳市' }, 'city', null)).toBeNull()
})

test('is left when its last input is, not on the way from one to the next', () => {
  const onBlur = vi.fn()
  const group = AddressWidget(widgetProps({ name: 'place', widget: 'address' }, { onBlur })) as ReactElement<{
    onBlur(event: { currentTarget: { contains(target: unknown): boolean }; relatedTarget: unknown }): void
    'aria-labelledby': string
  }>
  const inside = { contains: (target: unknown) => target === 'inside' }
  group.props.onBlur({ currentTarget: inside, relatedTarget: 'inside' })
  expect(onBlur).not.toHaveBeenCalled()
  group.props.onBlur({ currentTarget: inside, relatedTarget: null })
  expect(onBlur).toHaveBeenCalledOnce()
  expect(group.props['aria-labelledby']).toBe('it-label')
})

test('an address reads as its readers write it', () => {
  const place: Json = { ...blank, country: 'CN', province: '广东省', city: '深圳市', postcode: '518000' }
  expect(addressLine(place, 'zh-CN')).toBe('中国 广东省 深圳市 518000')
  expect(addressLine(place, 'en')).toBe('深圳市, 广东省, 518000, China')
})

test('offers countries that there are, by name', () => {
  const codes = countries('en').map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['CN', 'DE', 'BR', 'TW']))
  expect(codes.filter((code) => ['EU', 'SU', 'DD', 'ZZ', 'UK'].includes(code))).toEqual([])
  expect(codes.length).toBeGreaterThan(230)
  expect(codes.length).toBeLessThan(275)
})
