declare const RUN: unique symbol

/** A run of derived ids: the number of the first, and how many there are. Made in this file only. */
export interface IdRun {
  readonly first: number
  readonly most: number
  readonly [RUN]: true
}

const run = (first: number, most = 1) => ({ first, most }) as IdRun

// Where several parts of the domain make rows in one command, each has a run of its own: derived ids are below 65,536, and
// two rows of one id would be one row. From the first release on a number never moves: desktop and relay may be of
// different versions, and must make the same rows. A command that makes a handful by itself, below 10, needs no run.

/** Of open money that is put on invoices, and of a payment whose entries move to its corrected date. */
export const APPLIED = { entries: run(0, 65_536) } as const

/** Of a credit that is approved. */
export const APPROVED = { credit: run(0), entries: run(1, 65_535) } as const

/** Of rows of a file that come in: each row has four. */
export const IMPORTED = { chunk: run(0), rows: run(1, 65_535) } as const

/** Of money that came in, by the desk or a link. */
export const RECEIVED = {
  /** Tasks of the command itself, and the receipt's mail. */
  own: run(0, 10),
  /** The payment's entries, with the tasks about them. */
  entries: run(10, 9_990),
  /** The entries of open credits that are used with it. */
  credits: run(10_000, 39_000),
  /** The tasks about credits that were not there any more. */
  creditTasks: run(49_000, 500),
  postedAfterClose: run(50_000),
  /** The payment itself, where its own id is another's. */
  payment: run(60_000),
} as const

/** Of what goes back: refunds, NSF, chargebacks and disputes. */
export const REVERSED = {
  /** The entries that take money off invoices. */
  released: run(0, 60_000),
  twin: run(60_001),
  /** The fee's invoice and its revision. */
  feeInvoice: run(60_002, 2),
  notAsEntered: run(60_010),
  postedLater: run(60_011),
  /** The task about what a bank had taken of a refund that did not happen. */
  unposted: run(60_012),
  disputeDue: run(61_001),
  disputeTaken: run(61_002),
  disputePostedLater: run(61_003),
  disputeLeft: run(61_004),
} as const

/** Of the charge for a time in which invoices were overdue. */
export const FINANCED = { invoice: run(0, 2) } as const

/** Of a dispute that is won after it was lost. */
export const REINSTATED = {
  credits: RECEIVED.credits,
  /** The tasks about credits that were used elsewhere meanwhile. */
  creditTasks: run(49_000, 12_000),
  disputeDue: REVERSED.disputeDue,
  disputeLeft: REVERSED.disputeLeft,
  entries: run(62_000, 3_536),
} as const

/** Of the gateway's word on a refund. */
export const REFUND_TOLD = { task: run(0), mails: run(10, 20) } as const

/** Of a payout. */
export const PAID_OUT = { tasks: run(0, 10), entries: run(10, 65_526) } as const

/** Of an order that is confirmed. */
export const CONFIRMED = {
  /** Its invoice, the first revision, and tasks about both. */
  own: run(0, 10),
  /** The entries of what was paid in advance. */
  prepaid: run(10, 60_990),
  /** The tasks about what of that is left over. */
  leftOver: run(61_000, 2_000),
  /** What makes the order's links ask for the invoice. */
  linked: run(63_000, 2_536),
} as const

/** Of an order that is withdrawn. */
export const VOIDED = {
  released: run(0, 61_000),
  leftOver: CONFIRMED.leftOver,
} as const

/** Of an invoice that is changed. */
export const REVISED = {
  revision: run(0),
  /** The entries that take off what is beyond the new total. */
  excess: run(1, 39_999),
  prepaid: run(40_000, 25_000),
  heldTask: run(65_000),
} as const

/** Of mails and their link, a new link for an old one among them, where they have no ids of their own. */
export const MAILED = {
  mails: run(0, 20),
  task: run(90),
  link: run(91),
  /** What says which invoices the link asks for. */
  linked: run(100, 65_436),
} as const
