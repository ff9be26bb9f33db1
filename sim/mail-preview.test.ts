import { expect, test } from 'vitest'
import { rowsOnDesk } from '../cloud-relay/mail/testing/rows-on-desk.ts'
import { writeLetter } from '../cloud-relay/mail/write-letter.ts'
import { invoiceMail } from '../renderer/screens/sending/invoice-mail.ts'
import { documentFormats } from '../shared/documents/document-formats.ts'

test.each(['en', 'es'] as const)('the preview of a mail says what the relay’s mail says (%s)', language => {
  const typed = { subject: 'Your invoice', message: 'Hello' }
  for (const message of ['Hello', '']) {
    const rows = rowsOnDesk('invoice', { customer: { language }, mail: { ...typed, message } })
    const sent = writeLetter(rows, 'https://pay.example/l/x', false)
    const formats = documentFormats(language, 'USD')
    const shown = invoiceMail(rows.invoice!, {
      ...typed,
      message,
      language,
      formats,
      withLink: true,
      attachmentName: 'x.pdf',
    })
    const { subject, facts, table, paragraphs } = shown
    const said = paragraphs.filter(text => text !== '')
    expect({ subject, facts, table, paragraphs: said }).toEqual({
      subject: sent.subject,
      facts: sent.facts,
      table: sent.table,
      paragraphs: sent.paragraphs,
    })
    expect(shown.payAmount).toBe(sent.pay?.amount)
  }
})
