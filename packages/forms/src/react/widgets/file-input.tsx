import { isJsonObject, type Json } from '@huozi/core'
import { Button } from 'antd'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { FileLink } from '../display/file-link.tsx'
import { formTexts } from '../form-texts.ts'
import type { WidgetProps } from './widget.ts'

interface FileInputProps extends WidgetProps {
  /** Kinds of content to offer; null for all. The server looks for itself. */
  readonly accept: string | null
}

/** Choice of a file, which is uploaded at once: what is saved later is only its id. */
export function FileInput({ value, onChange, onBlur, invalid, aria, context, accept }: FileInputProps) {
  const texts = formTexts(context.environment.locale).file
  const input = useRef<HTMLInputElement>(null)
  const { state, take, cancel } = useUpload(context.files?.upload, onChange)
  const current = isJsonObject(value) ? value : null
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    // the same file may be chosen again after it was taken away
    target.value = ''
    if (file !== undefined) take(file)
  }
  const remove = () => {
    cancel()
    onChange(null)
  }
  return (
    <div className="hz-file" data-invalid={invalid || undefined}>
      {current !== null && <FileLink value={current} url={context.files?.url} isPreview={accept !== null} />}
      <input
        {...aria}
        ref={input}
        type="file"
        className="hz-file-input"
        accept={accept ?? undefined}
        onChange={choose}
        onBlur={onBlur}
      />
      <span className="hz-file-buttons">
        <Button loading={state.kind === 'busy'} tabIndex={-1} onClick={() => input.current?.click()}>
          {current === null ? texts.choose : texts.replace}
        </Button>
        {(current !== null || state.kind === 'busy') && (
          <Button type="text" onClick={remove}>
            {texts.remove}
          </Button>
        )}
      </span>
      {state.kind === 'failed' && (
        <span className="hz-error" role="alert">
          {state.reason ?? texts.failed}
        </span>
      )}
    </div>
  )
}

type UploadState = { readonly kind: 'idle' | 'busy' } | { readonly kind: 'failed'; readonly reason: string | null }

/** One upload at a time: a newer one ends an older, and leaving the form ends all. */
function useUpload(
  upload: ((file: File, signal: AbortSignal) => Promise<Json>) | undefined,
  onDone: (value: Json) => void,
): { state: UploadState; take: (file: File) => void; cancel: () => void } {
  const [state, setState] = useState<UploadState>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => () => running.current?.abort(), [])
  const cancel = () => {
    running.current?.abort()
    setState({ kind: 'idle' })
  }
  const take = (file: File) => {
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    setState({ kind: 'busy' })
    void (upload?.(file, own.signal) ?? Promise.reject(new Error())).then(
      (value) => {
        if (own.signal.aborted) return
        setState({ kind: 'idle' })
        done.current(value)
      },
      (error: unknown) => {
        if (own.signal.aborted) return
        setState({ kind: 'failed', reason: error instanceof Error && error.message !== '' ? error.message : null })
      },
    )
  }
  return { state, take, cancel }
}
