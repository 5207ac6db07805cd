import type { Json } from '@huozi/core'
import { DecimalInput } from './decimal-input.tsx'
import type { WidgetProps } from './widget.ts'

/** A whole number; travels as a JSON number. */
export function IntegerWidget(props: WidgetProps) {
  return <DecimalInput {...props} scale={0} onChange={(value) => props.onChange(wholeNumber(value))} />
}

/** Text that is not (yet) a safe whole number stays text, so that nothing typed is lost and the server can refuse it. */
function wholeNumber(value: Json): Json {
  return Number.isSafeInteger(Number(value)) && value !== null ? Number(value) : value
}
