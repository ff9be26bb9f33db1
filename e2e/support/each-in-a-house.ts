import { type House, startHouse } from './company.ts'
import { test } from './page-test.ts'

/** A house for each test of a file: new before it, gone after it. To be asked for once, at the top. */
export function eachInAHouse(): House {
  const house = {} as House
  test.beforeEach(async () => {
    Object.assign(house, await startHouse())
  })
  test.afterEach(async ({ page }) => {
    await page.close()
    await house.stop()
  })
  return house
}
