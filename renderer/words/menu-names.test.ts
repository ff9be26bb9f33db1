import { expect, test } from 'vitest'
import { financeCharges } from './finance-charges.ts'
import { shell } from './shell.ts'

test('a screen is called what the menu calls it', () => {
  for (const language of ['en', 'es'] as const)
    expect(financeCharges[language].title).toBe(shell[language].periods)
})
