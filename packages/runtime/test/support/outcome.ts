/** A catalogue code, as opposed to whatever else was thrown. */
export const CODE = /^[A-Z_]+$/

export interface Refusal {
  readonly name: string
  readonly code?: string
  readonly message: string
  readonly params?: object
  readonly issues?: readonly { code: string; pointer: string; message: (l: 'en') => string }[]
}

/** What the work threw. */
export const caught = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => ({ name: 'none', message: 'ok' }),
    (error: Refusal) => error,
  )

/** `ok`, a catalogue code, or in words what escaped without one. */
export const outcome = async (work: Promise<unknown>): Promise<string> => {
  const { name, code, message } = await caught(work)
  if (name === 'none') return 'ok'
  return name === 'AppError' ? String(code) : `${name} ${code ?? ''} ${message}`
}
