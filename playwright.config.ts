import { defineConfig } from '@playwright/test'

/** Set by `npm test` when Playwright's own Chromium is not the one to use. */
const executablePath = process.env.FLORIN_CHROMIUM || undefined

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'e2e/results',
  // A test that passes at the second try is named in the summary as one to be mended; many of them are a failure.
  retries: 1,
  workers: 2,
  // How long what never comes is waited for; no test may depend on how fast the machine is.
  timeout: 240_000,
  globalTimeout: 45 * 60_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    ...(executablePath === undefined ? {} : { launchOptions: { executablePath } }),
    actionTimeout: 60_000,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-first-failure',
    screenshot: 'only-on-failure',
  },
})
