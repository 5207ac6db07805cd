import { DecimalInput } from './decimal-input.tsx'
import type { WidgetProps } from './widget.ts'

/** A percentage as people see it: 10 is 10 %. */
export function PercentWidget(props: WidgetProps) {
  return <DecimalInput {...props} scale={props.field.scale ?? undefined} suffix="%" />
}
