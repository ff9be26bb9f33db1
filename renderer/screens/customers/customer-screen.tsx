import { Tabs } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Answers } from '../../../shared/protocol/desk.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useRightOn } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { History } from '../audit/history.tsx'
import { CustomerCredits } from '../credits/customer-credits.tsx'
import { CustomerSide } from '../order-form/customer-side.tsx'
import classes from './customer.module.css'
import { CustomerEdit } from './customer-edit.tsx'
import { CustomerInvoices, CustomerOrders, CustomerPayments } from './customer-lists.tsx'
import { MergeIntoDialog } from './merge-into-dialog.tsx'
import { NewCustomer } from './new-customer.tsx'

function Moved({ to }: { to: string }) {
  useEffect(() => navigate(to, { replace: true }), [to])
  return <Screen title="">{null}</Screen>
}

/** Stands where an id would for a customer that is not there yet. */
export const NEW_CUSTOMER = 'new'

/** One customer: what they owe and what they did, and what is on file about them. */
export function CustomerScreen() {
  const customerId = useRoute()?.params.customerId ?? ''
  if (customerId === NEW_CUSTOMER) {
    return <NewCustomer onAdded={id => navigate(pathTo('customer', { customerId: id }), { replace: true })} />
  }
  return <CustomerPage key={customerId} customerId={customerId} />
}

function CustomerPage({ customerId }: { customerId: string }) {
  const w = useWords().customers
  const { data, error, refetch } = useAsk('customers.one', { customerId })
  if (error) {
    return (
      <Screen title={w.title}>
        <FaultNotice error={error} onRetry={() => void refetch()} />
      </Screen>
    )
  }
  if (!data) return <Screen title="">{null}</Screen>
  // A merged customer leads to the one that was kept.
  if (data.customer.id !== customerId)
    return <Moved to={pathTo('customer', { customerId: data.customer.id })} />
  return <KnownCustomer data={data} />
}

function KnownCustomer({ data }: { data: Answers['customers.one'] }) {
  const words = useWords()
  const w = words.customers
  const receiving = useRightOn('payments.receive', data.customer)
  const mayView = useRightOn('receivables.view', data.customer) === 'yes'
  const whyNot = useWhyNot()
  const [merging, setMerging] = useState(false)
  const repairing = useRoute()?.query.has('issue') ?? false
  const [tab, setTab] = useState<string | null>(repairing ? 'details' : mayView ? 'invoices' : 'orders')
  const company = useAsk('company.settings', {}).data

  const { customer, figures } = data
  const customerId = customer.id
  const terms = company?.terms.find(candidate => candidate.code === customer.termsCode)?.name
  return (
    <Screen
      title={customer.name}
      beside={
        <>
          <span className="florin-mute">{customer.code}</span>
          {!customer.active && <StatusTag status="inactive" />}
          {customer.creditHold && <StatusTag status="hold" />}
        </>
      }
      actions={
        <>
          <ReasonButton
            reason={whyNot('credits.create')}
            variant="default"
            href={`#${pathTo('newCredit', {}, { customer: customerId })}`}
          >
            {words.credits.newCredit}
          </ReasonButton>
          {mayView && (
            <ReasonButton
              reason={undefined}
              variant="default"
              href={`#${pathTo('aging', {}, { customer: customerId })}`}
            >
              {words.aging.viewStatement}
            </ReasonButton>
          )}
          {customer.mergedIntoId === null && (
            <ReasonButton
              reason={whyNot('customers.edit')}
              variant="subtle"
              color="gray"
              onClick={() => setMerging(true)}
            >
              {w.merge}
            </ReasonButton>
          )}
          <ReasonButton
            reason={whyNot('payments.receive') ?? (receiving === 'not-theirs' ? w.notYours : undefined)}
            variant="default"
            href={`#${pathTo('receivePayment', {}, { customer: customerId })}`}
          >
            {w.receivePayment}
          </ReasonButton>
          {customer.active && (
            <ReasonButton
              reason={whyNot('orders.edit')}
              href={`#${pathTo('newOrder', {}, { customer: customerId })}`}
            >
              {w.newOrder}
            </ReasonButton>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        <Tabs value={tab} onChange={setTab} keepMounted={false} classNames={TABS}>
          <Tabs.List>
            {mayView && <Tabs.Tab value="invoices">{w.tabs.invoices}</Tabs.Tab>}
            <Tabs.Tab value="orders">{w.tabs.orders}</Tabs.Tab>
            {mayView && <Tabs.Tab value="payments">{w.tabs.payments}</Tabs.Tab>}
            {mayView && <Tabs.Tab value="credits">{words.credits.title}</Tabs.Tab>}
            <Tabs.Tab value="details">{w.tabs.details}</Tabs.Tab>
            <Tabs.Tab value="advanced">{w.tabs.advanced}</Tabs.Tab>
            <Tabs.Tab value="history">{words.audit.title}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="invoices">
            <CustomerInvoices customerId={customerId} hasInvoices={figures.hasInvoices} />
          </Tabs.Panel>
          <Tabs.Panel value="orders">
            <CustomerOrders customerId={customerId} />
          </Tabs.Panel>
          <Tabs.Panel value="payments">
            <CustomerPayments customerId={customerId} />
          </Tabs.Panel>
          <Tabs.Panel value="credits">
            <CustomerCredits customerId={customerId} />
          </Tabs.Panel>
          <Tabs.Panel value="details">
            <CustomerEdit customer={customer} part="details" />
          </Tabs.Panel>
          <Tabs.Panel value="advanced">
            <CustomerEdit customer={customer} part="advanced" />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <History table="customers" id={customerId} />
          </Tabs.Panel>
        </Tabs>
        <aside className={classes.side}>
          <CustomerSide
            customer={customer}
            termsName={terms ?? customer.termsCode}
            figures={figures}
            linked={false}
          />
        </aside>
      </div>
      {merging && <MergeIntoDialog customer={customer} onClose={() => setMerging(false)} />}
    </Screen>
  )
}

const TABS = { root: classes.tabs, panel: classes.panel, list: classes.tabList }
