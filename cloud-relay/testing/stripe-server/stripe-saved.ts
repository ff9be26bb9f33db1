import { type Customer, invalid, missing, type PaymentIntent, type PaymentMethod } from './stripe-objects.ts'
import { TEST_METHODS, type TestMethod } from './test-methods.ts'

/** The customers of an account and the methods attached to them. */
export interface Saved {
  customers: Map<string, Customer>
  methods: Map<string, PaymentMethod>
  openCustomer(metadata: Record<string, string>): Customer
  /** After a payment: attaches the method to the intent's customer where both were asked for, as Stripe does. */
  attach(intent: PaymentIntent, method: TestMethod): void
  detach(id: string): PaymentMethod
  /** What an attached method pays with; Stripe's error where it can't pay this intent. */
  methodFor(intent: PaymentIntent, id: string): TestMethod
}

/** Makes it, empty. */
export function createSaved(newId: (prefix: string) => string, seconds: () => number): Saved {
  const customers = new Map<string, Customer>()
  const methods = new Map<string, PaymentMethod>()
  const outcomes = new Map<string, TestMethod>()

  return {
    customers,
    methods,

    openCustomer(metadata) {
      const customer: Customer = { id: newId('cus'), object: 'customer', created: seconds(), metadata }
      customers.set(customer.id, customer)
      return customer
    },

    attach(intent, method) {
      const { customer, setup_future_usage: usage, payment_method: before } = intent
      if (before !== null && methods.has(before)) return
      if (customer === null || usage === null) return
      const id = newId('pm')
      intent.payment_method = id
      methods.set(id, { id, object: 'payment_method', created: seconds(), customer, type: method.type })
      outcomes.set(id, method)
    },

    detach(id) {
      const found = methods.get(id)
      if (!found) throw missing('PaymentMethod', id, 'payment_method')
      if (found.customer === null) {
        throw invalid(
          'The payment method you provided is not attached to a customer so detachment is impossible.',
        )
      }
      found.customer = null
      return found
    },

    methodFor(intent, id) {
      const found = methods.get(id)
      const method = outcomes.get(id) ?? TEST_METHODS.find(each => each.id === id)
      if (!found || !method) throw missing('PaymentMethod', id, 'payment_method')
      if (found.customer === null) {
        throw invalid(
          'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, or was detached from a Customer, and may not be used again.',
        )
      }
      if (found.customer !== intent.customer) {
        throw invalid(
          `The payment method ${id} belongs to the Customer ${found.customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
        )
      }
      return method
    },
  }
}
