import { z } from 'zod'
import type { CompanyRow } from '../domain/company/company-row.ts'
import type { TaskKind } from '../domain/task/task-row.ts'
import type { LinkSummary } from './link-summary.ts'
import { listPage } from './list-page.ts'

/** How far a payment link has come, as the funnel counts it: each step holds the next. `paid`: in whole or part. */
export const LINK_STEPS = ['sent', 'opened', 'paid'] as const
export type LinkStep = (typeof LINK_STEPS)[number]

/** What the list of payment links can be narrowed to: the steps of the funnel, and the ways in which a link ends otherwise. */
export const LINK_LISTS = [...LINK_STEPS, 'settled', 'expired', 'undelivered', 'revoked'] as const
export type LinkList = (typeof LINK_LISTS)[number]

/** The questions of Home and of the list behind its payment links, a part of the desk's. */
export const homeAsks = {
  /** All figures of Home, of the customers that the asker may see. */
  'home.figures': z.strictObject({}),
  /** The payment links sent within so many days, newest first. */
  'links.list': z.strictObject({
    ...listPage,
    step: z.enum(LINK_LISTS).default('sent'),
    days: z.int().min(1).max(3650).default(30),
  }),
} as const

export interface HomeFigures {
  aging: HomeAging
  /** The last twelve weeks, oldest first; a week begins on Sunday. */
  collected: CollectedWeek[]
  /** Of the payment links sent in the last 30 days: what they asked for, and what came in by them, less what went back. */
  links: Record<LinkStep, { count: number; askedCents: number; paidCents: number }>
  /** The customers who are past due with the most, ten of them. */
  pastDue: PastDueCustomer[]
  /** What is in Needs attention: open tasks by kind, most first, before them the refused requests. */
  attention: { kind: TaskKind | 'refused'; count: number }[]
  /** Credits that wait for the asker's review: they are in Credits, not in Needs attention. */
  creditsToReview: number
  /** What is there already of what a new company needs. */
  start: HomeStart
}

/** Open balances of all customers by age, as {@link CustomerFigures} has them of one. */
export interface HomeAging {
  basis: CompanyRow['ageBasis']
  buckets: { label: string; openCents: number; count: number }[]
  openCents: number
  /** Open credits and unapplied payments: not netted into the buckets. */
  creditsCents: number
}

/** Money received from `fromOn` to `toOn`, less what was returned in those days. */
export interface CollectedWeek {
  fromOn: string
  toOn: string
  totalCents: number
  count: number
}

export interface PastDueCustomer {
  customerId: string
  name: string
  pastDueCents: number
  /** Of the oldest invoice. */
  daysPastDue: number
  count: number
}

export interface HomeStart {
  customers: boolean
  products: boolean
  orders: boolean
  invoices: boolean
  paymentsAccount: boolean
  colleagues: boolean
}

export interface LinkListRow {
  linkId: string
  customerId: string
  customerName: string
  /** The invoices it asks for, oldest due first. */
  invoiceNumbers: string[]
  /** When it asks for one invoice only: which. */
  invoiceId: string | null
  askedCents: number
  /** What came in by it, less what went back. */
  paidCents: number
  sentTo: string[]
  sentByName: string
  link: LinkSummary
}

/** What each of {@link homeAsks} answers. */
export interface HomeAnswers {
  'home.figures': HomeFigures
  'links.list': { rows: LinkListRow[]; count: number; askedCents: number; paidCents: number }
}
