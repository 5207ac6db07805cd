import { ReferenceSelect } from './reference-select.tsx'
import type { WidgetProps } from './widget.ts'

/** A record of another object. */
export function LookupWidget(props: WidgetProps) {
  return <ReferenceSelect {...props} />
}
