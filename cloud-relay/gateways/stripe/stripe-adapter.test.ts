import { runGatewayConformance } from '../conformance.ts'
import { makeStripeHarness } from './stripe-harness.ts'

runGatewayConformance('the Stripe adapter on our stand-in', makeStripeHarness)
runGatewayConformance('the Stripe adapter on a connected account of our stand-in', () =>
  makeStripeHarness({ connected: true }),
)
