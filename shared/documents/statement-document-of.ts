import type { Statement } from '../domain/collections/statement.ts'
import type { CompanyRow } from '../domain/company/company-row.ts'
import type { CustomerRow } from '../domain/customer/customer-row.ts'
import { addressLines } from '../domain/invoice/invoice-content-of.ts'
import type { StatementDocument } from './statement-document.ts'

/** What a statement's paper says: the statement, and who sends it to whom. */
export function statementDocument(
  company: CompanyRow,
  customer: CustomerRow,
  { kind, on, from, aging, lines, closingCents }: Statement,
): StatementDocument {
  return {
    language: customer.language,
    currency: customer.currency,
    company: { name: company.name, lines: company.addressLines, phone: company.phone, email: company.email },
    customer: { name: customer.name, lines: addressLines(customer.billingAddress) },
    customerCode: customer.code,
    terms: company.terms.find(({ code }) => code === customer.termsCode)?.name ?? customer.termsCode,
    kind,
    on,
    from,
    aging,
    lines: lines.map(line => ({
      on: line.on,
      kind: line.kind,
      number: line.number,
      reference: line.reference,
      dueOn: line.dueOn,
      amountCents: line.amountCents,
      runningCents: line.runningCents,
    })),
    closingCents,
    footer: customer.invoiceFooter,
  }
}
