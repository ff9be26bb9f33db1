import { IconAlertTriangle } from '@tabler/icons-react'
import type { StripeAccount } from '../../../shared/domain/company/payments-account.ts'
import { Facts } from '../../parts/facts.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './settings.module.css'

/** How the company's account at Stripe stands, and what its owner must still tell Stripe. */
export function StripeStanding({ account }: { account: StripeAccount }) {
  const w = useWords().paymentsAccount
  // Not a word of Stripe's: the owner took the platform's access away.
  const isGone = account.missing[0] === 'disconnected'
  const yesNo = (can: boolean) => (can ? w.can : w.cannot)
  return (
    <>
      {account.mode === 'live' && <p>{w.realMoney}</p>}
      <Facts
        rows={[
          [w.account, account.accountId],
          [w.way, w.ways[account.way]],
          [w.methods, account.methods.map(method => w.method[method]).join(', ')],
          [w.payments, yesNo(account.takesPayments)],
          [w.payouts, yesNo(account.paysOut)],
          [w.checked, formatInstant(account.checkedAt)],
        ]}
      />
      {isGone && (
        <div className={classes.test} role="alert">
          <IconAlertTriangle size={17} aria-hidden />
          <span>
            <strong>{w.disconnected}</strong> {w.disconnectedWhat}
          </span>
        </div>
      )}
      {account.missing.length > 0 && !isGone && (
        <div className={classes.test} role="status">
          <IconAlertTriangle size={17} aria-hidden />
          <div>
            <strong>{w.missing}</strong>
            <ul className={classes.missing}>
              {account.missing.map(each => (
                <li key={each}>{each.replaceAll('_', ' ').replaceAll('.', ' › ')}</li>
              ))}
            </ul>
            <span>{account.takesPayments ? w.missingWhat : w.notTaking}</span>
          </div>
        </div>
      )}
    </>
  )
}
