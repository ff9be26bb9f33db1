import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'

/** How the mail with a pending order starts, in the customer's language. */
export function orderMailStart(
  company: Pick<CompanyRow, 'name'>,
  { language, name }: Pick<CustomerRow, 'language' | 'name'>,
  number: string,
): { subject: string; message: string } {
  return language === 'es'
    ? {
        subject: `Pedido ${number} con ${company.name}`,
        message: `Hola, ${name}:\n\nAdjuntamos la confirmación de su pedido ${number}. Gracias por su compra.`,
      }
    : {
        subject: `Order ${number} with ${company.name}`,
        message: `Hello ${name},\n\nThe confirmation of your order ${number} is attached. Thank you for your business.`,
      }
}
