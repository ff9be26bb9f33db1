import { Button, Progress, Select, TextInput } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import type { FinanceChargeRow, PaymentAnswers } from '../../../shared/protocol/payment-asks.ts'
import { ask } from '../../app/ask.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import type { PageRequest } from '../../app/use-list.ts'
import { DayField } from '../../parts/day-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { useSession, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { chargeColumns } from './charge-columns.tsx'
import { chargePage, chargeTotals, isLater, readRate } from './charge-page.ts'
import classes from './finance-charges.module.css'
import { useChargesRun } from './use-charges-run.ts'

type Preview = PaymentAnswers['finance-charges.preview']

const SORT = { column: 'customerName', descending: false }

/** The finance charges of a month: what each customer would be charged and why some are not, then the run itself. */
export function ChargesRun() {
  const words = useWords()
  const w = words.financeCharges
  const today = useToday()
  const company = useSession(state => state.session?.company)
  const byDue = company?.ageBasis === 'due-date'
  const [on, setOn] = useState(today)
  const [rate, setRate] = useState(() => String((company?.financeChargeBps ?? 0) / 100))
  const [from, setFrom] = useState(() => String(company?.financeChargeFromDays ?? 31))
  const [confirming, setConfirming] = useState(false)
  const charges = useChargesRun()
  const rateBps = readRate(rate)
  const isReady = isBusinessDate(on) && rateBps !== null
  const terms = { rateBps: rateBps ?? 0, fromDays: Number(from) }
  const input = { on: isBusinessDate(on) ? on : today, ...terms }
  const preview = useAsk('finance-charges.preview', input, { enabled: charges.progress === null }).data
  const hasRate = rateBps !== null
  const columns = useMemo(
    () => chargeColumns(words, charges.results, hasRate),
    [words, charges.results, hasRate],
  )
  const kept = useRef<{ key: string; answer: Preview } | null>(null)
  const filterKey = JSON.stringify(input)

  // While a run goes on, the list stays as it was when it began.
  async function fetchPage(request: PageRequest) {
    if (charges.progress === null || kept.current?.key !== filterKey)
      kept.current = { key: filterKey, answer: await ask('finance-charges.preview', input) }
    return chargePage(kept.current.answer.rows, request)
  }

  const toCharge: readonly FinanceChargeRow[] = preview?.rows.filter(row => row.skipped === null) ?? []
  const sums = preview && chargeTotals(preview.rows)
  const options = byDue ? ['1', '31', '61', '91'] : ['0', '31', '61', '91']
  const change = (set: (value: string) => void) => (value: string) => {
    charges.forget()
    set(value)
  }

  const later = isLater(on, today) && (
    <p role="status" style={{ margin: '12px 0 0' }}>
      <span className="florin-amber">{w.later(on)}</span>
    </p>
  )

  return (
    <>
      <section className={classes.card} aria-labelledby="finance-charges" style={{ marginBottom: 12 }}>
        <h2 id="finance-charges">{w.charges}</h2>
        <p>{w.chargesHint}</p>
        <div className={classes.fields}>
          <DayField label={w.on} value={on} onChange={change(setOn)} />
          <Select
            label={w.from}
            data={[...new Set([...options, from])].map(value => ({
              value,
              label: byDue ? w.pastDue(value) : w.fromDays(value),
            }))}
            value={from}
            allowDeselect={false}
            onChange={value => change(setFrom)(value ?? from)}
          />
          <TextInput
            label={w.rate}
            inputMode="decimal"
            autoComplete="off"
            classNames={{ input: 'florin-number' }}
            value={rate}
            error={rateBps === null ? w.rateForm : undefined}
            onChange={event => change(setRate)(event.currentTarget.value)}
          />
          <div className={classes.space} />
          <Button
            disabled={!isReady || toCharge.length === 0 || charges.progress !== null}
            onClick={() => setConfirming(true)}
          >
            {!hasRate ? w.rateRange : toCharge.length === 0 ? w.nobody : w.issue(toCharge.length)}
          </Button>
        </div>
        {later}
        {charges.progress && (
          <div className={classes.progress}>
            <Progress
              value={(charges.progress.done / Math.max(1, charges.progress.of)) * 100}
              aria-label={w.charges}
            />
            <span role="status">{w.running(charges.progress.done, charges.progress.of)}</span>
            <Button variant="default" onClick={charges.stop}>
              {w.stop}
            </Button>
          </div>
        )}
        {charges.ended && (
          <p className={classes.state} role="status" style={{ marginTop: 12 }}>
            {w.finished(charges.ended.charged, charges.ended.refused)}
          </p>
        )}
      </section>
      <div className={classes.list}>
        <ListGrid
          id="finance-charges"
          name={w.charges}
          asks="finance-charges.preview"
          filterKey={filterKey}
          fetchPage={fetchPage}
          columns={columns}
          rowId={row => row.customerId}
          sort={SORT}
          totals={
            sums && sums.toCharge + sums.charged > 0
              ? { customerName: w.total(sums.toCharge, sums.charged), chargeCents: formatCents(sums.cents) }
              : undefined
          }
          onOpen={row => navigate(pathTo('customer', { customerId: row.customerId }))}
          empty={<EmptyState title={w.empty} hint={w.emptyHint} />}
        />
      </div>
      {confirming && preview && (
        <Dialog onClose={() => setConfirming(false)} title={w.confirmTitle(toCharge.length)}>
          <p>{w.confirmHint(formatCents(preview.chargeCents), input.on)}</p>
          {later}
          <DialogButtons
            confirm={w.confirm}
            onConfirm={async () => {
              setConfirming(false)
              await charges.run(toCharge, { issuedOn: input.on, ...terms })
            }}
            onCancel={() => setConfirming(false)}
          />
        </Dialog>
      )}
    </>
  )
}
