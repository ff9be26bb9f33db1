import { expect, test } from 'vitest'
import { aCustomer, aLineOf, aLink, anInvoice, aPayment, orderPayload } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'

const send = (desk: Desk, invoiceId: string) => accepted(desk.relay('invoice.send-automatic', { invoiceId }))
const onConfirm = { automaticInvoices: 'on-confirm' } as const

function confirm(
  desk: Desk,
  fields: Parameters<typeof aCustomer>[1] = {},
  buyerContactId: string | null = null,
) {
  const customerId = aCustomer(desk, { ...onConfirm, ...fields }).id
  const payload = { ...orderPayload(desk, { customerId }), buyerContactId }
  desk.must('order.create', payload)
  const { orderId } = payload
  const { totalCents } = desk.ledger.row('orders', orderId)
  const { jobs } = desk.must('order.confirm', {
    orderId,
    issuedOn: '2026-11-25',
    expectedTotalCents: totalCents,
  })
  return { jobs, customerId, orderId, invoiceId: desk.ledger.row('orders', orderId).invoiceId! }
}

/** Changes the confirmed order: its invoice comes to 300.00. */
function revise(desk: Desk, orderId: string) {
  const { shipOn, carrier, shipToId, poNumber, reference, ...order } = desk.ledger.row('orders', orderId)
  const { salespersonId, buyerContactId, warehouseNote, invoiceNote } = order
  const people = { salespersonId, buyerContactId, warehouseNote, invoiceNote }
  desk.must('order.revise', {
    orderId,
    expectedRevision: 1,
    revisedOn: '2026-11-25',
    header: { shipOn, carrier, shipToId, poNumber, reference, ...people },
    lines: [aLineOf(desk, 300_00)],
    charges: [],
    releasePayments: false,
  })
}

test('confirming asks the relay to mail the invoice, where the customer wants it', () => {
  const desk = aDesk()
  const { jobs, invoiceId } = confirm(desk)
  expect(jobs).toEqual([{ kind: 'invoice.automatic', key: `automatic:${invoiceId}`, payload: { invoiceId } }])
  expect(confirm(desk, { automaticInvoices: 'daily' }).jobs).toHaveLength(1)
  expect(confirm(desk, { automaticInvoices: 'off' }).jobs).toEqual([])
})

test('it goes to the invoice addresses and the buyer of the order, each once, with one link', () => {
  const desk = aDesk()
  const contacts = [
    { id: 'b1', name: 'Ines', email: 'ines@petal.example', kind: 'buyer' as const },
    { id: 'b2', name: 'Joe', email: 'joe@petal.example', kind: 'buyer' as const },
  ]
  const invoiceEmails = ['pay@petal.example', 'Joe@petal.example']
  const { invoiceId } = confirm(desk, { contacts, invoiceEmails }, 'b1')
  const { jobs } = send(desk, invoiceId)
  const mails = desk.ledger.all('mails')
  expect(mails.map(mail => mail.recipient).toSorted()).toEqual([
    'Joe@petal.example',
    'ines@petal.example',
    'pay@petal.example',
  ])
  const [link] = desk.ledger.all('payment_links')
  for (const mail of mails)
    expect(mail).toMatchObject({
      kind: 'invoice',
      invoiceId,
      revision: 1,
      linkId: link!.id,
      cause: `automatic:${invoiceId}`,
      queuedBy: 'relay',
    })
  expect(link).toMatchObject({ kind: 'invoice', askedCents: 228_00, createdBy: 'relay' })
  expect(desk.ledger.row('invoices', invoiceId)).toMatchObject({ lastLinkId: link!.id })
  expect(jobs).toHaveLength(3)
  expect(jobs[0]!.payload).toMatchObject({ cause: `automatic:${invoiceId}` })
  const twice = confirm(desk, { contacts, invoiceEmails }, 'b2')
  send(desk, twice.invoiceId)
  expect(desk.ledger.all('mails').filter(mail => mail.invoiceId === twice.invoiceId)).toHaveLength(2)
})

test('never twice: not again, and not for a revision', () => {
  const desk = aDesk()
  const { invoiceId, orderId } = confirm(desk)
  send(desk, invoiceId)
  expect(send(desk, invoiceId).writes).toEqual([])
  revise(desk, orderId)
  expect(send(desk, invoiceId).writes).toEqual([])
})

test('what a person has mailed as it stands is not mailed again; what was revised since is', () => {
  const desk = aDesk()
  const { invoiceId, orderId } = confirm(desk, { automaticInvoices: 'daily' })
  aLink(desk, invoiceId)
  expect(send(desk, invoiceId).jobs).toEqual([])
  revise(desk, orderId)
  expect(send(desk, invoiceId).jobs).toHaveLength(1)
  expect(desk.ledger.all('mails').at(-1)).toMatchObject({ revision: 2 })
})

test('links that people may not send are in automatic mails all the same; switched off they are not', () => {
  const desk = aDesk({ manualLinksEnabled: false, linkBoxDefault: false })
  send(desk, confirm(desk).invoiceId)
  expect(desk.ledger.all('payment_links')).toHaveLength(1)
  send(desk, confirm(desk, { paymentLinksEnabled: false }).invoiceId)
  const paid = confirm(desk)
  const applications = [{ invoiceId: paid.invoiceId, amountCents: 228_00 }]
  aPayment(desk, { customerId: paid.customerId, totalCents: 228_00, applications })
  send(desk, paid.invoiceId)
  expect(desk.ledger.all('payment_links')).toHaveLength(1)
  expect(desk.ledger.all('mails')).toHaveLength(3)
})

test('voided or switched off meanwhile: nothing goes out', () => {
  const desk = aDesk()
  const { invoiceId, orderId } = confirm(desk)
  desk.must('order.void', { orderId, voidedOn: '2026-11-25' })
  expect(send(desk, invoiceId).writes).toEqual([])
  const off = anInvoice(desk)
  expect(send(desk, off.id).writes).toEqual([])
  expect(send(desk, desk.newId()).writes).toEqual([])
})

test('no address: a task that says so, once, closed when there is one', () => {
  const desk = aDesk()
  const { invoiceId, customerId } = confirm(desk, { invoiceEmails: [] })
  send(desk, invoiceId)
  send(desk, invoiceId)
  const order = anInvoice(desk, { customerId })
  send(desk, order.id)
  const tasks = () => desk.ledger.all('tasks').filter(task => task.kind === 'customer-without-address')
  expect(tasks()).toMatchObject([
    {
      kind: 'customer-without-address',
      customerId,
      state: 'open',
      params: { customer: 'Petal & Stem Atelier' },
    },
  ])
  expect(desk.ledger.all('mails')).toEqual([])
  const changes = { invoiceEmails: { from: [], to: ['pay@petal.example'] } }
  desk.must('customer.change', { customerId, changes })
  send(desk, invoiceId)
  expect(tasks()).toMatchObject([{ state: 'done' }])
  expect(desk.ledger.all('mails')).toHaveLength(1)
})
