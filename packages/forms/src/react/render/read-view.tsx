import type { DisplayEnvironment } from '../display/display.ts'
import { FieldValue } from '../display/field-value.tsx'
import type { FormStore } from '../store/form-state.ts'
import { TabContent } from './form-layout.tsx'
import '../forms.css'

/** A record to be read, laid out like its form and under the same conditions; all tabs one below the other. */
export function ReadView({ store, environment }: { store: FormStore; environment: DisplayEnvironment }) {
  const { fields, tabs } = store.definition
  const renderField = (name: string) => {
    const field = fields[name]
    if (!field) return null
    const { currency } = store.field(name)
    const shown = currency === null ? field : { ...field, currency }
    return (
      <div className="hz-field" data-field={name}>
        <div className="hz-label">{field.label}</div>
        <div className="hz-value">
          <FieldValue field={shown} value={store.value(name)} environment={environment} />
        </div>
      </div>
    )
  }
  return (
    <div className="hz-form hz-read">
      {tabs.map((tab) => (
        <TabContent key={tab.name} store={store} tab={tab} renderField={renderField} />
      ))}
    </div>
  )
}
