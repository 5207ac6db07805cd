import { isLinkAddress, type Locale } from '@huozi/core'
import { type Editor, useEditorState } from '@tiptap/react'
import { Button, Input } from 'antd'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react'
import { formTexts } from '../form-texts.ts'

/** A button of the toolbar: what it shows, whether its style is on at the cursor, and what it does. */
interface Tool {
  readonly name:
    | 'bold'
    | 'italic'
    | 'underline'
    | 'strike'
    | 'heading'
    | 'bulletList'
    | 'orderedList'
    | 'blockquote'
    | 'code'
  readonly sign: ReactNode
  readonly run: (editor: Editor) => void
}

const TOOLS: readonly Tool[] = [
  { name: 'bold', sign: <b>B</b>, run: (editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', sign: <i>I</i>, run: (editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'underline', sign: <u>U</u>, run: (editor) => editor.chain().focus().toggleUnderline().run() },
  { name: 'strike', sign: <s>S</s>, run: (editor) => editor.chain().focus().toggleStrike().run() },
  { name: 'heading', sign: 'H', run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run() },
  { name: 'bulletList', sign: '•', run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', sign: '1.', run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'blockquote', sign: '❝', run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { name: 'code', sign: '<>', run: (editor) => editor.chain().focus().toggleCode().run() },
]

interface ToolbarProps {
  readonly editor: Editor
  readonly locale: Locale
  /** Id of the text the tools work on. */
  readonly controls: string
}

/** Styles of the text at the cursor, and its link. */
export function RichTextToolbar({ editor, locale, controls }: ToolbarProps) {
  const texts = formTexts(locale).richText
  const [isLinking, setLinking] = useState(false)
  const { on, link } = useEditorState({
    editor,
    selector: ({ editor: own }) => ({
      on: TOOLS.filter(({ name }) => own.isActive(name)).map(({ name }) => name),
      link: own.isActive('link') ? String(own.getAttributes('link').href ?? '') : null,
    }),
  })
  return (
    <>
      <div className="hz-rich-tools" role="toolbar" aria-label={texts.toolbar} aria-controls={controls}>
        {TOOLS.map((tool) => (
          <button
            key={tool.name}
            type="button"
            title={texts[tool.name]}
            aria-label={texts[tool.name]}
            aria-pressed={on.includes(tool.name)}
            onMouseDown={keepFocus}
            onClick={() => tool.run(editor)}
          >
            {tool.sign}
          </button>
        ))}
        <button
          type="button"
          title={texts.link}
          aria-label={texts.link}
          aria-pressed={link !== null}
          aria-expanded={isLinking}
          onClick={() => setLinking(!isLinking)}
        >
          ↗
        </button>
      </div>
      {isLinking && <LinkInput editor={editor} address={link ?? ''} texts={texts} onDone={() => setLinking(false)} />}
    </>
  )
}

/** What is typed right after a click still goes into the text. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}

interface LinkInputProps {
  readonly editor: Editor
  readonly address: string
  readonly texts: { readonly address: string; readonly setLink: string }
  readonly onDone: () => void
}

/** The address of the link at the cursor; an empty one takes the link away. */
function LinkInput({ editor, address, texts, onDone }: LinkInputProps) {
  const [typed, setTyped] = useState(address)
  const isUsable = typed.trim() === '' || isLinkAddress(typed.trim())
  const apply = () => {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (typed.trim() === '') chain.unsetLink().run()
    else chain.setLink({ href: typed.trim() }).run()
    onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (isUsable) apply()
  }
  return (
    <div className="hz-rich-link">
      <Input
        autoFocus
        aria-label={texts.address}
        placeholder="https://"
        value={typed}
        status={isUsable ? '' : 'error'}
        inputMode="url"
        autoComplete="off"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKeyDown}
      />
      <Button disabled={!isUsable} onClick={apply}>
        {texts.setLink}
      </Button>
    </div>
  )
}
