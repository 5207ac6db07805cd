import { InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { groupDigits, padFraction, parseTypedNumber } from './format-typed-number.ts'
import { inputStatus, type WidgetProps } from './widget.ts'

interface DecimalInputProps extends WidgetProps {
  readonly scale: number | undefined
  /** Shows all places of the scale while nobody types: 50.50. */
  readonly isPadded?: boolean
  readonly prefix?: ReactNode
  readonly suffix?: ReactNode
}

/**
 * Input of an exact decimal, as text from the keyboard to the request: a JavaScript number would lose digits above 15.
 * Limits are judged, not clamped: a value that jumps while one types is worse than a message.
 */
export function DecimalInput({
  value,
  onChange,
  onBlur,
  invalid,
  aria,
  scale,
  isPadded = false,
  prefix,
  suffix,
}: DecimalInputProps) {
  return (
    <InputNumber<string>
      {...aria}
      stringMode
      className="hz-fill"
      controls={false}
      value={value === null ? null : String(value)}
      status={inputStatus(invalid)}
      {...(scale === undefined ? {} : { precision: scale })}
      formatter={(plain, { userTyping, input }) =>
        userTyping ? input : groupDigits(isPadded ? padFraction(String(plain ?? ''), scale ?? 0) : String(plain ?? ''))
      }
      parser={(typed) => parseTypedNumber(typed ?? '')}
      inputMode="decimal"
      prefix={prefix}
      suffix={suffix}
      onChange={onChange}
      onBlur={onBlur}
    />
  )
}
