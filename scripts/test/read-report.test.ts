import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPlaywrightReport, readVitestReport } from './read-report.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-report-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a run that left no report has failed', () => {
  expect(readVitestReport(join(folder, 'none.json'), 0).failed).toBe(1)
  expect(readPlaywrightReport(join(folder, 'none.json'), 1).failed).toBe(1)
})

test('a test file that could not be loaded is a failure although no test failed', () => {
  const report = written({
    numPassedTests: 4,
    numFailedTests: 0,
    testResults: [
      { name: 'good.test.ts', status: 'passed', assertionResults: [{}] },
      { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
    ],
  })
  expect(readVitestReport(report, 1)).toMatchObject({ passed: 4, failed: 1 })
})

test('an error outside any test is a failure', () => {
  const report = written({ numPassedTests: 4, numFailedTests: 0, testResults: [] })
  expect(readVitestReport(report, 0)).toMatchObject({ passed: 4, failed: 0 })
  expect(readVitestReport(report, 1)).toMatchObject({ passed: 4, failed: 1 })
})

test('a browser test that passed at the second try is named, a skipped one with its reason', () => {
  const skipped = { status: 'skipped', annotations: [{ type: 'skip', description: 'needs a printer' }] }
  const flaky = { status: 'flaky', annotations: [] }
  const report = written({
    suites: [
      {
        suites: [
          {
            specs: [
              { title: 'prints', tests: [skipped] },
              { title: 'pays', tests: [flaky] },
            ],
          },
        ],
      },
    ],
    errors: [],
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 },
  })
  expect(readPlaywrightReport(report, 1)).toEqual({
    passed: 4,
    failed: 1,
    notes: ['at the second try: pays', 'skipped: prints: needs a printer'],
  })
})

test('many tests that need a second try are a failure', () => {
  const stats = { expected: 80, unexpected: 0, flaky: 4, skipped: 0 }
  const report = written({ suites: [], errors: [], stats })
  expect(readPlaywrightReport(report, 0)).toMatchObject({ passed: 82, failed: 2 })
})

function written(report: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(report))
  return file
}
