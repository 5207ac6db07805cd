import { LineInput } from './line-input.tsx'
import type { WidgetProps } from './widget.ts'

/** A telephone number. */
export function PhoneWidget(props: WidgetProps) {
  return <LineInput {...props} inputMode="tel" />
}
