import type { Ask } from './ask.ts'
import type { Chosen } from './choose.ts'

/** What the payer's bank statement and the gateway's dashboard say. */
export function statementText(ask: Ask, { invoices }: Pick<Chosen, 'invoices'>): string {
  const numbers = invoices.map(each => each.row.number)
  const shown = numbers.slice(0, 10).join(', ')
  const more = numbers.length > 10 ? ` +${numbers.length - 10}` : ''
  return `${ask.company.name}: ${shown}${more}`.slice(0, 200)
}
