import { LineInput } from './line-input.tsx'
import type { WidgetProps } from './widget.ts'

/** An address on the web. */
export function UrlWidget(props: WidgetProps) {
  return <LineInput {...props} inputMode="url" />
}
