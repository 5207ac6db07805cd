import { FileInput } from './file-input.tsx'
import type { WidgetProps } from './widget.ts'

/** An uploaded file. */
export function FileWidget(props: WidgetProps) {
  return <FileInput {...props} accept={null} />
}
