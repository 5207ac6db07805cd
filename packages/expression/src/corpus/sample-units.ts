/** A small tree: everything, east and west in it, a team in the east. */
export const SAMPLE_UNITS = Object.freeze({
  ALL: '01920000-0000-7000-8000-0000000000e1',
  EAST: '01920000-0000-7000-8000-0000000000e2',
  TEAM: '01920000-0000-7000-8000-0000000000e3',
  WEST: '01920000-0000-7000-8000-0000000000e4',
})

const { ALL, EAST, TEAM, WEST } = SAMPLE_UNITS

/** Who lies under whom, oneself included. */
export const SAMPLE_TREE: readonly { readonly ancestor: string; readonly descendant: string }[] = [
  ...[ALL, EAST, TEAM, WEST].map((unit) => ({ ancestor: unit, descendant: unit })),
  ...[EAST, TEAM, WEST].map((unit) => ({ ancestor: ALL, descendant: unit })),
  { ancestor: EAST, descendant: TEAM },
]
