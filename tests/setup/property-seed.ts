import fc from 'fast-check'

/**
 * Property tests draw the same cases on every run, so that a commit is either green or red. `HUOZI_TEST_SEED=random` draws
 * others, and a number repeats the ones a report names.
 */
const DEFAULT_SEED = 20_260_101
const { HUOZI_TEST_SEED: asked } = process.env
const seed = asked === 'random' ? Date.now() % 2 ** 31 : Number(asked ?? DEFAULT_SEED)
if (!Number.isSafeInteger(seed)) throw new Error(`HUOZI_TEST_SEED is a whole number or "random", not ${asked}`)

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
