import { widgets } from './registry.ts'
import { TextWidget } from './text-widget.tsx'
import type { WidgetProps } from './widget.ts'

/** The widget of a field; a kind this page does not know yet is edited as text. */
export function FieldEditor(props: WidgetProps) {
  const Widget = widgets.get(props.field.widget) ?? TextWidget
  return <Widget {...props} />
}
