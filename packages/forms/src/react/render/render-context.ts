import type { FormContext } from '../form-context.ts'
import type { OpenTab } from './open-tab.ts'

/** What rjsf hands down as its form context: made once, compared never. */
export interface RenderContext extends FormContext {
  readonly tab: OpenTab
}
