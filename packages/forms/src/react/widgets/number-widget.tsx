import { DecimalInput } from './decimal-input.tsx'
import type { WidgetProps } from './widget.ts'

/** An exact decimal. */
export function NumberWidget(props: WidgetProps) {
  return <DecimalInput {...props} scale={props.field.scale ?? undefined} />
}
