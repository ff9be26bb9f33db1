import { defineConfig } from 'vitest/config'

const TESTS = '{shared,electron,cloud-relay,resources,bench,sim,scripts}/**/*.test.ts'
const ALONE = '**/*.alone.test.ts'

export default defineConfig({
  test: {
    globalSetup: ['scripts/postgres-for-tests.ts'],
    // Processes: better-sqlite3 and the servers under test are not made for worker threads.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Modules are read once a process, not once a file, which took half of the time. What keeps something for its whole
    // window, and what stands in for globals or modules, has a process for each file.
    projects: [
      {
        extends: true,
        test: { name: 'together', include: [TESTS], exclude: [ALONE], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ['renderer/**/*.test.{ts,tsx}', ALONE] } },
    ],
  },
})
