/** `npm start`: installs and builds what changed, then serves in the foreground. */
import { build, main, runTool } from './bootstrap.mjs'

const SERVER = 'apps/server/dist/server.mjs'

await main(async () => {
  const code = await build()
  if (code !== 0) return code
  // The channel tells the server when we are gone, however we went.
  return runTool('node', ['--enable-source-maps', SERVER], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
})
