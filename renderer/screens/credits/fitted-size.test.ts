import { expect, test } from 'vitest'
import { fittedSize } from './fitted-size.ts'

test('a picture is scaled to its longer side and never enlarged', () => {
  expect(fittedSize(4032, 3024, 1600)).toEqual({ width: 1600, height: 1200 })
  expect(fittedSize(1000, 4000, 1600)).toEqual({ width: 400, height: 1600 })
  expect(fittedSize(800, 600, 1600)).toEqual({ width: 800, height: 600 })
  expect(fittedSize(90_000, 3, 1600)).toEqual({ width: 1600, height: 1 })
})
