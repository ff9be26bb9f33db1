import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { row } from '../../shared/domain/view.ts'
import { newId } from '../../shared/lib/ids.ts'
import { emailAddress, line, note } from '../../shared/lib/parse.ts'
import type { CompanyTransaction, RelayPorts } from '../ports.ts'
import { type Ask, askOf, askReads } from './ask.ts'
import { hashId } from './hash-id.ts'
import type { Nonces } from './nonces.ts'
import { claimEffect } from './pay-requests.ts'

export interface Question {
  linkId: string
  /** Used up once the question is on its way: the same form sent again asks nothing more. */
  nonce: string
  name: string
  message: string
  /** The address on file, which the answer goes to. */
  replyTo: string
  subject: (company: 'en' | 'es') => string
}

/** `already`: this form sent this question before; `other`: it sent another one, and this one was not sent. */
export type Asked = 'sent' | 'already' | 'other' | 'too-often' | 'empty' | 'not-offered'

const A_DAY = 5
const DAY_MS = 86_400_000

/** Passes a payer's question on to the customer's salesperson, else to the company: five times a day per link. */
export async function askStaff(
  ports: RelayPorts,
  nonces: Nonces,
  companyId: string,
  question: Question,
): Promise<Asked> {
  const name = line(100).safeParse(question.name)
  const message = note(2000).safeParse(question.message)
  if (!name.success || !message.success || message.data === '') return 'empty'
  return ports.inCompany(companyId, async tx => {
    const words = JSON.stringify([name.data, message.data])
    const spentOn = await nonces.spentOn(tx.sql, companyId, question.nonce, words)
    if (spentOn !== 'nothing') return spentOn === 'these' ? 'already' : 'other'
    const ask = askOf(question.linkId, await tx.gather(askReads(question.linkId)))
    if (ask === null || ask.link.state === 'revoked') return 'not-offered'
    if (!(await takeTurn(tx, `question:${question.linkId}`, ports.clock.now(), A_DAY))) return 'too-often'
    const { outcome } = await tx.run({
      id: hashId(companyId, 'link.ask', question.nonce),
      name: 'link.ask',
      payload: {
        linkId: question.linkId,
        mailId: newId(ports.clock, ports.random),
        to: await answererOf(tx, ask),
        replyTo: question.replyTo,
        name: name.data,
        subject: question.subject(ask.company.language).slice(0, 200),
        message: message.data,
      },
      actor: { kind: 'relay' },
      at: ports.clock.now(),
    })
    if (outcome !== 'accepted') return 'not-offered'
    await nonces.spendOn(tx.sql, companyId, question.nonce, words)
    return 'sent'
  })
}

/** Takes one of a day's turns of a thing; false when they are used up. */
export async function takeTurn(
  tx: CompanyTransaction,
  thing: string,
  now: number,
  turns: number,
): Promise<boolean> {
  const day = Math.floor(now / DAY_MS)
  for (let turn = 1; turn <= turns; turn++) {
    if (await claimEffect(tx.sql, tx.companyId, thing, `${day}:${turn}`, now)) return true
  }
  return false
}

async function answererOf(tx: CompanyTransaction, ask: Ask): Promise<string | null> {
  const sellers = [ask.customer.salespersonId, ...ask.invoices.map(each => each.row.salespersonId)].filter(
    id => id !== null,
  )
  const view = await tx.gather(() => [
    row('companies', COMPANY_ROW),
    ...[...new Set(sellers)].map(id => row('users', id)),
  ])
  const seller = sellers.map(id => view.get('users', id)).find(user => user?.active)
  const addresses = [seller?.login, companyOf(view)?.email]
  return (
    addresses.map(each => emailAddress.safeParse(each ?? '').data).find(each => each !== undefined) ?? null
  )
}
