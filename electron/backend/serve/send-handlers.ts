import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { statementWords } from '../../../shared/documents/statement-words.ts'
import type { CommandName } from '../../../shared/domain/commands.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../shared/domain/invoice/invoice-row.ts'
import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import { statementAddresses } from '../../../shared/domain/mail/statement-mail.ts'
import { noManualLinkReason } from '../../../shared/domain/payment-link/link-offer.ts'
import { grantFor, type Permission } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import { newId } from '../../../shared/lib/ids.ts'
import type { SendAnswers } from '../../../shared/protocol/send-asks.ts'
import type { Backend } from '../backend.ts'
import { invoiceMailValues, statementMailStart, statementMailValues } from '../documents/mail-start.ts'
import { DeskFault } from '../session/desk-session.ts'
import { documentsPlan } from '../store/queries/documents-plan.ts'
import { invoicesChosen } from '../store/queries/invoices-open.ts'
import { linksOne } from '../store/queries/links-one.ts'
import { linksListed, linksPlan } from '../store/queries/links-plan.ts'
import { linkNow, statementFor } from '../store/queries/statement-of.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import { found } from './found.ts'

/** The questions about what is sent to customers, answered from one backend. */
export function sendHandlers(backend: Backend): Pick<Handlers, keyof SendAnswers> {
  const { clock, random } = backend.ports
  const fresh = () => newId(clock, random)

  function mustHave(right: Permission): void {
    if (grantFor(backend.user(), right) === null) throw new AskRefusal(refuse('not-allowed', { right }))
  }

  /** What someone may read who sends papers over receivables. */
  function sending() {
    mustHave('documents.email')
    mustHave('receivables.send')
    return backend.context('receivables.send')
  }

  function documents() {
    mustHave('documents.email')
    return backend.context('documents.email')
  }

  function give(commandId: string, name: CommandName, payload: Record<string, unknown>): void {
    const given = backend.ledger.give({ commandId, name, userId: backend.user().id, payload })
    if ('refusal' in given) throw new AskRefusal(given.refusal)
    backend.kick()
  }

  return {
    'links.plan': ({ invoiceIds }) => linksPlan(sending(), invoiceIds),
    'links.chosen': input => invoicesChosen(sending(), input),
    'links.listed': input => linksListed(sending(), input),
    'links.send'({ commandId, customerId, invoiceIds, recipients, subject, message }) {
      const [group] = linksPlan(sending(), invoiceIds).groups
      const linkId = fresh()
      give(commandId, 'links.email', {
        customerId,
        invoiceIds,
        recipients: recipients.map(address => ({ mailId: fresh(), address })),
        subject: group ? fillTemplate(subject, group.values) : subject,
        message: group ? fillTemplate(message, group.values) : message,
        linkId,
      })
      return {
        recipients,
        invoiceCount: group?.invoiceIds.length ?? invoiceIds.length,
        askedCents: group?.askedCents ?? 0,
      }
    },
    'links.one'({ linkId }) {
      mustHave('receivables.view')
      return found(linksOne(backend.context('receivables.view'), linkId))
    },
    'documents.plan': ({ orderIds }) => documentsPlan(documents(), orderIds),
    'documents.send'({ commandId, invoiceId, withLink, recipients, subject, message }) {
      const q = documents()
      const invoice = q.rows.answer({ kind: 'row', table: 'invoices', id: invoiceId }) as InvoiceRow | null
      const customer =
        invoice &&
        (q.rows.answer({ kind: 'row', table: 'customers', id: invoice.customerId }) as CustomerRow | null)
      if (!invoice || !customer) throw new DeskFault('not-found')
      const hasLink = withLink && noManualLinkReason(q.company, customer, invoice) === null
      const values = invoiceMailValues(q.company, customer, invoice)
      give(commandId, 'document.email', {
        invoiceId,
        recipients: recipients.map(address => ({ mailId: fresh(), address })),
        subject: fillTemplate(subject, values),
        message: fillTemplate(message, values),
        linkId: hasLink ? fresh() : null,
      })
      return { recipients, withLink: hasLink }
    },
    'statement.mail-draft'(input) {
      const q = sending()
      const { customer, statement } = found(statementFor(q, input))
      const { reason, askedCents, creditCents } = linkNow(q, customer, statement)
      const last = q
        .sql("SELECT max(sentAt) AS sentAt FROM mails WHERE customerId = ? AND kind = 'statement'")
        .get(customer.id) as { sentAt: number | null }
      const title = statementWords[customer.language].statement
      return {
        recipients: statementAddresses(customer),
        ccMe: q.user.login,
        ...statementMailStart(q.company, customer, input.asOf, statement.aging.netCents),
        values: statementMailValues(q.company, customer, input.asOf, statement.aging.netCents),
        attachmentName: documentFileName(q.company.name, title, input.asOf),
        askedCents,
        creditCents,
        noLinkReason: reason,
        linkBox: reason === null && q.company.linkBoxDefault,
        lastSentAt: last.sentAt,
      }
    },
  }
}
