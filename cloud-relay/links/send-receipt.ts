import { mailWords } from '../../shared/documents/letters/mail-words.ts'
import { row } from '../../shared/domain/view.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { RelayPorts } from '../ports.ts'
import { takeTurn } from './ask-staff.ts'
import { hashId } from './hash-id.ts'
import type { Nonces } from './nonces.ts'

/** `already`: this form sent it to this address before; `other`: it sent it to another one, and to this one nothing. */
export type ReceiptSent = 'sent' | 'already' | 'other' | 'too-often' | 'not-offered'

const A_DAY = 3

/**
 * Mails a payment's receipt to one more address that its payer typed, three times a day per payment. A form that sent it
 * sends nothing more.
 */
export async function sendReceipt(
  ports: RelayPorts,
  nonces: Nonces,
  companyId: string,
  receipt: { paymentId: string; address: string; language: 'en' | 'es'; company: string; nonce: string },
): Promise<ReceiptSent> {
  const { paymentId, address, nonce } = receipt
  return ports.inCompany(companyId, async tx => {
    const spentOn = await nonces.spentOn(tx.sql, companyId, nonce, address)
    if (spentOn !== 'nothing') return spentOn === 'these' ? 'already' : 'other'
    const payment = (await tx.gather(() => [row('payments', paymentId)])).get('payments', paymentId)
    if (!payment) return 'not-offered'
    if (!(await takeTurn(tx, `receipt:${paymentId}`, ports.clock.now(), A_DAY))) return 'too-often'
    const { outcome } = await tx.run({
      id: hashId(companyId, 'payment.email-receipt', nonce),
      name: 'payment.email-receipt',
      payload: {
        paymentId,
        recipients: [{ mailId: newId(ports.clock, ports.random), address }],
        subject: mailWords(receipt.language).receiptSubject(payment.number, receipt.company).slice(0, 200),
        message: '',
        language: receipt.language,
      },
      actor: { kind: 'relay' },
      at: ports.clock.now(),
    })
    if (outcome !== 'accepted') return 'not-offered'
    await nonces.spendOn(tx.sql, companyId, nonce, address)
    return 'sent'
  })
}
