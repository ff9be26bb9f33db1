import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,cloud-relay,resources,bench,sim,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['scripts/postgres-for-tests.ts'],
    // A process for each file: better-sqlite3 and the servers under test are not made for worker threads.
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
