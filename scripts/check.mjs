/**
 * `npm run check`: all that can be checked without a browser or another service; `.ci/run` calls it with both.
 * HUOZI_CHECK_DATABASE_URL: another Postgres to repeat the integration tests on. HUOZI_CHROMIUM: a browser for the
 * journeys. The last line sums everything up; the exit code is 0 only when nothing failed.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, main, ROOT, runTool } from './bootstrap.mjs'

const RESULTS = join(ROOT, 'test-results')
const LONGEST_REASON = 1500
const { HUOZI_CHECK_DATABASE_URL: databaseUrl, HUOZI_CHROMIUM: chromium } = process.env

await main(async () => {
  rmSync(RESULTS, { recursive: true, force: true })
  const suites = [
    await step('types', types),
    await step('lint', () => runTool('biome', ['ci', '.'])),
    await step('unused code and dependencies', () => runTool('knip', [])),
    await step('build', build),
    await tests('unit-and-integration', ['--project', 'unit', '--project', 'integration']),
  ]
  if (databaseUrl) suites.push(await otherDatabase())
  if (chromium) suites.push(await tests('browser-journeys', ['--project', 'e2e', '--passWithNoTests']))
  return report(suites)
})

async function types() {
  const codes = [await tsc('tsconfig.json'), await tsc('tsconfig.web.json')]
  return Math.max(...codes)
}

function tsc(project) {
  return runTool('tsc', ['--noEmit', '-p', project])
}

/** The tests of the embedded Postgres itself are left out: they never use the other one. */
function otherDatabase() {
  const args = ['--project', 'integration', '--exclude', '**/embedded*.int.test.ts']
  return tests('integration-on-other-postgres', args, { HUOZI_TEST_DATABASE_URL: databaseUrl })
}

/** A check that only passes or fails. */
async function step(name, run) {
  title(name)
  const code = await run()
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** A run of Vitest, counted from its JSON report. A run that ends badly without a failed test is a failure too. */
async function tests(name, args, env = {}) {
  title(name)
  const file = join(RESULTS, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await runTool('vitest', ['run', ...reporters, ...args], { env })
  const counts = countTests(file)
  return { name, ...counts, failed: counts.failed || (code === 0 ? 0 : 1) }
}

function countTests(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'))
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = all.filter(({ status }) => status === 'failed').length + broken.length
  const passed = all.filter(({ status }) => status === 'passed').length
  const skipped = all.filter(({ status }) => status !== 'passed' && status !== 'failed')
  for (const { fullName } of skipped) console.log(`skipped: ${fullName}`)
  return { passed, failed, skipped: skipped.length, reasons: testResults.flatMap(failuresOf) }
}

/** What failed, short enough to be read at the end of a long log. */
function failuresOf({ name, message, assertionResults }) {
  const file = relative(ROOT, name)
  const failed = assertionResults.filter(({ status }) => status === 'failed')
  const wholeFile = failed.length === 0 && message ? [`${file}: ${message.slice(0, LONGEST_REASON)}`] : []
  const tests = failed.map(
    ({ fullName, failureMessages }) => `${file} > ${fullName}\n${failureMessages.join('\n').slice(0, LONGEST_REASON)}`,
  )
  return [...wholeFile, ...tests]
}

function title(name) {
  console.log(`\n== ${name}`)
}

function report(suites) {
  const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0)
  title('summary')
  for (const reason of suites.flatMap(({ reasons = [] }) => reasons))
    console.log(`${reason.replaceAll('\n', '\n  ')}\n`)
  for (const { name, passed, failed, skipped } of suites) {
    console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${line(passed, failed, skipped)}`)
  }
  const total = line(sum('passed'), sum('failed'), sum('skipped'))
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, 'summary.txt'), `${total}\n`)
  console.log(total)
  return sum('failed') === 0 ? 0 : 1
}

function line(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
