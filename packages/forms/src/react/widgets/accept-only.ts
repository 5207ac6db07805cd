import type { KeyboardEvent } from 'react'

/** Enter in a picker accepts what was typed; without this it would also submit the form. */
export function acceptOnly(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault()
}
