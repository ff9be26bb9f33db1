import { hash } from 'node:crypto'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import type { Ask, AskedInvoice } from './ask.ts'

/** An invoice that a payer picked, as they saw it. */
export interface SeenPick {
  invoiceId: string
  dueCents: number
  revision: number
}

/** What a payer chose on the page, and the amount its Pay button named. */
export interface Choice {
  /** Null where the page offered no choice of invoices. */
  picks: readonly SeenPick[] | null
  /** What was typed to be paid; null for all that is open. */
  amountCents: number | null
  shownCents: number
}

/** What is to be charged for a choice. */
export interface Chosen {
  /** The invoices asked for that have something due, oldest due first. */
  invoices: readonly AskedInvoice[]
  /** What is open on them. */
  openCents: number
  amountCents: number
  /** The invoices' ids; null where it is all of the link's. */
  picks: string[] | null
  /** Stands for all that a payer saw: the same choice at the same amounts has the same version. */
  version: string
}

/** Forms with more boxes than that are nobody's wish. */
const MOST_PICKABLE = 500

export type ChoiceRefusal = 'nothing-picked' | 'below-minimum' | 'above-open'

/** All that is open, as a page shows it before anyone chose. */
export function wholeChoice(ask: Ask): Choice {
  return { picks: null, amountCents: null, shownCents: ask.dueCents }
}

/** Whether payers of this link may choose among its invoices. */
export function mayPick(ask: Ask): boolean {
  const { length } = ask.invoices
  return ask.company.payerPicksInvoices && length > 1 && length <= MOST_PICKABLE
}

/** The least that may be paid of what is open; all of it where payments in part are off. */
export function leastPayable(
  company: Pick<CompanyRow, 'partialPayments' | 'partialMinimumCents'>,
  openCents: number,
): number {
  if (!company.partialPayments) return openCents
  return Math.min(openCents, Math.max(1, company.partialMinimumCents))
}

/**
 * What a choice comes to now, or why it can't be charged. A link without choice of invoices asks for all of them; an
 * amount must lie between the company's minimum and what is open on the invoices picked.
 */
export function choose(ask: Ask, choice: Choice): Chosen | { refused: ChoiceRefusal } {
  const due = ask.invoices.filter(each => each.dueCents > 0)
  const wanted = mayPick(ask) && choice.picks !== null ? new Set(choice.picks.map(idOf)) : null
  const invoices = wanted === null ? due : due.filter(each => wanted.has(each.row.id))
  const openCents = invoices.reduce((sum, each) => sum + each.dueCents, 0)
  if (openCents === 0) return { refused: 'nothing-picked' }
  const amountCents = choice.amountCents ?? openCents
  if (amountCents > openCents) return { refused: 'above-open' }
  if (amountCents < leastPayable(ask.company, openCents)) return { refused: 'below-minimum' }
  const isWhole = invoices.length === due.length
  return {
    invoices,
    openCents,
    amountCents,
    picks: isWhole ? null : invoices.map(each => each.row.id),
    version: isWhole && amountCents === openCents ? ask.version : versionOf(invoices, amountCents),
  }
}

/**
 * Whether what the payer saw is what holds: the whole of the link where nothing was picked, else the picked invoices. So
 * a payment of one invoice does not disturb who is about to pay another.
 */
export function isAsSeen(ask: Ask, version: string, choice: Choice): boolean {
  if (!mayPick(ask) || choice.picks === null) return choice.picks === null && ask.version === version
  return choice.picks.every(seen => {
    const now = ask.invoices.find(each => each.row.id === seen.invoiceId)
    return now !== undefined && now.dueCents === seen.dueCents && now.row.revision === seen.revision
  })
}

/** A pick as a form carries it. */
export function pickText({ row, dueCents }: AskedInvoice): string {
  return `${row.id}~${dueCents}~${row.revision}`
}

/** The picks a form brought; text that makes no sense is no pick. */
export function readPicks(texts: readonly string[]): SeenPick[] {
  return texts.flatMap(text => {
    const [, invoiceId, due, revision] = /^([0-9a-f-]{36})~(\d{1,12})~(\d{1,6})$/.exec(text) ?? []
    return invoiceId === undefined ? [] : [{ invoiceId, dueCents: Number(due), revision: Number(revision) }]
  })
}

function idOf(seen: SeenPick): string {
  return seen.invoiceId
}

function versionOf(invoices: readonly AskedInvoice[], amountCents: number): string {
  const parts = invoices.map(each => [each.row.id, each.dueCents, each.row.revision])
  return hash('sha256', JSON.stringify([parts, amountCents]), 'base64url').slice(0, 22)
}
