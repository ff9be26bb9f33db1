import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readPdf } from '../../shared/documents/testing/read-pdf.ts'
import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'
import { askOf, askReads } from '../links/ask.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type MailUnderTest, startMailUnderTest } from './testing/mail-under-test.ts'
import { pdfLinks } from './testing/pdf-links.ts'

describeEachEngine('statement mail', database => {
  let under: MailUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
  })
  afterAll(() => under.stop())
  beforeEach(() => {
    under.inbox.messages.length = 0
  })

  /** A customer with an invoice of 228.00 and what they paid ahead, and their statement in the queue. */
  async function queued(paidAheadCents: number, fields: Partial<CustomerRow> = {}) {
    const customerId = await under.pages.customer(fields)
    const invoiceId = await under.pages.invoice(customerId)
    const { device } = under.pages
    if (paidAheadCents > 0)
      await under.pages.give('payment.receive', {
        paymentId: device.id(),
        number: `S${device.id()}`.slice(0, 20),
        customerId,
        receivedOn: '2026-11-23',
        method: 'Check',
        reference: '',
        totalCents: paidAheadCents,
        note: '',
        applications: [],
      })
    const [mailId, linkId] = [device.id(), device.id()]
    await under.pages.give('statement.email', {
      customerId,
      statementKind: 'unpaid',
      statementOn: '2026-11-24',
      recipients: [{ mailId, address: 'payables@petal.example' }],
      subject: 'Statement',
      message: '',
      linkId,
    })
    return { customerId, invoiceId, mailId, linkId }
  }
  const linkIn = (text: string | undefined) => /http:\S+\/l\/\S+/.exec(text ?? '')?.[0] ?? ''

  test('a statement goes out with its PDF, what is owed, and one link over what is open', async () => {
    const { mailId, linkId } = await queued(28_00)
    await under.pages.pass(0)
    const mail = await under.lastMail()
    const url = linkIn(mail.text)
    expect(mail.text).toContain('Please find your statement as of Nov 24, 2026 attached.')
    expect(mail.text).toContain('Open credits: -$28.00')
    expect(mail.text).toContain('To pay: $200.00')
    expect(mail.text).toContain('View and pay $200.00:')
    expect(mail.text).toContain('Your open credits of $28.00 are taken off')
    expect(mail.text).not.toContain('$228.00:')
    expect(mail.html).toContain(`href="${url}"`)
    expect(mail.attachments).toMatchObject([
      { contentType: 'application/pdf', filename: 'Aalsmeer-Floral-Co-Statement-2026-11-24.pdf' },
    ])
    expect(await pdfLinks(mail.attachments[0]!.content)).toEqual([url])
    const [page] = await readPdf(new Uint8Array(mail.attachments[0]!.content))
    expect(page!.text).toContain('$200.00|Balance|')
    expect(page!.text).toContain('Pay $200.00 online')
    // The page behind the button asks for the very sum.
    const view = await under.pages.test.relay.gatherIn(under.pages.companyId, askReads(linkId))
    expect(askOf(linkId, view)).toMatchObject({
      dueCents: 200_00,
      creditCents: 28_00,
    })
    expect(await under.pages.get('mails', mailId)).toMatchObject({ state: 'sent' })
    expect(await under.pages.get('payment_links', linkId)).toMatchObject({
      state: 'sent',
      askedCents: 200_00,
    })
  })

  test.each([
    ['en', 'Your credits are $72.00 more than what is open: there is nothing to pay.'],
    ['es', 'Sus créditos superan en $72.00 lo pendiente: no hay nada que pagar.'],
  ] as const)('a net credit carries no link, and the mail says so: %s', async (language, sentence) => {
    await queued(300_00, { language })
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(mail.text).toContain(sentence)
    expect(linkIn(mail.text)).toBe('')
    expect(mail.html).not.toContain('/l/')
    expect(await pdfLinks(mail.attachments[0]!.content)).toEqual([])
  })

  test('paid before it went out: the mail keeps its statement of that day and carries no link', async () => {
    const { customerId, invoiceId } = await queued(0)
    await under.pages.receiveCheck(customerId, invoiceId, 228_00)
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(linkIn(mail.text)).toBe('')
    const [page] = await readPdf(new Uint8Array(mail.attachments[0]!.content))
    expect(page!.text).toContain('Statement')
  })
})
