import { z } from 'zod'
import type { CreditStatus } from '../domain/credit/credit-row.ts'
import type { OrderStatus } from '../domain/order/order-row.ts'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import { type NumbersAnswer, SERIES } from './sync.ts'

const series = z.enum(SERIES)
const number = z.int().min(0)

/** The questions about series of numbers, a part of the desk's. */
export const numbersAsks = {
  /** The documents that carry numbers of a range, the first hundred of them. */
  'numbers.documents': z.strictObject({ series, firstNumber: number, lastNumber: number }),
  /** Online only, like the devices: the ranges that end above `after`. */
  'numbers.report': z.strictObject({ series, after: number.default(0) }),
} as const

/** A document as the report of numbers shows it. */
export interface NumberedDocument {
  id: string
  number: string
  /** Ordered or received on. */
  onDate: string
  customerId: string
  customerName: string
  kind: 'order' | 'payment' | 'credit'
  status: OrderStatus | PaymentRow['status'] | CreditStatus
  totalCents: number
}

/** What each of {@link numbersAsks} answers. */
export interface NumbersAnswers {
  'numbers.documents': { rows: NumberedDocument[]; more: boolean }
  'numbers.report': NumbersAnswer
}
