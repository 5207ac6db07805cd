import { ReferenceSelect } from './reference-select.tsx'
import type { WidgetProps } from './widget.ts'

/** A user of the tenant. */
export function UserWidget(props: WidgetProps) {
  return <ReferenceSelect {...props} />
}
