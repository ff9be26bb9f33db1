import { type House, type HouseOptions, startHouse } from './company.ts'
import { test } from './page-test.ts'

/** A house for each test of a file, with the options of its own that `prepare` answers: new before it, gone after it. To be asked for once, at the top. */
export function eachInAHouse(prepare?: () => Promise<HouseOptions>): House {
  const house = {} as House
  test.beforeEach(async () => {
    Object.assign(house, await startHouse(await prepare?.()))
  })
  test.afterEach(async ({ page }) => {
    await page.close()
    await house.stop()
  })
  return house
}
