import { isJsonObject, type Json } from '@huozi/core'
import { Select } from 'antd'
import { useRef } from 'react'
import type { Candidate } from '../form-context.ts'
import { formTexts } from '../form-texts.ts'
import { useCandidates } from './use-candidates.ts'
import { inputStatus, type WidgetProps } from './widget.ts'

/**
 * Type-ahead choice of a record. The value keeps label and loaded parent values beside the id, so that it shows without
 * another request and live formulas over the parent go on working.
 */
export function ReferenceSelect({ field, value, onChange, onBlur, invalid, aria, context }: WidgetProps) {
  const texts = formTexts(context.environment.locale)
  const { found, state, search } = useCandidates((text, signal) => context.findCandidates(field, text, signal))
  // Typing opens the list too: the search for what was typed must not be replaced by the one for everything.
  const typed = useRef('')
  const type = (text: string) => {
    typed.current = text
    search(text)
  }
  const open = (isOpen: boolean) => {
    if (!isOpen) typed.current = ''
    else if (typed.current === '') search('', 0)
  }
  const current = isJsonObject(value) ? (value as unknown as Candidate) : null
  return (
    <Select
      {...aria}
      className="hz-fill"
      labelInValue
      value={current && { value: current.id, label: current.label ?? current.id }}
      status={inputStatus(invalid)}
      placeholder={texts.search}
      allowClear
      showSearch={{ filterOption: false, onSearch: type }}
      loading={state === 'searching'}
      notFoundContent={{ idle: texts.noMatch, searching: texts.searching, failed: texts.searchFailed }[state]}
      options={found.map(({ id, label }) => ({ value: id, label: label ?? id }))}
      onOpenChange={open}
      onChange={(chosen: { value: string; label: string } | null | undefined) =>
        onChange((found.find(({ id }) => id === chosen?.value) ?? null) as Json)
      }
      onBlur={onBlur}
    />
  )
}
