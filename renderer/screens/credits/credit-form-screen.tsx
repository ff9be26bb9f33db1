import { Button, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { EntryKeys } from '../../parts/entry-keys.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { formatCents } from '../../parts/format-money.ts'
import { readTypedDate } from '../../parts/read-typed-date.ts'
import { Screen } from '../../parts/screen.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useToday } from '../../store/session.ts'
import { useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/use-words.ts'
import { type CreditDraft, creditCents } from './credit-draft.ts'
import { CreditFields } from './credit-fields.tsx'
import classes from './credit-form.module.css'
import { CreditLines, FreeLines } from './credit-lines.tsx'
import { CreditPictures } from './credit-pictures.tsx'
import { creditSentences } from './credit-sentences.ts'
import { PictureDrop } from './picture-drop.tsx'
import { PictureThumbs } from './picture-thumbs.tsx'
import { useCreditDraft } from './use-credit-draft.ts'
import { useDraftPictures } from './use-draft-pictures.ts'
import { useSaveCredit } from './use-save-credit.ts'

/** Asks for a credit, or changes one that was rejected: which lines, how much, why, and pictures of it. */
export function CreditFormScreen() {
  const words = useWords()
  const w = words.credits
  const today = useToday()
  const language = useLanguage()
  const form = useRef<HTMLDivElement>(null)
  const { draft: typed, setDraft, issue, changed, failure: unread, clear } = useCreditDraft()
  const pictures = useDraftPictures(typed.creditId)
  const { customerId, invoiceId, creditId } = typed
  const asked = useAsk(
    'credits.start',
    { customerId: customerId ?? '', invoiceId, creditId },
    { enabled: customerId !== null },
  )
  const start = (customerId !== null && !asked.isPlaceholderData && asked.data) || null
  // Saved by its keys while the date is being typed: it is read then.
  const draft = {
    ...typed,
    creditedOn: readTypedDate(typed.creditedOn, today, language === 'en') ?? typed.creditedOn,
  }
  const [shown, setShown] = useState(false)
  const { save, saving, failure, refused, forget } = useSaveCredit({
    draft,
    start,
    changed,
    issue,
    pictures: pictures.pictures,
    isUnsettled: () => unsettledSelect(form.current),
    saved(id) {
      clear()
      pictures.clear()
      navigate(pathTo('credit', { creditId: id }))
    },
    wrong() {
      setShown(true)
      focusFirstError(() => form.current)
    },
  })
  const problems = { ...(shown ? creditSentences(draft, start, today, w) : {}), ...refused }

  function change(next: CreditDraft) {
    forget()
    setDraft(next)
  }

  function startAgain() {
    clear()
    pictures.clear()
    setShown(false)
    forget()
    navigate(pathTo('newCredit'), { replace: true })
  }

  function pickCustomer(picked: string | null) {
    change({ ...typed, customerId: picked, invoiceId: null, lines: {}, cameWith: '' })
    navigate(pathTo('newCredit'), { replace: true })
    const next = picked === null ? 'input' : '[data-field="invoice"]'
    window.setTimeout(() => form.current?.querySelector<HTMLElement>(next)?.focus())
  }

  function pickInvoice(picked: string, pickedInvoice: string) {
    change({ ...typed, customerId: picked, invoiceId: pickedInvoice, lines: {}, cameWith: '' })
    navigate(pathTo('newCredit'), { replace: true })
    window.setTimeout(() => form.current?.querySelector<HTMLElement>('[data-field="reason"]')?.focus())
  }

  useHotkeys(
    [
      ['mod+Enter', ({ repeat }) => !repeat && void save(true)],
      ['mod+shift+Enter', ({ repeat }) => !repeat && changed === null && void save(false)],
    ],
    [],
    true,
  )

  const rejection = changed?.credit.status === 'rejected' ? changed.steps.at(-1) : undefined
  return (
    <Screen
      title={typed.number === '' ? w.formTitle : w.changeTitle(typed.number)}
      actions={
        <>
          {changed === null && (
            <>
              <Button variant="subtle" color="gray" onClick={startAgain}>
                {w.clear}
              </Button>
              <Button variant="default" loading={saving} onClick={() => void save(false)}>
                {w.saveLater}
                <span className={classes.key}>Ctrl ⇧ ↵</span>
              </Button>
            </>
          )}
          <Button loading={saving} onClick={() => void save(true)}>
            {w.send}
            <span className={classes.key}>Ctrl ↵</span>
          </Button>
        </>
      }
    >
      <div ref={form} className={classes.form}>
        <EntryKeys className={classes.form}>
          <CreditFields
            draft={typed}
            start={start}
            isFixed={typed.number !== ''}
            problems={problems}
            onChange={change}
            onCustomer={pickCustomer}
            onInvoice={pickInvoice}
          />
          {rejection && (
            <p className={classes.notice}>{w.rejectedBecause(rejection.byName, rejection.note)}</p>
          )}
          {[unread, asked.error, failure].map(
            (error, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: three places, and nothing moves
              error !== null && <FaultNotice key={at} error={error} />,
          )}
          <div className={classes.columns}>
            <div className={classes.lines}>
              {customerId === null && <EmptyState title={w.chooseCustomer} hint={w.chooseCustomerHint} />}
              {start && start.lines.length > 0 && (
                <CreditLines draft={typed} lines={start.lines} problems={problems} onChange={change} />
              )}
              {start && (
                <FreeLines draft={typed} charges={start.charges} problems={problems} onChange={change} />
              )}
            </div>
            <div className={classes.aside}>
              {changed && changed.credit.status === 'rejected' && (
                <Textarea
                  label={w.answer}
                  placeholder={w.answerHint}
                  autosize
                  minRows={2}
                  maxRows={5}
                  maxLength={1000}
                  value={typed.answer}
                  onChange={event => change({ ...typed, answer: event.currentTarget.value })}
                />
              )}
              <Textarea
                label={w.note}
                placeholder={w.noteHint}
                autosize
                minRows={3}
                maxRows={10}
                maxLength={4000}
                value={typed.note}
                error={problems.note}
                onChange={event => change({ ...typed, note: event.currentTarget.value })}
              />
              {changed ? (
                <CreditPictures view={changed} />
              ) : (
                <PictureDrop count={pictures.pictures.length} onAdd={pictures.add}>
                  <PictureThumbs
                    pictures={pictures.pictures.map(({ attachmentId, name, mime, content }) => ({
                      attachmentId,
                      name,
                      caption: name,
                      src: `data:${mime};base64,${content}`,
                    }))}
                    onRemove={pictures.remove}
                  />
                </PictureDrop>
              )}
            </div>
          </div>
          <div className={classes.foot}>
            <span className={classes.footProblem} role="alert">
              {problems.lines}
            </span>
            {start?.invoice && (
              <>
                <span className={classes.figure}>
                  {w.invoiceTotal} <b>{formatCents(start.invoice.totalCents)}</b>
                </span>
                <span className={classes.figure}>
                  {w.creditedAlready} <b>{formatCents(start.creditedCents)}</b>
                </span>
              </>
            )}
            <span className={`${classes.figure} ${classes.total}`} aria-live="polite">
              {w.total} <b>{formatCents(creditCents(typed))}</b>
            </span>
          </div>
        </EntryKeys>
      </div>
    </Screen>
  )
}
