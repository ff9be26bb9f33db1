import { afterEach, assert, beforeEach, describe } from 'vitest'
import { testCharges } from './conformance/charges.ts'
import type { GatewayHarness } from './conformance/harness.ts'
import { testMoneyBack } from './conformance/money-back.ts'
import { createPayer, type Payer } from './conformance/payer.ts'
import { testUnknowns } from './conformance/unknowns.ts'
import { testWebhooks } from './conformance/webhooks.ts'

/** The suite that every gateway adapter passes; each test gets a gateway of its own. */
export function runGatewayConformance(name: string, makeHarness: () => Promise<GatewayHarness>): void {
  describe(`${name} conforms`, () => {
    let current: Payer | undefined
    const payer = () => {
      assert(current !== undefined)
      return current
    }

    beforeEach(async () => {
      current = createPayer(await makeHarness())
    })
    afterEach(() => payer().harness.stop())

    testCharges(payer)
    testUnknowns(payer)
    testMoneyBack(payer)
    testWebhooks(payer)
  })
}
