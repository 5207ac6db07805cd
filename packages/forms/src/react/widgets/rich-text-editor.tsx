import { isLinkAddress, type Json, richTextToPlain } from '@huozi/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useRef } from 'react'
import { RichTextToolbar } from './rich-text-toolbar.tsx'
import { labelId, textOf, type WidgetProps } from './widget.ts'

/** What can be made here is what the server keeps; it cleans what comes all the same. */
const EXTENSIONS = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: { openOnClick: false, autolink: true, isAllowedUri: (address) => isLinkAddress(address ?? '') },
    trailingNode: false,
  }),
]

/** The editor of rich text. Its style sheet is ours: one made by script would break the content security policy. */
export function RichTextEditor({ value, onChange, onBlur, invalid, aria, context }: WidgetProps) {
  const written = useRef(textOf(value))
  const latest = useRef({ onChange, onBlur })
  latest.current = { onChange, onBlur }
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: written.current,
    injectCSS: false,
    onUpdate: ({ editor: own }) => {
      const html = wordsOrBlank(own.getHTML())
      written.current = textOf(html)
      latest.current.onChange(html)
    },
    onBlur: () => latest.current.onBlur(),
  })
  useEffect(() => {
    const attributes = attributesOf(aria)
    editor.setOptions({ editorProps: { attributes } })
  }, [editor, aria])
  useEffect(() => {
    // A value from elsewhere: loaded anew, or computed. What was typed here is already there.
    if (textOf(value) === written.current) return
    written.current = textOf(value)
    editor.commands.setContent(written.current, { emitUpdate: false })
  }, [editor, value])
  return (
    <div className="hz-rich" data-invalid={invalid || undefined}>
      <RichTextToolbar editor={editor} locale={context.environment.locale} controls={aria.id} />
      <EditorContent editor={editor} className="hz-rich-body hz-rich-text" />
    </div>
  )
}

/** Without a word there is no value, whatever empty paragraphs are left. */
function wordsOrBlank(html: string): Json {
  return richTextToPlain(html) === '' ? null : html
}

/** What a label and assistive technology need of an element that is no form control. */
function attributesOf(aria: WidgetProps['aria']): { [name: string]: string } {
  const label = aria['aria-label']
  return {
    id: aria.id,
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-invalid': String(aria['aria-invalid'] ?? false),
    'aria-required': String(aria['aria-required'] ?? false),
    [label === undefined ? 'aria-labelledby' : 'aria-label']: label ?? labelId(aria.id),
    'aria-describedby': aria['aria-describedby'] ?? '',
  }
}
