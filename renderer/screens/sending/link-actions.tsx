import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { LinkView } from '../../../shared/protocol/send-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { notify } from '../../parts/notify.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { linkSteps } from './link-steps.ts'

/** What can be done about a link: send it again, copy how far it has come, take it back. */
export function LinkActions({ view, onResend }: { view: LinkView; onResend(): void }) {
  const words = useWords()
  const w = words.sending
  const whyNot = useWhyNot()
  const [revoking, setRevoking] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { id: linkId, kind } = view.link
  const isLost = view.mails.some(mail => mail.state === 'undelivered')
  const isOfOne = kind === 'invoice' && view.invoices.length === 1
  const isEnded = ['paid', 'settled', 'revoked'].includes(view.summary.state)

  async function copy() {
    try {
      await navigator.clipboard.writeText(stateText(view, words))
      notify(w.copied)
    } catch {
      notify(w.copyFailed, { wrong: true })
    }
  }

  async function revoke() {
    try {
      await giveCommand('link.revoke', { linkId })
      notify(w.revoked)
      setRevoking(false)
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <>
      {view.openCents > 0 && (
        <ReasonButton reason={whyNot(isOfOne ? 'documents.email' : 'receivables.send')} onClick={onResend}>
          {isLost ? w.fixAddress : w.resend}
        </ReasonButton>
      )}
      <Button variant="default" onClick={() => void copy()}>
        {w.copy}
      </Button>
      {!isEnded && (
        <ReasonButton
          reason={whyNot('documents.email')}
          variant="subtle"
          color="red"
          onClick={() => {
            setFailure(null)
            setRevoking(true)
          }}
        >
          {w.revoke}
        </ReasonButton>
      )}
      <Modal opened={revoking} onClose={() => setRevoking(false)} title={w.revokeTitle(view.customerName)}>
        <p>{w.revokeHint}</p>
        {failure !== null && <FaultNotice error={failure} />}
        <DialogButtons danger confirm={w.revokeNow} onConfirm={revoke} onCancel={() => setRevoking(false)} />
      </Modal>
    </>
  )
}

/** A link's state as text, to be pasted into a mail or a chat. Its address is not in it: nobody here knows it. */
function stateText(view: LinkView, { sending: w, parts }: Words): string {
  const { link, summary } = view
  return w.copyText({
    customer: view.customerName,
    invoices: view.invoices.map(invoice => invoice.number).join(', '),
    asked: formatMoney(link.askedCents, link.currency),
    state: parts.tag[summary.state],
    to: link.sentTo,
    steps: linkSteps(view).map(({ step, at, about }) =>
      [w.steps[step], about, at === null ? '' : formatInstant(at)].filter(text => text !== '').join(' · '),
    ),
  })
}
