/** `npm run dev`: the server from its sources, restarted on change, and the web application with hot reload. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { main, ROOT, runTool } from './bootstrap.mjs'

const { PORT: port = '3000' } = process.env
const running = []

await main(async () => {
  const tools = [server()]
  if (existsSync(join(ROOT, 'apps/web/vite.config.ts'))) tools.push(web())
  const code = await Promise.race(tools)
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(tools)
  return code
})

function server() {
  const args = ['--watch', '--watch-preserve-output', 'apps/server/src/main.ts']
  return runTool('node', args, { env: { PORT: port }, onStart: (child) => running.push(child) })
}

/** Vite hands what is not its own to the server at HUOZI_URL. */
function web() {
  const env = { HUOZI_URL: `http://127.0.0.1:${port}` }
  return runTool('pnpm', ['--dir', 'apps/web', 'run', 'dev'], { env, onStart: (child) => running.push(child) })
}
