import type { BalanceTransaction, Payout } from './stripe-objects.ts'

export interface Balance {
  transactions: BalanceTransaction[]
  payouts: Payout[]
  /** Writes a movement; answers its id. */
  book(movement: {
    amount: number
    fee: number
    currency: string
    category: string
    type: string
    source: string
  }): string
  /** Pays everything out that was not yet; null where nothing is there. */
  payOut(): Payout | null
  /** Every movement of a payout, its own included. */
  transactionsOf(payoutId: string): BalanceTransaction[]
}

/** An account's balance: movements, and what was paid out of them. */
export function createBalance(newId: (prefix: string) => string, seconds: () => number): Balance {
  const transactions: BalanceTransaction[] = []
  const payouts: Payout[] = []
  const paidOut = new Map<string, string>()

  function book({ amount, fee, currency, category, type, source }: Parameters<Balance['book']>[0]): string {
    const id = newId('txn')
    transactions.push({
      id,
      object: 'balance_transaction',
      amount,
      fee,
      net: amount - fee,
      currency,
      created: seconds(),
      available_on: seconds(),
      reporting_category: category,
      type,
      source,
      status: 'available',
    })
    return id
  }

  return {
    transactions,
    payouts,
    book,
    payOut() {
      const rest = transactions.filter(each => !paidOut.has(each.id))
      const amount = rest.reduce((sum, each) => sum + each.net, 0)
      if (amount <= 0) return null
      const id = newId('po')
      for (const each of rest) paidOut.set(each.id, id)
      const currency = rest[0]!.currency
      const own = book({ amount: -amount, fee: 0, currency, category: 'payout', type: 'payout', source: id })
      paidOut.set(own, id)
      const payout: Payout = {
        id,
        object: 'payout',
        amount,
        currency,
        status: 'paid',
        created: seconds(),
        arrival_date: seconds() + 86_400,
        automatic: true,
        balance_transaction: own,
      }
      payouts.push(payout)
      return payout
    },
    transactionsOf: payoutId => transactions.filter(each => paidOut.get(each.id) === payoutId),
  }
}
