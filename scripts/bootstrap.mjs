/**
 * What every command does first, on a machine that has nothing but Node 20 and npm: installs the packages when the
 * lockfile changed, and runs tools with `node_modules/.bin` first on PATH, where the pinned Node lies.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const BIN = join(ROOT, 'node_modules', '.bin')
const MARKER = join(ROOT, 'node_modules', '.huozi-install')
const OLDEST_NODE = 20
const BUILD_NOTICE_MS = 800

/** Runs a command after installing what is missing; its exit code becomes ours. */
export async function main(command) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE) fail(`Huozi needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.`)
  await install()
  process.exitCode = await command()
}

/** Ends with one line on the console. */
export function fail(line, code = 1) {
  console.error(line)
  process.exit(code)
}

/**
 * Runs a tool in the checkout and resolves to its exit code. Signals that reach us are passed on, and we outlive the
 * tool, so nothing is left running. `options.onStart` gets the child process.
 */
export function runTool(name, args, { env = {}, stdio = 'inherit', onStart } = {}) {
  const path = `${BIN}${delimiter}${process.env.PATH}`
  const child = spawn(name, args, { cwd: ROOT, env: { ...process.env, PATH: path, ...env }, stdio })
  const forward = (signal) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
  onStart?.(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, forward)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/** Builds what changed; quiet unless it takes a while or fails. */
export async function build() {
  const output = []
  const notice = setTimeout(() => console.log('Building …'), BUILD_NOTICE_MS)
  const code = await runTool('turbo', ['run', 'build', '--output-logs=errors-only', '--log-prefix=none'], {
    env: { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    onStart: ({ stdout, stderr }) => {
      for (const stream of [stdout, stderr]) stream.on('data', (chunk) => output.push(chunk))
    },
  })
  clearTimeout(notice)
  if (code !== 0) process.stderr.write(Buffer.concat(output))
  return code
}

async function install() {
  const wanted = installHash()
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  console.log('Installing packages (the first time takes a minute) …')
  const code = await runTool('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'])
  if (code !== 0) fail('The packages could not be installed; the lines above say why.', code)
  writeFileSync(MARKER, wanted)
}

/** Changes whenever an install would do something: other packages, other settings, another machine. */
function installHash() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}
