import { LineInput } from './line-input.tsx'
import type { WidgetProps } from './widget.ts'

/** An e-mail address. */
export function EmailWidget(props: WidgetProps) {
  return <LineInput {...props} inputMode="email" />
}
