import { Button } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../../app/ask.ts'
import { queryClient } from '../../app/query-client.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Screen } from '../../parts/screen.tsx'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { HistoryButton } from '../audit/history-button.tsx'
import { AheadSide } from './ahead-side.tsx'
import { ChargeRows } from './charge-rows.tsx'
import { CreditNotice } from './credit-notice.tsx'
import { CustomerSide } from './customer-side.tsx'
import { InvoiceSide } from './invoice-side.tsx'
import { isNoOrder } from './is-no-order.ts'
import { LastOrder } from './last-order.tsx'
import { LineGrid, PRODUCT_CELL } from './line-grid.tsx'
import { OrderActions } from './order-actions.tsx'
import type { OrderDesk } from './order-desk.ts'
import { leaveNewOrder, newOrderId } from './order-desks.ts'
import { OrderFooter } from './order-footer.tsx'
import classes from './order-form.module.css'
import { OrderHeader } from './order-header.tsx'
import { RevisionActions } from './revision-actions.tsx'
import { RevisionState } from './revision-state.tsx'
import { SavedState } from './saved-state.tsx'
import { startOfOrder } from './start-of-order.ts'
import { withoutEnters } from './typed-ahead.ts'
import { UnfinishedPayment } from './unfinished-payment.tsx'
import { UnsavedNotice } from './unsaved-notice.tsx'
import { useOrder } from './use-order.ts'
import { useOrderRepair } from './use-order-repair.ts'
import { useRevisionRepair } from './use-revision-repair.ts'

/** The order form: a new order, or one by its id. Everything typed is saved as it is typed. */
export function OrderFormScreen() {
  const route = useRoute()
  const orderId = route?.params.orderId ?? newOrderId()
  return <OrderForm key={orderId} orderId={orderId} isNew={route?.params.orderId === undefined} />
}

function OrderForm({ orderId, isNew }: { orderId: string; isNew: boolean }) {
  const words = useWords()
  const today = useToday()
  const form = useOrder(orderId, isNew)
  const { desk, state, order, customer, readOnly } = form
  const { created } = state
  const issue = useOrderRepair(form.live, form.liveState)
  const issueId = issue?.id
  useRevisionRepair(issue, form.liveState.view, form.company)
  const customerId = useRoute()?.query.get('customer') ?? null

  useEffect(() => {
    if (!created) return
    leaveNewOrder(orderId)
    if (isNew) navigate(pathTo('order', { orderId }, issueId ? { issue: issueId } : {}), { replace: true })
  }, [created, isNew, orderId, issueId])

  useEffect(() => {
    // What a reload found half typed is saved now, as far as it can be.
    for (const key of Object.keys(desk.store.getState().edits)) void desk.save(key, true)
    desk.wantFocus(PRODUCT_CELL)
  }, [desk])

  const [unstarted, setUnstarted] = useState<{ customerId: string; error: unknown } | null>(null)
  const begin = useCallback(
    async (picked: string, ahead?: () => string) => {
      setUnstarted(null)
      try {
        await startFor(desk, picked, today, ahead)
      } catch (error) {
        if (ahead && ahead() !== '') desk.typeProduct(withoutEnters(ahead()))
        setUnstarted({ customerId: picked, error })
      }
    },
    [desk, today],
  )

  useEffect(() => {
    const { start, created } = desk.store.getState()
    if (customerId !== null && isNew && start === null && !created) void begin(customerId)
  }, [desk, customerId, isNew, begin])

  if (form.failure) {
    return (
      <Screen title={words.shell.newOrder}>
        {isNoOrder(form.failure) ? (
          <EmptyState
            title={words.orders.noSuchOrder}
            hint={words.orders.noSuchOrderHint}
            action={
              <Button component="a" variant="default" href={`#${pathTo('orders')}`}>
                {words.orders.toOrders}
              </Button>
            }
          />
        ) : (
          <FaultNotice error={form.failure} />
        )}
      </Screen>
    )
  }
  if (form.loading) return <Screen title="">{null}</Screen>
  if (isNew && !form.mayEdit) {
    return (
      <Screen title={words.orders.newOrder}>
        <EmptyState title={words.orders.noRightToEdit} />
      </Screen>
    )
  }

  const { view } = state
  const terms = form.company?.terms.find(candidate => candidate.code === customer?.termsCode)
  return (
    <Screen
      title={order ? words.orders.order(order.number) : words.orders.newOrder}
      beside={
        <>
          {order && !form.revising && <StatusTag status={form.status} />}
          {order?.onHold && <StatusTag status="hold" />}
          {form.revising ? <RevisionState revising={form.revising} /> : <SavedState state={state} />}
          {order && created && (
            <span className={classes.history}>
              <HistoryButton table="orders" id={order.id} name={words.orders.order(order.number)} />
            </span>
          )}
        </>
      }
      actions={form.revising ? <RevisionActions form={form} /> : <OrderActions form={form} />}
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          {unstarted && (
            <FaultNotice error={unstarted.error} onRetry={() => void begin(unstarted.customerId)} />
          )}
          <OrderHeader
            desk={desk}
            header={form.header}
            customer={customer}
            company={form.company}
            users={form.users}
            readOnly={readOnly}
            onPick={created ? null : begin}
            onUnpick={created || state.savingCount > 0 ? null : () => desk.start(null)}
          />
          <div className={`${classes.card} ${classes.lines}`}>
            <LineGrid
              desk={desk}
              lines={form.lines}
              boxTypes={form.company?.boxTypes ?? []}
              level={customer?.priceLevel ?? null}
              readOnly={readOnly}
              below={
                order && (
                  <ChargeRows
                    desk={desk}
                    charges={form.totals.charges}
                    chargesCents={form.totals.chargesCents}
                    types={form.company?.charges ?? NO_CHARGES}
                    readOnly={readOnly}
                  />
                )
              }
            />
          </div>
          {!created && state.start && form.lines.length === 0 && (
            <LastOrder desk={desk} start={state.start} />
          )}
          {order && customer && <UnfinishedPayment order={order} customer={customer} />}
          {order && customer && !form.revising && (form.status === 'draft' || form.status === 'pending') && (
            <CreditNotice desk={desk} order={order} customer={customer} />
          )}
          <UnsavedNotice desk={desk} readOnly={readOnly} issue={issue} />
          <OrderFooter totals={form.totals} editable={!readOnly} />
        </div>
        <aside className={classes.side}>
          {view?.invoice && <InvoiceSide view={view} invoice={view.invoice} />}
          {view && !view.invoice && <AheadSide view={view} />}
          {customer && (
            <CustomerSide
              customer={customer}
              termsName={terms?.name ?? customer.termsCode}
              figures={form.figures}
              isCounted={!form.revising && (form.status === 'draft' || form.status === 'pending')}
            />
          )}
        </aside>
      </div>
    </Screen>
  )
}

const NO_CHARGES: never[] = []

/** Begins an order for a customer. `ahead` tells what was typed since they were picked: a product. */
async function startFor(desk: OrderDesk, customerId: string, today: string, ahead = () => '') {
  const answer = await ask('customers.one', { customerId })
  queryClient.setQueryData(['customers.one', { customerId }], answer)
  desk.start(startOfOrder(answer.customer, today))
  if (ahead() !== '') desk.typeProduct(withoutEnters(ahead()))
  desk.wantFocus(PRODUCT_CELL)
}
