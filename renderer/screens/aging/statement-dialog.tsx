import { Button, Group, Modal } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import type { StatementView } from '../../../shared/protocol/aging-asks.ts'
import { ask } from '../../app/ask.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { downloadPdf, printPdf } from '../../parts/print-pdf.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './aging.module.css'
import { AsOfField } from './as-of-field.tsx'
import { KindField } from './kind-field.tsx'
import { StatementMailDialog } from './statement-mail-dialog.tsx'
import { StatementPaper } from './statement-paper.tsx'
import type { StatementCustomer } from './statement-run.ts'

interface StatementDialogProps {
  /** null while it is closed. */
  customer: StatementCustomer | null
  asOf: string
  onClose(): void
}

/** One customer's statement, of any kind and date: to look at, keep, print or mail. */
export function StatementDialog({ customer, asOf, onClose }: StatementDialogProps) {
  const words = useWords()
  return (
    <Modal
      opened={customer !== null}
      onClose={onClose}
      size={940}
      title={customer ? words.aging.statementOf(customer.name) : ''}
    >
      {customer && (
        <StatementBody key={customer.customerId} customer={customer} first={asOf} onClose={onClose} />
      )}
    </Modal>
  )
}

function StatementBody({
  customer,
  first,
  onClose,
}: {
  customer: StatementCustomer
  first: string
  onClose(): void
}) {
  const [kind, setKind] = useState<StatementKind>('balance-forward')
  const [asOf, setAsOf] = useState(first)
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const [isMailing, setMailing] = useState(false)
  const one = { customerId: customer.customerId, asOf, kind }
  const { data, error, refetch } = useAsk('statement.of', one)

  async function attempt(work: () => Promise<void>) {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (problem) {
      setFailure(problem)
    } finally {
      setBusy(false)
    }
  }
  const withPdf = (use: (bytes: Uint8Array<ArrayBuffer>, fileName: string) => void) =>
    attempt(async () => {
      const { base64, fileName } = await ask('statement.pdf', one)
      use(
        Uint8Array.from(atob(base64), character => character.charCodeAt(0)),
        fileName,
      )
    })

  return (
    <>
      <div className={classes.choices}>
        <KindField value={kind} onChange={setKind} />
        <AsOfField value={asOf} onChange={setAsOf} />
      </div>
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div className={classes.loading} aria-busy />}
      {data && <StatementPaper view={data} customer={customer} />}
      {failure !== null && <FaultNotice error={failure} />}
      {data && (
        <StatementFoot
          view={data}
          isBusy={isBusy}
          onDownload={() => void withPdf(downloadPdf)}
          onPrint={() => void withPdf((bytes, name) => printPdf(bytes) || downloadPdf(bytes, name))}
          onMail={() => setMailing(true)}
        />
      )}
      {isMailing && <StatementMailDialog {...one} onClose={() => setMailing(false)} onSent={onClose} />}
    </>
  )
}

interface StatementFootProps {
  view: StatementView
  isBusy: boolean
  onDownload(): void
  onPrint(): void
  onMail(): void
}

function StatementFoot({ view, isBusy, onDownload, onPrint, onMail }: StatementFootProps) {
  const w = useWords().aging
  const whyNoMail = useWhyNot()('receivables.send')
  const { recipients, noLinkReason, askedCents, currency } = view
  const mailNote =
    recipients.length === 0
      ? w.noAddress
      : `${w.goesTo(recipients.join(', '))}. ${
          noLinkReason === null ? w.withLink(formatMoney(askedCents, currency)) : w.noLink[noLinkReason]
        }`
  return (
    <div className={classes.foot}>
      <p className={classes.hint}>{whyNoMail ?? mailNote}</p>
      <Group gap={8} wrap="nowrap">
        <Button
          variant="default"
          disabled={isBusy}
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={onDownload}
        >
          PDF
        </Button>
        <Button
          variant="default"
          disabled={isBusy}
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={onPrint}
        >
          {w.print}
        </Button>
        <ReasonButton reason={whyNoMail} disabled={isBusy} onClick={onMail}>
          {w.emailStatement}
        </ReasonButton>
      </Group>
    </div>
  )
}
