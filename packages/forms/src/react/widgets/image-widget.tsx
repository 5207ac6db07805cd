import { FileInput } from './file-input.tsx'
import type { WidgetProps } from './widget.ts'

/** An uploaded picture, with a preview. */
export function ImageWidget(props: WidgetProps) {
  return <FileInput {...props} accept="image/png,image/jpeg,image/gif,image/webp,image/avif" />
}
