import type { Language } from '../company/company-row.ts'

/** The subject and message an invoice's mail starts with, in the customer's language; people change them freely. */
export function invoiceMailDefaults(
  language: Language,
  invoice: { number: string; company: string; contact: string },
): { subject: string; message: string } {
  if (language === 'es') {
    return {
      subject: `Factura ${invoice.number} de ${invoice.company}`,
      message: `${invoice.contact === '' ? 'Buenos días' : `Hola, ${invoice.contact}`}:\n\nAdjuntamos la factura ${invoice.number}. Gracias por su compra.`,
    }
  }
  return {
    subject: `Invoice ${invoice.number} from ${invoice.company}`,
    message: `${invoice.contact === '' ? 'Hello' : `Hello ${invoice.contact}`},\n\nYour invoice ${invoice.number} is attached. Thank you for your business.`,
  }
}
