import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildRenderer } from './build-renderer.ts'
import { findBrowser } from './test/find-browser.ts'
import { readPlaywrightReport, readVitestReport, type StepResult } from './test/read-report.ts'
import { root, runTool, stopTools } from './test/run-tool.ts'

type Step = { name: string; run: () => Promise<StepResult> }

const codeFolders = [
  'shared',
  'electron',
  'renderer',
  'cloud-relay',
  'resources',
  'bench',
  'sim',
  'scripts',
  'e2e',
]
const reports = mkdtempSync(join(tmpdir(), 'florin-reports-'))
const filters: string[] = []

/** Cheap ones first, so that a typing error is not learned of after ten minutes. */
const steps: Step[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: () => check('biome', ['ci']) },
  { name: 'layers', run: checkLayers },
  { name: 'unused', run: () => check('knip', ['--no-config-hints']) },
  { name: 'unit', run: runUnitTests },
  { name: 'build', run: buildScreens },
  { name: 'e2e', run: runEndToEnd },
]

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    await stopTools()
    process.exit(130)
  })
}
process.exit(await runAll())

async function runAll(): Promise<number> {
  const lines: string[] = []
  let passed = 0
  let failed = 0
  for (const step of chosenSteps()) {
    console.log(`\n— ${step.name} —`)
    const began = Date.now()
    const result = await step.run().catch(asFailure)
    passed += result.passed
    failed += result.failed
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    lines.push(`  ${step.name.padEnd(8)} ${result.passed} passed, ${result.failed} failed, ${seconds} s`)
    lines.push(...result.notes.map(note => `           ${note}`))
  }
  rmSync(reports, { recursive: true, force: true })
  console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** Arguments that name steps choose them; any other narrows the unit and end-to-end tests by file name. */
function chosenSteps(): Step[] {
  const words = process.argv.slice(2)
  filters.push(...words.filter(word => !steps.some(step => step.name === word)))
  const chosen = steps.filter(step => words.includes(step.name))
  return chosen.length === 0 ? steps : chosen
}

async function checkTypes(): Promise<StepResult> {
  const projects = ['tsconfig.json', 'shared/tsconfig.json', 'renderer/tsconfig.json']
  const results: StepResult[] = []
  for (const project of projects.filter(file => existsSync(join(root, file)))) {
    results.push(await check('tsc', ['--noEmit', '-p', project]))
  }
  return {
    passed: results.filter(result => result.failed === 0).length,
    failed: results.filter(result => result.failed > 0).length,
    notes: [],
  }
}

function checkLayers(): Promise<StepResult> {
  const folders = codeFolders.filter(folder => existsSync(join(root, folder)))
  return check('depcruise', ['--config', 'dependency-cruiser.config.ts', ...folders])
}

async function runUnitTests(): Promise<StepResult> {
  const report = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=./scripts/test/skip-reporter.ts', '--reporter=json']
  const code = await runTool('vitest', ['run', ...reporters, `--outputFile.json=${report}`, ...filters])
  return readVitestReport(report, code)
}

async function buildScreens(): Promise<StepResult> {
  const isBuilt = await buildRenderer()
  console.log(isBuilt ? 'The screens were built.' : 'The screens are up to date.')
  return { passed: 1, failed: 0, notes: [] }
}

async function runEndToEnd(): Promise<StepResult> {
  const browser = await findBrowser()
  if (browser.found === false) return { passed: 0, failed: 1, notes: [browser.reason] }
  console.log(`Browser: ${browser.path ?? 'Playwright’s own Chromium'}`)
  const report = join(reports, 'playwright.json')
  const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, FLORIN_CHROMIUM: browser.path ?? '' }
  const code = await runTool('playwright', ['test', '--reporter=list,json', ...filters], environment)
  return readPlaywrightReport(report, code)
}

async function check(tool: string, args: string[]): Promise<StepResult> {
  const code = await runTool(tool, args)
  return code === 0 ? { passed: 1, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: [] }
}

function asFailure(error: unknown): StepResult {
  const reason = error instanceof Error ? error.message : String(error)
  return { passed: 0, failed: 1, notes: [reason] }
}
