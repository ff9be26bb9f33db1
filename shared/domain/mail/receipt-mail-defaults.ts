import type { Language } from '../company/company-row.ts'

/** The subject and message a receipt's mail starts with, in the customer's language; people change them freely. */
export function receiptMailDefaults(
  language: Language,
  payment: { number: string; company: string },
): { subject: string; message: string } {
  if (language === 'es') {
    return {
      subject: `Recibo ${payment.number} de ${payment.company}`,
      message: `Buenos días:\n\nAdjuntamos el recibo de su pago ${payment.number}. Muchas gracias.`,
    }
  }
  return {
    subject: `Receipt ${payment.number} from ${payment.company}`,
    message: `Hello,\n\nThe receipt of your payment ${payment.number} is attached. Thank you.`,
  }
}
