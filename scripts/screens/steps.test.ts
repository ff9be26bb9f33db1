import { expect, test } from 'vitest'
import { PATHS } from '../../renderer/app/router.ts'
import { STEPS } from './steps.ts'

test('every route of the app is looked at: a new one says what there is to see besides its first sight', () => {
  expect(Object.keys(STEPS).toSorted()).toEqual(Object.keys(PATHS).toSorted())
})

test('what needs a parameter has a look of its own, for no section leads there', () => {
  const bare = Object.entries(PATHS).filter(
    ([route, path]) => path.includes('/:') && STEPS[route as keyof typeof STEPS].length === 0,
  )
  expect(bare).toEqual([])
})
