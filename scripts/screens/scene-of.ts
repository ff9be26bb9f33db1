import { randomBytes } from 'node:crypto'
import { connectDesk } from '../../electron/backend/testing/desk-client.ts'
import { newId as makeId } from '../../shared/lib/ids.ts'
import type { Scene } from './steps.ts'

const newId = () => makeId({ now: () => Date.now() }, { bytes: count => Uint8Array.from(randomBytes(count)) })

export type Desk = Awaited<ReturnType<typeof connectDesk>>

/** Logs in as the demo's admin and finds, or makes, what the screens are shown with. */
export async function sceneOf(
  app: { url: string; token: string },
  user: { login: string; password: string },
) {
  const desk = await connectDesk(app)
  await desk.ask('session.login', user)
  const { rows: invoices } = await desk.ask('invoices.open', {
    sort: 'openCents',
    descending: true,
    limit: 50,
  })
  const invoice = invoices[0]!
  const { rows: payments } = await desk.ask('payments.history', { limit: 500 })
  const { invoice: one } = await desk.ask('invoices.one', { invoiceId: invoice.invoiceId })
  const { rows: drafts } = await desk.ask('orders.summary', { status: 'pending', limit: 1 })
  const { rows: linkPayments } = await desk.ask('link-payments.list', { chip: 'all', days: 365, limit: 100 })
  const { rows: payouts } = await desk.ask('payouts.list', { limit: 1 })
  const { rows: links } = await desk.ask('links.list', { days: 365, limit: 1 })
  const { rows: credits } = await desk.ask('credits.list', { limit: 1 })
  const scene: Scene = {
    customerId: invoice.customerId,
    invoiceId: invoice.invoiceId,
    orderId: one.orderId,
    draftOrderId: drafts[0]?.orderId ?? one.orderId,
    paymentId: (payments.find(({ unappliedCents }) => unappliedCents === 0) ?? payments[0]!).paymentId,
    unappliedPaymentId: (payments.find(({ unappliedCents }) => unappliedCents > 0) ?? payments[0]!).paymentId,
    linkId: links[0]?.linkId ?? (await aLink(desk, invoice.invoiceId)),
    creditId: credits[0]?.creditId ?? (await aCredit(desk, invoice.customerId)),
    linkPaymentId:
      linkPayments.find(({ paymentId }) => paymentId !== null)?.paymentId ?? payments[0]!.paymentId,
    payoutId: payouts[0]?.payoutId ?? payments[0]!.paymentId,
  }
  return { desk, scene }
}

/** The demo's links are expired or paid: one that is on its way. */
async function aLink(desk: Desk, invoiceId: string): Promise<string> {
  const linkId = newId()
  const recipients = [{ mailId: newId(), address: 'screens@payer.example' }]
  const payload = { invoiceId, recipients, subject: 'Invoice', message: '', linkId }
  await desk.ask('command', { name: 'document.email', payload })
  return linkId
}

/** The demo has no credits: one that waits for review. */
async function aCredit(desk: Desk, customerId: string): Promise<string> {
  const { today } = await desk.ask('session.state', {})
  const creditId = newId()
  const line = { lineId: null, description: 'Botrytis in two boxes', amountCents: 84_50 }
  const payload = {
    creditId,
    customerId,
    invoiceId: null,
    reason: 'Damaged',
    creditedOn: today,
    lines: [line],
  }
  await desk.ask('command', { name: 'credit.create', payload: { ...payload, note: '', submit: true } })
  return creditId
}

/** Mails an invoice's link and answers it, from the inbox. */
export async function mailedLink(
  desk: Desk,
  inbox: string,
  language: 'en' | 'es',
): Promise<{ url: string; pay(): Promise<unknown> }> {
  const { rows } = await desk.ask('invoices.open', { sort: 'openCents', descending: false, limit: 100 })
  for (const { invoiceId, customerId, openCents } of rows) {
    const { customer } = await desk.ask('customers.one', { customerId })
    if (customer.language !== language || !customer.paymentLinksEnabled) continue
    const address = `screens-${newId().slice(-10)}@payer.example`
    const payload = {
      invoiceId,
      recipients: [{ mailId: newId(), address }],
      subject: 'Invoice',
      message: '',
      linkId: newId(),
    }
    await desk.ask('command', { name: 'document.email', payload })
    const url = await linkTo(inbox, address)
    const { today } = await desk.ask('session.state', {})
    const check = {
      paymentId: newId(),
      customerId,
      receivedOn: today,
      method: 'Check',
      reference: '',
      note: '',
    }
    const applications = [{ invoiceId, amountCents: openCents }]
    return {
      url,
      pay: () =>
        desk.ask('command', {
          name: 'payment.receive',
          payload: { ...check, totalCents: openCents, applications },
        }),
    }
  }
  throw new Error(`No customer with an open invoice reads ${language}.`)
}

async function linkTo(inbox: string, address: string): Promise<string> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const mails = (await (await fetch(`${inbox}/api/email`)).json()) as {
      to: { address: string }[]
      text: string
    }[]
    const mail = mails.find(({ to }) => to.some(each => each.address === address))
    const link = /https?:\/\/\S+\/l\/\S+/.exec(mail?.text ?? '')?.[0]
    if (link) return link
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`No mail to ${address} came.`)
}
