import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { showNotification } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { AskRefused } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { EntryKeys } from '../../parts/entry-keys.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { formatMoney, parseCents } from '../../parts/format-money.ts'
import { moneyMethods } from '../../parts/money-methods.ts'
import { readTypedDate } from '../../parts/read-typed-date.ts'
import { errorSentence, refusalSentence } from '../../parts/refusal-text.tsx'
import { Screen } from '../../parts/screen.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useCurrency, useToday } from '../../store/session.ts'
import { useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/use-words.ts'
import { ApplyGrid } from './apply-grid.tsx'
import { CreditsBanner } from './credits-banner.tsx'
import { GoneInvoice } from './gone-invoice.tsx'
import {
  applicationsOf,
  appliedCents,
  goneInvoices,
  type OpenInvoice,
  type PaymentDraft,
  problemsOf,
  resolved,
  spreadOf,
  withAmount,
  withApplied,
  withDiscount,
  withOldestFirst,
  withTick,
} from './payment-draft.ts'
import { PaymentFields } from './payment-fields.tsx'
import { PaymentFoot } from './payment-foot.tsx'
import { fieldOfRefusal, sentencesOf } from './payment-problems.ts'
import classes from './receive-payment.module.css'
import { useOpenCredits } from './use-open-credits.ts'
import { usePaymentDraft } from './use-payment-draft.ts'

const MOST_INVOICES = 1000

/** Money came in: who paid, how much, and which invoices it is for. */
export function ReceivePaymentScreen() {
  const words = useWords()
  const w = words.payments
  const currency = useCurrency()
  const form = useRef<HTMLDivElement>(null)
  const { draft: typed, setDraft, issue, clear } = usePaymentDraft()
  const customerId = typed.customerId
  const enabled = customerId !== null
  const customer = useAsk('customers.one', { customerId: customerId ?? '' }, { enabled }).data
  const open = useAsk('invoices.open', { customerId, limit: MOST_INVOICES, sort: 'dueOn' }, { enabled })
  const openInvoices: readonly OpenInvoice[] = (enabled && open.data?.rows) || []
  // What chosen credits take is no longer open for the payment.
  const openCredits = useOpenCredits(customerId, typed.credits, openInvoices)
  const { invoices, used } = openCredits
  // What is open is certain only once it was read for this customer.
  const read = enabled && open.data !== undefined && !open.isPlaceholderData && open.error === null
  const today = useToday()
  const language = useLanguage()
  const draft = resolved(typed, invoices)
  // Saved by its keys while the date is being typed: it is read then.
  const receivedOn = readTypedDate(draft.receivedOn, today, language === 'en') ?? draft.receivedOn
  const [shown, setShown] = useState(false)
  const [refused, setRefused] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<unknown>(null)
  const [saving, setSaving] = useState(false)
  // While it is being saved, what it pays stops being open.
  const gone = read && !saving ? goneInvoices(draft, invoices) : []
  // Credits can be applied without any money.
  const isCreditsOnly = used.length > 0 && (draft.amount.trim() === '' || parseCents(draft.amount) === 0)
  const problems = {
    ...(!isCreditsOnly && (read || !enabled)
      ? sentencesOf({ ...draft, receivedOn }, invoices, today, w, !shown)
      : {}),
    ...refused,
  }

  const [method = ''] = moneyMethods([customer?.customer.paymentMethod ?? ''])
  useEffect(() => {
    if (method !== '') setDraft(before => (before.method === '' ? { ...before, method } : before))
  }, [method, setDraft])

  function change(changed: PaymentDraft) {
    setRefused({})
    setFailure(null)
    setDraft(changed)
  }

  function focus(selector: string) {
    window.setTimeout(() => form.current?.querySelector<HTMLElement>(selector)?.focus(), 0)
  }

  async function save(then: 'new' | 'close') {
    if (saving || unsettledSelect(form.current)) return
    setShown(true)
    if (enabled && !read) {
      focus('[data-unread] button')
      return
    }
    const wrong = isCreditsOnly ? {} : problemsOf({ ...draft, receivedOn }, invoices, today)
    if (customerId === null || openCredits.isWrong || Object.keys(wrong).length > 0) {
      return focusFirstError(() => form.current)
    }
    if (gone.length > 0) {
      focus('[data-gone]')
      return
    }
    const applications = applicationsOf(draft, invoices)
    const totalCents = parseCents(draft.amount) ?? 0
    const customerName = customer?.customer.name ?? ''
    setSaving(true)
    try {
      if (!isCreditsOnly) await receive()
      // Where none went, what was chosen stays as it is, beside what was told.
      else if (!(await openCredits.apply(receivedOn, customerName, used))) return
      startAgain()
      if (then === 'close') navigate(pathTo('payments'))
      if (issue) await close(issue.id)
    } catch (error) {
      const field = error instanceof AskRefused ? fieldOfRefusal(error.refusal, applications) : null
      if (field !== null && error instanceof AskRefused)
        setRefused({ [field]: refusalSentence(error.refusal, words) })
      else setFailure(error)
      focusFirstError(() => form.current)
    } finally {
      setSaving(false)
    }

    async function receive() {
      const { number } = await giveCommand('payment.receive', {
        paymentId: draft.paymentId,
        customerId: customerId ?? '',
        receivedOn,
        method: draft.method,
        reference: draft.reference,
        totalCents,
        note: draft.note,
        applications,
        credits: used.map(({ credit, applications: wanted }) => ({
          paymentId: credit.paymentId,
          applications: wanted,
        })),
      })
      const amount = formatMoney(totalCents, currency)
      showNotification({ message: w.received1(number ?? '', amount, customerName) })
    }
  }

  // The payment is saved: from here on nothing may look as if it were not.
  async function close(issueId: string) {
    try {
      await closeIssue(issueId)
    } catch (error) {
      const title = words.shell.attention
      showNotification({ color: 'red', title, message: errorSentence(error, words) })
    }
  }

  function startAgain() {
    clear()
    setShown(false)
    setRefused({})
    setFailure(null)
    navigate(pathTo('receivePayment'), { replace: true })
    focus('input')
  }

  useHotkeys(
    [
      ['mod+Enter', ({ repeat }) => !repeat && void save('new')],
      ['mod+shift+Enter', ({ repeat }) => !repeat && void save('close')],
    ],
    [],
    true,
  )

  /** Drawn and focused before the next key comes: a digit of the amount must not go astray. */
  function pickCustomer(picked: string | null, ahead = '') {
    // For another customer it no longer is what the address says.
    const cameWith = issue ? draft.cameWith : ''
    const begun = { customerId: picked, applied: {}, credits: {}, discounts: {}, chosen: [] }
    const next = { ...draft, ...begun, byHand: false, method: '', cameWith }
    flushSync(() => {
      change(ahead === '' ? next : withAmount(next, ahead))
      if (!issue) navigate(pathTo('receivePayment'), { replace: true })
    })
    const field = form.current?.querySelector<HTMLInputElement>(
      picked === null ? 'input' : '[data-field="amount"]',
    )
    field?.focus()
    if (ahead !== '') field?.setSelectionRange(ahead.length, ahead.length)
  }

  const spread = read ? spreadOf(draft, invoices) : null

  return (
    <Screen
      title={w.receiveTitle}
      actions={
        <>
          <Button variant="subtle" color="gray" onClick={startAgain}>
            {w.clear}
          </Button>
          <Button variant="default" loading={saving} onClick={() => void save('close')}>
            {w.saveClose}
            <span className={classes.key}>Ctrl ⇧ ↵</span>
          </Button>
          <Button loading={saving} onClick={() => void save('new')}>
            {w.saveNew}
            <span className={classes.key}>Ctrl ↵</span>
          </Button>
        </>
      }
    >
      <div ref={form} className={classes.form}>
        <EntryKeys className={classes.form}>
          <PaymentFields
            draft={draft}
            customer={customer?.customer ?? null}
            problems={problems}
            onChange={change}
            onCustomer={(picked, ahead) => pickCustomer(picked, ahead?.().split('\n')[0])}
          />
          {failure !== null && <FaultNotice error={failure} />}
          {openCredits.credits.length > 0 && (
            <CreditsBanner
              key={customerId}
              credits={openCredits.credits}
              invoices={invoices}
              chosen={typed.credits ?? {}}
              used={used}
              onChange={credits => change({ ...draft, credits })}
            />
          )}
          <div className={classes.card} data-unread={enabled && !read ? true : undefined}>
            {open.error && enabled && <FaultNotice error={open.error} onRetry={() => void open.refetch()} />}
            {!enabled && <EmptyState title={w.chooseCustomer} hint={w.chooseCustomerHint} />}
            {enabled && !read && open.error === null && (
              <div role={shown ? 'alert' : 'status'}>
                <EmptyState title={words.parts.loading} />
              </div>
            )}
            {gone.map(invoiceId => (
              <GoneInvoice
                key={invoiceId}
                invoiceId={invoiceId}
                text={draft.applied[invoiceId] ?? ''}
                onTakeOff={() => change(withApplied(draft, invoiceId, ''))}
              />
            ))}
            {read && invoices.length === 0 && <EmptyState title={w.nothingOpen} hint={w.nothingOpenHint} />}
            {invoices.length > 0 && (
              <ApplyGrid
                invoices={invoices}
                applied={draft.applied}
                discounts={draft.discounts ?? {}}
                problems={problems}
                onDiscount={(invoice, text) => change(withDiscount(draft, invoice, text))}
                onType={(invoiceId, text) => change(withApplied(draft, invoiceId, text))}
                onTick={(invoice, ticked) => change(withTick(draft, invoice, ticked))}
              />
            )}
          </div>
        </EntryKeys>
      </div>
      <PaymentFoot
        keys
        received={w.received}
        receivedCents={parseCents(draft.amount) ?? 0}
        appliedCents={appliedCents(draft)}
        spread={spread && words.paymentActions.spread[spread.way](spread.count)}
        onOldestFirst={draft.byHand ? () => change(withOldestFirst(draft)) : null}
      />
    </Screen>
  )
}
