import { existsSync, readFileSync } from 'node:fs'

export type StepResult = {
  passed: number
  failed: number
  /** Sentences for the summary: skips with their reasons, what went wrong besides tests. */
  notes: string[]
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; assertionResults: unknown[] }[]
}

type PlaywrightSpec = {
  title: string
  tests: { status: string; annotations: { type: string; description?: string }[] }[]
}
type PlaywrightSuite = { specs?: PlaywrightSpec[]; suites?: PlaywrightSuite[] }
type PlaywrightReport = {
  suites: PlaywrightSuite[]
  errors: { message?: string }[]
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

/** Counts a vitest run from its JSON report; a file that could not be loaded counts as one failure. */
export function readVitestReport(file: string, exitCode: number): StepResult {
  if (!existsSync(file)) return noReport('vitest', exitCode)
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'))
  const unloaded = report.testResults.filter(
    result => result.status === 'failed' && result.assertionResults.length === 0,
  )
  const notes = unloaded.map(result => `could not be loaded: ${result.name}`)
  return settle(
    { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, notes },
    exitCode,
  )
}

/** So many tests of a run may need a second try, on a machine that has other things to do; more are a failure. */
const FLAKY_ALLOWED = 2

/**
 * Counts a Playwright run from its JSON report. Tests that passed at the second try are named; beyond `FLAKY_ALLOWED`
 * each counts as failed.
 */
export function readPlaywrightReport(file: string, exitCode: number): StepResult {
  if (!existsSync(file)) return noReport('playwright', exitCode)
  const report: PlaywrightReport = JSON.parse(readFileSync(file, 'utf8'))
  const { expected, unexpected, flaky } = report.stats
  const tests = testsOf(report.suites)
  const notes = [
    ...report.errors.map(error => error.message ?? 'an error without words'),
    ...tests.filter(({ status }) => status === 'flaky').map(({ title }) => `at the second try: ${title}`),
    ...tests
      .filter(({ status }) => status === 'skipped')
      .map(({ title, annotations }) => `skipped: ${title}: ${reasonOf(annotations)}`),
  ]
  const forgiven = Math.min(flaky, FLAKY_ALLOWED)
  const failed = unexpected + flaky - forgiven + report.errors.length
  return settle({ passed: expected + forgiven, failed, notes }, exitCode)
}

function testsOf(suites: PlaywrightSuite[]): (PlaywrightSpec['tests'][number] & { title: string })[] {
  return suites.flatMap(suite => [
    ...(suite.specs ?? []).flatMap(({ title, tests }) => tests.map(test => ({ ...test, title }))),
    ...testsOf(suite.suites ?? []),
  ])
}

function reasonOf(annotations: { type: string; description?: string }[]): string {
  return (
    annotations.find(annotation => annotation.description !== undefined)?.description ?? 'no reason given'
  )
}

/** A run that ended badly without a failed test (an error outside any test) is no success. */
function settle(result: StepResult, exitCode: number): StepResult {
  if (exitCode === 0 || result.failed > 0) return result
  return {
    ...result,
    failed: 1,
    notes: [...result.notes, `ended with code ${exitCode} without a failed test`],
  }
}

function noReport(tool: string, exitCode: number): StepResult {
  return { passed: 0, failed: 1, notes: [`${tool} ended with code ${exitCode} and left no report`] }
}
