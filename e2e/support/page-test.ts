import { test as base } from '@playwright/test'

type Fixtures = {
  /** Messages of the page's console that the test expects, as substrings; any other error fails it. */
  expectedErrors: string[]
}

/** A browser test that fails when the page throws, logs an error or breaks its content security policy. */
export const test = base.extend<Fixtures & { watchPage: undefined }>({
  expectedErrors: [[], { option: true }],
  watchPage: [
    async ({ context, expectedErrors }, use) => {
      const errors: string[] = []
      context.on('weberror', error => errors.push(error.error().stack ?? error.error().message))
      context.on('console', message => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
      })
      await use(undefined)
      const unexpected = errors.filter(error => !expectedErrors.some(part => error.includes(part)))
      if (unexpected.length > 0) throw new Error(`The page reported errors:\n${unexpected.join('\n')}`)
    },
    { auto: true },
  ],
})
