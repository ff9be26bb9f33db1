import { afterAll, test as vitestTest } from 'vitest'
import type { KnownGaps } from './harness.ts'

/** The suite's `test`: one that a gap names must fail. */
export type SuiteTest = {
  (name: string, work: () => unknown): void
  each<Case extends [string, ...string[]]>(
    cases: readonly Case[],
  ): (name: string, work: (...each: Case) => unknown) => void
}

/**
 * A `test` that expects the named tests to fail, so that a gap which closes is noticed, and prints the list with its
 * reasons when the suite ends. Throws for a gap that names no test.
 */
export function withGaps(gateway: string, gaps: KnownGaps): SuiteTest {
  const met = new Set<string>()

  const run = (name: string, work: () => unknown) => {
    if (gaps[name] === undefined) {
      vitestTest(name, async () => void (await work()))
      return
    }
    met.add(name)
    vitestTest.fails(`${name} (known gap)`, async () => void (await work()))
  }

  if (Object.keys(gaps).length > 0) {
    afterAll(() => {
      const unmet = Object.keys(gaps).filter(name => !met.has(name))
      if (unmet.length > 0) throw new Error(`gaps that name no test: ${unmet.join('; ')}`)
      const lines = Object.entries(gaps).map(([name, reason]) => `  - ${name}: ${reason}`)
      process.stdout.write(
        `${gateway} falls short in ${lines.length} of the suite's tests:\n${lines.join('\n')}\n`,
      )
    })
  }

  return Object.assign(run, {
    each:
      <Case extends [string, ...string[]]>(cases: readonly Case[]) =>
      (name: string, work: (...each: Case) => unknown) => {
        for (const each of cases) run(name.replace('%s', each[0]), () => work(...each))
      },
  })
}
