import type { Reporter, TestCase } from 'vitest/node'

/** Prints why a test was skipped, which vitest's own reporters keep to themselves. */
class SkipReporter implements Reporter {
  onTestCaseResult(testCase: TestCase) {
    const result = testCase.result()
    if (result.state !== 'skipped') return
    console.log(`skipped: ${testCase.fullName}: ${result.note ?? 'no reason given'}`)
  }
}

// biome-ignore lint/style/noDefaultExport: vitest loads a reporter by its default export.
export default SkipReporter
