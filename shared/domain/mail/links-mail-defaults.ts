import type { Language } from '../company/company-row.ts'

/** The subject and message a mail of payment links starts with, in the customer's language; people change them freely. */
export function linksMailDefaults(language: Language, company: string): { subject: string; message: string } {
  if (language === 'es') {
    return {
      subject: `Facturas pendientes con ${company}`,
      message:
        'Buenos días:\n\nEstas son sus facturas pendientes. Con el botón puede verlas y pagarlas todas juntas.',
    }
  }
  return {
    subject: `Open invoices from ${company}`,
    message: 'Hello,\n\nThese invoices are open. The button lets you look at them and pay them all at once.',
  }
}
