import { startEmbeddedPostgres } from '../src/embedded/start-embedded-postgres.ts'

/** A server to be killed: starts the Postgres of the folder in its first argument, prints the url and stays. */
const { url } = await startEmbeddedPostgres({ dataFolder: process.argv[2] ?? '', log: console.error })
console.log(url)
setInterval(() => undefined, 60_000)
