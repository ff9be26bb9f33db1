import { useState } from 'react'
import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import type { Answers } from '../../../shared/protocol/desk.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { SearchSelect } from '../../parts/search-select.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from '../email-dialog/email-dialog.module.css'
import { PreviewPane } from '../email-dialog/preview-pane.tsx'
import type { TextsByLanguage } from '../sending/mail-texts.tsx'
import { statementMail } from './statement-mail.ts'
import { StatementPdf } from './statement-pdf.tsx'
import type { StatementCustomer } from './statement-run.ts'

interface RunPreviewProps {
  customers: readonly StatementCustomer[]
  /** Those of them whom no mail reaches. */
  unreachable: Answers['statement.unreachable']
  kind: StatementKind
  asOf: string
  withLink: boolean
  texts: TextsByLanguage
}

/** The statement mails of a run as their customers will see them, one at a time, and whom each goes to. */
export function RunPreview({ customers, unreachable, kind, asOf, withLink, texts }: RunPreviewProps) {
  const w = useWords().aging
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = customers.find(each => each.customerId === chosenId) ?? customers[0]
  if (!chosen) return null
  return (
    <div className={classes.preview}>
      {customers.length > 1 && (
        <SearchSelect
          label={w.previewOf}
          data={customers.map(({ customerId: value, name: label }) => ({ value, label }))}
          value={chosen.customerId}
          onChange={setChosenId}
          allowDeselect={false}
          limit={100}
        />
      )}
      <OneMail
        key={chosen.customerId}
        one={{ customerId: chosen.customerId, asOf, kind }}
        isBlocked={unreachable.some(each => each.customerId === chosen.customerId && each.why === 'blocked')}
        {...{ withLink, texts }}
      />
    </div>
  )
}

function OneMail({
  one,
  isBlocked,
  withLink: link,
  texts,
}: {
  one: { customerId: string; asOf: string; kind: StatementKind }
  /** Every address that it would go to is blocked. */
  isBlocked: boolean
  withLink: boolean
  texts: TextsByLanguage
}) {
  const w = useWords().aging
  const draft = useAsk('statement.mail-draft', one)
  const statement = useAsk('statement.of', one)
  const customer = useAsk('customers.one', { customerId: one.customerId })
  const failed = [draft, statement, customer].find(({ error }) => error !== null)
  if (failed) return <FaultNotice error={failed.error} onRetry={() => void failed.refetch()} />
  const language = customer.data?.customer.language
  if (!draft.data || !statement.data || !language) return <div className={classes.loading} aria-busy />
  const { recipients, values } = draft.data
  const subject = fillTemplate(texts[language].subject, values)
  const message = fillTemplate(texts[language].message, values)
  return (
    <>
      <span className={recipients.length === 0 || isBlocked ? 'florin-red' : 'florin-mute'}>
        {recipients.length === 0
          ? w.noAddress
          : isBlocked
            ? w.notSentBlocked(recipients.join(', '))
            : `${w.goesTo(recipients.join(', '))}.`}
      </span>
      <PreviewPane
        mail={statementMail(statement.data, { subject, message, link }, draft.data, language)}
        document={<StatementPdf {...one} />}
      />
    </>
  )
}
