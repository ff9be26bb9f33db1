import { afterEach, assert, beforeEach, describe } from 'vitest'
import { testCharges } from './conformance/charges.ts'
import { withGaps } from './conformance/gaps.ts'
import type { GatewayHarness, KnownGaps } from './conformance/harness.ts'
import { testMoneyBack } from './conformance/money-back.ts'
import { createPayer, type Payer } from './conformance/payer.ts'
import { testSaving } from './conformance/saving.ts'
import { testUnknowns } from './conformance/unknowns.ts'
import { testWebhooks } from './conformance/webhooks.ts'

/**
 * The suite that every gateway adapter passes; each test gets a gateway of its own. `gaps` names what a stand-in gets wrong:
 * those tests must fail, and are printed.
 */
export function runGatewayConformance(
  name: string,
  makeHarness: () => Promise<GatewayHarness>,
  gaps: KnownGaps = {},
): void {
  describe(`${name} conforms`, () => {
    const test = withGaps(name, gaps)
    let current: Payer | undefined
    const payer = () => {
      assert(current !== undefined)
      return current
    }

    beforeEach(async () => {
      current = createPayer(await makeHarness())
    })
    afterEach(() => payer().harness.stop())

    testCharges(payer, test)
    testUnknowns(payer, test)
    testMoneyBack(payer, test)
    testWebhooks(payer, test)
    testSaving(payer, test)
  })
}
