import { environment } from '../store/library-form.fixture.ts'
import type { WidgetProps } from './widget.ts'

/** Props of a widget that nobody has touched, for the tests of widgets. */
export function widgetProps(field: WidgetProps['field'], props: Partial<WidgetProps> = {}): WidgetProps {
  return {
    field,
    value: null,
    onChange: () => {},
    onBlur: () => {},
    invalid: false,
    aria: { id: 'it', 'aria-describedby': 'it-help', 'aria-invalid': false, 'aria-required': true },
    context: { environment, findCandidates: async () => [] },
    ...props,
  }
}
