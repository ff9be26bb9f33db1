import { defineTable } from '../table.ts'

export type OrderStatus = 'draft' | 'pending' | 'confirmed' | 'voided'

/** Who last changed which field since the row was made: user ids by field. */
export type EditedBy = Readonly<Record<string, string>>

/** An amount beside the lines. */
export interface OrderCharge {
  id: string
  label: string
  /** `percent` follows the lines, `fuel` follows the boxes, until a hand edit freezes the amount. */
  kind: 'fixed' | 'percent' | 'fuel'
  /** The percent charge's rate; 0 for the other kinds. */
  rateBps: number
  amountCents: number
  frozen: boolean
}

/** What was agreed with a customer. */
export interface OrderRow {
  id: string
  number: string
  status: OrderStatus
  customerId: string
  orderedOn: string
  shipOn: string
  carrier: string
  shipToId: string | null
  poNumber: string
  reference: string
  salespersonId: string | null
  buyerContactId: string | null
  warehouseNote: string
  invoiceNote: string
  currency: string
  taxBps: number
  charges: OrderCharge[]
  /** Cached from the lines and charges: see order-totals. */
  boxes: number
  linesCents: number
  chargesCents: number
  taxCents: number
  totalCents: number
  invoiceId: string | null
  createdBy: string
  createdAt: number
  /** Confirmed beyond the customer's credit by a desk that could not know. Lists mark it, so that nothing is shipped before it is released. */
  onHold: boolean
  editedBy: EditedBy
  /** The newest link and mail about it while it was pending: the newest link is the one to use. */
  lastLinkId: string | null
  lastMailId: string | null
}

export const orders = defineTable<OrderRow>({
  name: 'orders',
  columns: {
    number: 'text',
    status: 'text',
    customerId: 'text',
    orderedOn: 'text',
    shipOn: 'text',
    carrier: 'text',
    shipToId: 'text?',
    poNumber: 'text',
    reference: 'text',
    salespersonId: 'text?',
    buyerContactId: 'text?',
    warehouseNote: 'text',
    invoiceNote: 'text',
    currency: 'text',
    taxBps: 'number',
    charges: 'json',
    boxes: 'integer',
    linesCents: 'integer',
    chargesCents: 'integer',
    taxCents: 'integer',
    totalCents: 'integer',
    invoiceId: 'text?',
    createdBy: 'text',
    createdAt: 'integer',
    onHold: 'boolean',
    editedBy: 'json',
    lastLinkId: 'text?',
    lastMailId: 'text?',
  },
  refs: ['customerId'],
  claims: row => [`order.number:${row.number}`],
})

/** How a line is priced: see `lineTotalCents`. */
export const SOLD_AS = ['box-stem', 'box-bunch', 'unit-bunch', 'unit-stem', 'hard-good'] as const
export type SoldAs = (typeof SOLD_AS)[number]

export interface OrderLineRow {
  id: string
  orderId: string
  position: number
  productId: string | null
  description: string
  soldAs: SoldAs
  boxType: string
  boxes: number
  bunchesPerBox: number
  stemsPerBunch: number
  /** Bunches, stems or pieces of a unit or hard-good line; 0 on box lines. */
  quantity: number
  priceE4: number
  taxable: boolean
  totalCents: number
  editedBy: EditedBy
}

export const orderLines = defineTable<OrderLineRow>({
  name: 'order_lines',
  columns: {
    orderId: 'text',
    position: 'integer',
    productId: 'text?',
    description: 'text',
    soldAs: 'text',
    boxType: 'text',
    boxes: 'integer',
    bunchesPerBox: 'integer',
    stemsPerBunch: 'integer',
    quantity: 'integer',
    priceE4: 'integer',
    taxable: 'boolean',
    totalCents: 'integer',
    editedBy: 'json',
  },
  refs: ['orderId'],
})
