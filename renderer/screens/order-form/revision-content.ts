import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { InvoiceContent } from '../../../shared/domain/invoice/invoice-content.ts'
import { invoiceContent } from '../../../shared/domain/invoice/invoice-content-of.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import type { GivenPayload } from '../../app/give-command.ts'
import { lineInput } from './order-draft.ts'
import type { RevisionDraft } from './revision-book.ts'

/** What the next revision would say, as `order.revise` makes it. `last` is what the newest says. */
export function nextContent(
  { order, lines }: Pick<RevisionDraft, 'order' | 'lines'>,
  { customer }: Pick<OrderView, 'customer'>,
  company: CompanyRow,
  users: readonly Pick<UserRow, 'id' | 'name'>[],
  last: InvoiceContent,
): InvoiceContent {
  return invoiceContent({
    company,
    customer,
    order,
    lines,
    terms: { code: customer.termsCode, name: last.terms, days: 0 },
    salesperson: users.find(user => user.id === order.salespersonId)?.name ?? '',
    number: last.number,
    revision: last.revision + 1,
    issuedOn: last.issuedOn,
    dueOn: last.dueOn,
  })
}

/** What `order.revise` takes for an order as it was changed. */
export function revisePayload(
  { order, lines, expectedRevision }: RevisionDraft,
  revisedOn: string,
  releasePayments: boolean,
): GivenPayload<'order.revise'> {
  return {
    orderId: order.id,
    expectedRevision,
    revisedOn,
    header: {
      shipOn: order.shipOn,
      carrier: order.carrier,
      shipToId: order.shipToId,
      poNumber: order.poNumber,
      reference: order.reference,
      salespersonId: order.salespersonId,
      buyerContactId: order.buyerContactId,
      warehouseNote: order.warehouseNote,
      invoiceNote: order.invoiceNote,
    },
    lines: lines.map(lineInput),
    charges: order.charges.map(({ id: chargeId, ...charge }) => ({ chargeId, ...charge })),
    releasePayments,
  }
}
