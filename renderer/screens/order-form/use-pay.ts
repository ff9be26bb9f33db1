import { useRef, useState } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { ask } from '../../app/ask.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useMoneyMethods } from '../../parts/money-methods.ts'
import { notify } from '../../parts/notify.ts'
import { oneAtATime } from '../../parts/one-at-a-time.ts'
import { usePhonePage } from '../../parts/use-phone-page.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import {
  forgetTypedPayment,
  keepPage,
  keepPlan,
  keepTyped,
  pageOpenedHere,
  typedPayment,
  unfinishedPayment,
} from './pay-drafts.ts'
import { carryOut, type PayEnd, type PayPlan, planAtNewTotal } from './pay-sequence.ts'
import { openPageOf, payStage } from './pay-stage.ts'
import { useWhyNotByPhone } from './use-why-not-by-phone.ts'

/** What is typed for an order's payment, how it stands, and what can be done with it. */
export function usePay(given: OrderRow, customer: CustomerRow, onClose: () => void) {
  const words = useWords()
  const today = useToday()
  const methods = useMoneyMethods()
  const { id: orderId } = given
  const { data: state, error: unknown, refetch } = useAsk('orders.pay-state', { orderId, paymentId: null })
  const order = state?.order ?? given
  const heldCents = state?.heldCents ?? 0
  const [heldBeforeCents, setHeldBefore] = useState(0)
  const isPending = order.status === 'draft' || order.status === 'pending'
  if (isPending && heldCents !== heldBeforeCents) setHeldBefore(heldCents)
  const [kept, setKept] = useState(() => unfinishedPayment(orderId))
  const [typed, setTyped] = useState(() => {
    const before = kept ?? typedPayment(orderId)
    const usual = methods.includes(customer.paymentMethod) ? customer.paymentMethod : methods[0]
    return { method: before?.method ?? usual ?? '', reference: before?.reference ?? '' }
  })
  const [end, setEnd] = useState<PayEnd | null>(null)
  const [byPhone, setByPhone] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [openedHere, setOpenedHere] = useState(() => pageOpenedHere(orderId))
  const press = useRef(oneAtATime())
  // Nothing was taken by these: given again, they can't take it twice.
  const unused = useRef<Pick<PayPlan, 'paymentId' | 'commandIds'> | null>(null)
  const leftCents = Math.max(0, order.totalCents - heldCents)
  const whyNot = useWhyNotByPhone(order, customer, leftCents)
  const page = usePhonePage({ customerId: order.customerId, invoiceIds: [], orderId }, linkId => {
    if (linkId === null) return
    keepPage(orderId, linkId)
    setOpenedHere(linkId)
  })
  const pages = state?.pages ?? []

  const stage = payStage({
    order,
    heldCents,
    heldBeforeCents,
    openCents: state?.invoice?.openCents ?? 0,
    prepaidCents: state?.prepaidCents ?? 0,
    paysFirst: state?.paysFirst ?? false,
    kept,
    through: end?.is === 'through' ? end : null,
    confirming,
    byPhone,
    isOpened: page.url !== null,
    page: openPageOf(pages, openedHere),
    whyNot,
    isSent: order.status === 'pending' && state?.unsent === false,
    isKnown: state !== undefined,
  })

  function type(edit: { method?: string; reference?: string }) {
    const now = { ...typed, ...edit }
    setTyped(now)
    keepTyped(orderId, now)
  }

  function keep(plan: PayPlan | null) {
    keepPlan(orderId, plan)
    setKept(plan)
  }

  function newPlan(): PayPlan {
    return {
      orderId,
      customerId: customer.id,
      method: typed.method,
      reference: typed.reference.trim(),
      totalCents: order.totalCents,
      ...(heldCents > 0 && { takenCents: leftCents }),
      on: today,
      ...(unused.current ?? {
        paymentId: newId(),
        commandIds: { receive: newId(), confirm: newId(), apply: newId() },
      }),
    }
  }

  async function pay() {
    const plan = kept ?? newPlan()
    keep(plan)
    const ended = await carryOut(plan, {
      give: giveCommand,
      readState: (id, paymentId) => ask('orders.pay-state', { orderId: id, paymentId }),
    })
    if (ended.is === 'through') {
      forget()
      if (ended.overCents > 0 || ended.openCents > 0) return setEnd(ended)
      onClose()
      notify(words.orderEntry.payDone(order.number))
      return
    }
    setEnd(ended)
    if (ended.is === 'changed') {
      unused.current = { paymentId: plan.paymentId, commandIds: plan.commandIds }
      keep(null)
    } else if (ended.step === 'receive' && ended.error instanceof AskRefused) {
      // Nothing happened: what was typed may be mended.
      unused.current = null
      keep(null)
    } else {
      const next = planAtNewTotal(plan, ended, newId())
      if (next !== null) keep(next)
    }
  }

  function forget() {
    keepPlan(orderId, null)
    forgetTypedPayment(orderId)
  }

  /** Nothing more is to be done of it: what is taken stands. */
  function leave() {
    forget()
    onClose()
  }

  async function trying(act: () => Promise<void>) {
    setFailure(null)
    try {
      await act()
    } catch (error) {
      setFailure(error)
    }
  }

  /** Only what is agreed can be paid ahead: a draft is placed first. */
  const takeByPhone = () =>
    trying(async () => {
      if (order.status === 'draft') await giveCommand('order.place', { orderId })
      setByPhone(true)
    })

  const confirmHeld = () =>
    trying(async () => {
      setConfirming(true)
      try {
        const confirmation = { orderId, issuedOn: today, expectedTotalCents: order.totalCents }
        await giveCommand('order.confirm', confirmation)
      } catch (error) {
        setConfirming(false)
        throw error
      }
      leave()
      notify(words.orderEntry.payDone(order.number))
    })

  const takeBack = () =>
    trying(async () => {
      const open = pages.filter(each => each.state === 'open')
      for (const { linkId } of open) await giveCommand('link.revoke', { linkId })
    })

  return {
    order,
    stage,
    kept,
    typed,
    methods,
    end,
    failure,
    unknown,
    askAgain: () => void refetch(),
    whyNot,
    page,
    type,
    leave,
    back: () => setByPhone(false),
    pay: () => press.current(pay),
    takeByPhone: () => press.current(takeByPhone),
    confirmHeld: () => press.current(confirmHeld),
    takeBack: () => press.current(takeBack),
    openPage: () => press.current(page.open),
  }
}
