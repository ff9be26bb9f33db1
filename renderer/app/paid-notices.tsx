import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import type { LinkPaymentNotice } from '../../shared/protocol/link-money-asks.ts'
import { formatMoney } from '../parts/format-money.ts'
import { usePaidNotices } from '../store/paid-notices.ts'
import { useRight, useSession } from '../store/session.ts'
import { wordsNow } from '../words/use-words.ts'
import { ask } from './ask.ts'
import { onChanges } from './changes.ts'
import { pathTo } from './router.ts'

/** How far back a payment may come to be told of: this computer's clock and the gateway's may differ. */
const SLACK_MS = 15 * 60_000
const SHOWN_MS = 15_000
/** More at once become one sentence. */
const MOST_SINGLE = 3

/**
 * Tells that a link was paid while Florin is open, with the customer and the amount; the payment is a click away. In Electron
 * the system tells it too while the window is out of sight.
 */
export function PaidNotices() {
  const userId = useSession(state => state.session?.user?.id ?? '')
  const maySee = useRight('receivables.view')
  const isOff = usePaidNotices(state => state.offFor.includes(userId))
  const isOn = maySee && !isOff && userId !== ''
  useEffect(() => (isOn ? follow() : undefined), [isOn])
  return null
}

/** Looks for new payments after each change; answers the function that stops it. */
function follow(): () => void {
  const afterAt = Math.max(0, Date.now() - SLACK_MS)
  let isStopped = false
  // What came before now is no news.
  let last = look(() => undefined)

  async function look(tell: (fresh: LinkPaymentNotice[]) => void): Promise<void> {
    const { notices } = await ask('link-payments.since', { afterAt })
    if (isStopped) return
    const fresh = new Set(usePaidNotices.getState().take(notices.map(({ paymentId }) => paymentId)))
    tell(notices.filter(({ paymentId }) => fresh.has(paymentId)))
  }

  const stop = onChanges(tables => {
    if (!tables.includes('payments')) return
    // One after the other, so that each payment is told of once. A fault is tried again with the next change.
    last = last.catch(() => undefined).then(() => look(show).catch(() => undefined))
  })
  last.catch(() => undefined)
  return () => {
    isStopped = true
    stop()
  }
}

function show(fresh: readonly LinkPaymentNotice[]): void {
  const w = wordsNow()
  if (fresh.length > MOST_SINGLE) {
    const sumCents = fresh.reduce((sum, { amountCents }) => sum + amountCents, 0)
    const text = w.linkMoney.paidMany(fresh.length, formatMoney(sumCents, fresh[0]!.currency))
    announce('paid-many', text, w.linkMoney.paidManyHint, pathTo('linkPayments'))
    return
  }
  for (const { paymentId, number, customerName, amountCents, currency } of fresh) {
    const text = w.linkMoney.paidNow(customerName, formatMoney(amountCents, currency))
    announce(`paid-${paymentId}`, text, w.linkMoney.paidNowHint(number), pathTo('linkPayment', { paymentId }))
  }
}

function announce(id: string, title: string, hint: string, path: string): void {
  window.florin?.notify(title, hint, path)
  notifications.show({
    id,
    title,
    color: 'green',
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': wordsNow().parts.close },
    message: (
      <a href={`#${path}`} onClick={() => notifications.hide(id)}>
        {hint}
      </a>
    ),
  })
}
