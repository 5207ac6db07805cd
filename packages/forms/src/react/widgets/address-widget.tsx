import { ADDRESS_PARTS, type AddressPart, isJsonObject, type Json } from '@huozi/core'
import { Input, Select } from 'antd'
import { countries } from '../display/countries.ts'
import { formTexts } from '../form-texts.ts'
import { inputStatus, labelId, type WidgetProps } from './widget.ts'

/** A postal address, an input for each part, from the largest to the smallest. It is left when its last input is. */
export function AddressWidget(props: WidgetProps) {
  const { value, onChange, onBlur, aria } = props
  return (
    <fieldset
      className="hz-address"
      aria-label={aria['aria-label']}
      aria-labelledby={aria['aria-label'] === undefined ? labelId(aria.id) : undefined}
      aria-describedby={aria['aria-describedby']}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || onBlur()}
    >
      {ADDRESS_PARTS.map((part) => (
        <PartInput
          key={part}
          part={part}
          text={partOf(value, part)}
          widget={props}
          onChange={(text) => onChange(withPart(value, part, text))}
        />
      ))}
    </fieldset>
  )
}

interface PartInputProps {
  readonly part: AddressPart
  readonly text: string | null
  readonly widget: WidgetProps
  readonly onChange: (text: string | null) => void
}

/** The first part has the id of the field, so that its label leads there. */
function PartInput({ part, text, widget: { aria, invalid, context }, onChange }: PartInputProps) {
  const { locale } = context.environment
  const label = formTexts(locale).address[part]
  const id = part === ADDRESS_PARTS[0] ? aria.id : `${aria.id}-${part}`
  if (part !== 'country') {
    return (
      <Input
        id={id}
        aria-label={label}
        placeholder={label}
        data-part={part}
        value={text ?? ''}
        status={inputStatus(invalid)}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      />
    )
  }
  return (
    <Select
      id={id}
      aria-label={label}
      className="hz-fill"
      placeholder={label}
      value={text}
      status={inputStatus(invalid)}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={countries(locale).map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(code: string | undefined) => onChange(code ?? null)}
    />
  )
}

function partOf(address: Json, part: AddressPart): string | null {
  const text = isJsonObject(address) ? address[part] : null
  return typeof text === 'string' ? text : null
}

/** The address with another part, in the form the server answers; blank when nothing is left of it. */
export function withPart(address: Json, part: AddressPart, text: string | null): Json {
  const next = ADDRESS_PARTS.map((each) => [each, each === part ? text : partOf(address, each)] as const)
  return next.every(([, value]) => value === null) ? null : Object.fromEntries(next)
}
