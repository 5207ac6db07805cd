import { localize, type Text } from '@huozi/core'
import type { FormRequest } from './form-request.ts'

/** A text of the model in the reader's language; `name` stands in when nobody wrote one. */
export function labelFor(
  { language, tenant }: Pick<FormRequest, 'language' | 'tenant'>,
  text: Text | undefined,
  name: string,
): string {
  return localize(text, language, { tenant: tenant.locale, name })
}
