import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { Attention } from '../../../shared/protocol/desk.ts'
import { closeIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { RefusalText } from '../../parts/refusal-text.tsx'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import classes from './attention.module.css'
import { RepairButton } from './repair-button.tsx'
import { repairPlace } from './repair-place.ts'
import { repairWays } from './repair-ways.ts'
import { typedValues } from './typed-values.ts'

/** One request the relay refused: who typed what, why not, and the way to repair it. */
export function IssueCard({ issue }: { issue: Attention['issues'][number] }) {
  const words = useWords()
  const w = words.attention
  const [dropping, setDropping] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const place = repairPlace(issue)
  const session = useSession(state => state.session)
  const mine = session?.user?.id === issue.userId || issue.userName === ''
  const ways = repairWays(issue, {
    rights: session?.rights ?? [],
    isAdmin: session?.user?.roles.includes('admin') ?? false,
    today: session?.today ?? '',
    newId,
  })

  async function drop() {
    try {
      await closeIssue(issue.id)
    } catch (error) {
      setFailure(error)
    }
    setDropping(false)
  }

  return (
    <article className={classes.card}>
      <div className={classes.title}>
        {w.command[issue.name] ?? w.otherCommand}
        <span className={classes.when}>
          {w.when(issue.userName, issue.here, formatInstant(issue.refusedAt))}
        </span>
      </div>
      <p className={classes.why}>
        <RefusalText
          refusal={{ ...issue, params: mine ? issue.params : { ...issue.params, by: issue.userName } }}
        />
      </p>
      <div className={classes.values}>
        <IssueSubject payload={issue.payload} />
        <Facts rows={typedValues(issue.payload, words)} />
      </div>
      {failure !== null && <FaultNotice error={failure} />}
      <div className={classes.buttons}>
        {ways.map(way => (
          <RepairButton key={way.label} way={way} issueId={issue.id} onFailure={setFailure} />
        ))}
        {place !== null && (
          <Button variant={ways.length > 0 ? 'default' : 'filled'} component="a" href={`#${place}`}>
            {w.repair}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => setDropping(true)}>
          {w.drop}
        </Button>
      </div>
      <Modal opened={dropping} onClose={() => setDropping(false)} title={w.dropTitle}>
        <p>{w.dropHint}</p>
        <DialogButtons danger confirm={w.dropConfirm} onConfirm={drop} onCancel={() => setDropping(false)} />
      </Modal>
    </article>
  )
}

/** What the request was about, by the number or name people know. */
function IssueSubject({ payload }: { payload: unknown }) {
  const w = useWords().attention.about
  const ids = payload as { orderId?: string; invoiceId?: string; paymentId?: string; customerId?: string }
  const ask = (id: string | undefined) => ({ enabled: id !== undefined })
  const order = useAsk('orders.one', { orderId: ids.orderId ?? '' }, ask(ids.orderId)).data
  const invoice = useAsk('invoices.one', { invoiceId: ids.invoiceId ?? '' }, ask(ids.invoiceId)).data
  const payment = useAsk('payments.one', { paymentId: ids.paymentId ?? '' }, ask(ids.paymentId)).data
  const customer = useAsk('customers.one', { customerId: ids.customerId ?? '' }, ask(ids.customerId)).data
  return (
    <Facts
      rows={[
        [w.order, order && numberOf(order.order, order.customer.name)],
        [w.invoice, invoice && numberOf(invoice.invoice, invoice.customerName)],
        [w.payment, payment && numberOf(payment.payment, payment.customerName)],
        [
          w.customer,
          customer && (
            <CustomerLink key="c" customerId={customer.customer.id} name={customer.customer.name} />
          ),
        ],
      ]}
    />
  )
}

function numberOf({ number, customerId }: { number: string; customerId: string }, customerName: string) {
  return (
    <span key={number}>
      {number} · <CustomerLink customerId={customerId} name={customerName} />
    </span>
  )
}
