import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import { statementAddresses } from '../../../shared/domain/mail/statement-mail.ts'
import { suppressionOf } from '../../../shared/domain/mail/suppressed-addresses.ts'
import { grantFor, type Permission } from '../../../shared/domain/permissions.ts'
import { type Refusal, refuse } from '../../../shared/domain/rejections.ts'
import { newId } from '../../../shared/lib/ids.ts'
import type { AgingAnswers } from '../../../shared/protocol/aging-asks.ts'
import type { ParsedInput } from '../../../shared/protocol/desk.ts'
import { createAgingBook } from '../aging/aging-book.ts'
import type { Backend } from '../backend.ts'
import { mailStarts, statementMailStart, statementMailValues } from '../documents/mail-start.ts'
import { FolderNotWritable, keepInFolder, statementFolder } from '../documents/save-statement.ts'
import { agingChosen, agingCustomers } from '../store/queries/aging-customers.ts'
import { explainNumber } from '../store/queries/explain-number.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { linkNow, statementFor, statementOf } from '../store/queries/statement-of.ts'
import { statementUnreachable } from '../store/queries/statement-unreachable.ts'
import { storedView } from '../store/queries/stored-view.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import { found } from './found.ts'

function unreachableRefusal(
  { name: customer, why }: AgingAnswers['statement.unreachable'][number],
  addresses: readonly string[],
): Refusal {
  if (why === 'no-address') return refuse('no-address', { customer })
  return refuse('addresses-blocked', { customer, addresses: addresses.join(', '), count: addresses.length })
}

/** The questions about aging and statements, answered from one backend. */
export function agingHandlers(backend: Backend): Pick<Handlers, keyof AgingAnswers> {
  const book = createAgingBook(backend.onChange, backend.roll, () => backend.ports.timers.sleep(0))

  function allowed(right: Permission): void {
    if (grantFor(backend.user(), right) === null) throw new AskRefusal(refuse('not-allowed', { right }))
  }

  function receivables(): QueryContext {
    allowed('receivables.view')
    return backend.context('receivables.view')
  }

  // Loaded when first asked for, as the invoice's: fonts and PDF are half of what the backend would read at its start.
  async function pdf(input: ParsedInput<'statement.of'>) {
    const q = receivables()
    const { statementPdf } = await import('../documents/statement-pdf.ts')
    return found(await statementPdf(q, input))
  }

  return {
    'aging.customers': input => agingCustomers(receivables(), book, input),
    'aging.chosen': input => agingChosen(receivables(), book, input),
    'explain.number': async input => found(await explainNumber(receivables(), book, input)),
    'statement.of': input => found(statementOf(receivables(), input)),
    async 'statement.pdf'(input) {
      const { fileName, bytes } = await pdf(input)
      return { fileName, base64: Buffer.from(bytes).toString('base64') }
    },
    'statement.folder'({ asOf }) {
      receivables()
      return { folder: statementFolder(asOf) }
    },
    async 'statement.save'({ folder, ...input }) {
      const { fileName, bytes } = await pdf(input)
      try {
        await keepInFolder(folder, fileName, bytes)
      } catch (error) {
        if (!(error instanceof FolderNotWritable)) throw error
        throw new AskRefusal(refuse('folder-not-writable', { folder }, 'folder'))
      }
      return { fileName }
    },
    'statement.texts': () => mailStarts(receivables().company, 'statement'),
    'statement.unreachable': ({ customerIds }) =>
      statementUnreachable(backend.context('receivables.send'), customerIds),
    'statement.send'({ commandId, withLink, texts, ...input }) {
      allowed('documents.email')
      allowed('receivables.send')
      const q = backend.context('receivables.send')
      const { customer, statement } = found(statementFor(q, input))
      const addresses = statementAddresses(customer)
      // The same rule that names them before a run: a mail that goes nowhere must not look as if it were on its way.
      const [unreachable] = statementUnreachable(q, [customer.id])
      if (unreachable) throw new AskRefusal(unreachableRefusal(unreachable, addresses))
      const view = storedView(q)
      const isBlocked = (address: string) => suppressionOf(address, 'statement', view) !== null
      const blocked = addresses.filter(isBlocked)
      const recipients = addresses.filter(address => !isBlocked(address))
      const { clock, random } = backend.ports
      const about = [q.company, customer, input.asOf, statement.aging.netCents] as const
      const typed = texts?.[customer.language] ?? null
      const values = statementMailValues(...about)
      const words = typed && {
        subject: fillTemplate(typed.subject, values).slice(0, 200),
        message: fillTemplate(typed.message, values),
      }
      const hasLink = withLink && linkNow(q, customer, statement).reason === null
      const given = backend.ledger.give({
        commandId,
        name: 'statement.email',
        userId: q.user.id,
        payload: {
          customerId: customer.id,
          statementKind: input.kind,
          statementOn: input.asOf,
          recipients: recipients.map(address => ({ mailId: newId(clock, random), address })),
          ...(words ?? statementMailStart(...about)),
          linkId: hasLink ? newId(clock, random) : null,
        },
      })
      if ('refusal' in given) throw new AskRefusal(given.refusal)
      backend.kick()
      return { recipients, blocked, withLink: hasLink }
    },
  }
}
