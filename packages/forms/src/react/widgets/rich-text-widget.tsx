import { lazy, Suspense } from 'react'
import { formTexts } from '../form-texts.ts'
import type { WidgetProps } from './widget.ts'

/** The editor is half as large as a form: it is loaded by the first form that has one. */
const RichTextEditor = lazy(async () => ({ default: (await import('./rich-text-editor.tsx')).RichTextEditor }))

/** Text with emphasis, lists and links. */
export function RichTextWidget(props: WidgetProps) {
  const { loading } = formTexts(props.context.environment.locale)
  return (
    <Suspense fallback={<div className="hz-rich hz-help">{loading}</div>}>
      <RichTextEditor {...props} />
    </Suspense>
  )
}
