import { expect, test } from 'vitest'
import { fold } from './fold.ts'

test.each([
  ['Floristería  La Gardenia ', 'floristeria la gardenia'],
  ['ŌKAMI', 'okami'],
  ['O\u0304kami', 'okami'],
  ['花 Hana', '花 hana'],
])('%j folds to %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
})
