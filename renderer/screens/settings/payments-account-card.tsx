import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { reversed } from '../../../shared/domain/changes.ts'
import {
  isTestAccount,
  type PaymentsAccount,
  takesPayments,
} from '../../../shared/domain/company/payments-account.ts'
import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { queryClient } from '../../app/query-client.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { accountSentence } from './account-sentence.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { SettingLabel } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'
import { StripeKeysDialog } from './stripe-keys-dialog.tsx'
import { StripeStanding } from './stripe-standing.tsx'

/** The account that moves money: what it is, how it stands, and its switches, which act at once. */
export function PaymentsAccountCard() {
  const words = useWords()
  const w = words.settings
  const a = words.paymentsAccount
  const { form } = useSettingsFields()
  const account = form.row.paymentsAccount
  const card = useRef<HTMLDivElement>(null)
  const [busy, setBusy] = useState(false)
  const [entering, setEntering] = useState(false)
  const [connecting, setConnecting] = useState(false)
  const asked = useQuery({
    queryKey: ['payments-account.instructions'],
    queryFn: () => ask('payments-account.instructions', {}),
  })
  const hasPlatform = asked.data?.hasPlatform === true
  const isGone = account?.stripe?.missing[0] === 'disconnected'
  const [failure, setFailure] = useState<unknown>(null)

  async function turn(to: PaymentsAccount, said: string) {
    setBusy(true)
    setFailure(null)
    try {
      const changes = { paymentsAccount: { from: account, to } }
      await giveCommand('company.change', { changes })
      if (account !== null)
        offerUndo(said, w.undone, () => giveCommand('company.change', { changes: reversed(changes) }))
    } catch (error) {
      setFailure(error)
    }
    await queryClient.invalidateQueries({ queryKey: ['company.settings'] })
    setBusy(false)
    window.requestAnimationFrame(() => card.current?.querySelector('button')?.focus())
  }

  const isActive = account?.status === 'active'
  const pause = (held: PaymentsAccount) =>
    turn({ ...held, status: isActive ? 'paused' : 'active' }, isActive ? w.accountPaused : w.accountActive)
  const change = (held: PaymentsAccount, gateway: PaymentsAccount['gateway']) =>
    turn({ ...held, gateway, status: 'active' }, gateway === 'sandbox' ? a.switchedSandbox : a.switchedStripe)

  return (
    <div ref={card} className={classes.account}>
      <div className={classes.accountHead}>
        <h3 className={classes.label}>
          <SettingLabel>{w.account}</SettingLabel>
        </h3>
        {account === null && <Tag tone="grey">{w.accountNone}</Tag>}
        {account && (
          <Tag tone={takesPayments(account) ? 'green' : 'amber'}>{isActive ? w.active : w.paused}</Tag>
        )}
        {account && (
          <Tag tone="grey">
            {a[account.gateway]} · {isTestAccount(account) ? w.test : a.live}
          </Tag>
        )}
      </div>
      {account === null ? (
        <>
          <p>{w.accountWhat}</p>
          <p>{w.sandboxWhat}</p>
          <Button
            className={classes.accountButton}
            loading={busy}
            onClick={() => turn({ gateway: 'sandbox', status: 'active' }, w.accountActive)}
          >
            {w.turnOn}
          </Button>
        </>
      ) : (
        <>
          {isTestAccount(account) && (
            <div className={classes.test}>
              <IconFlask size={17} aria-hidden />
              <span>
                <strong>{w.test}</strong> {account.gateway === 'sandbox' ? w.testText : a.testMoney}
              </span>
            </div>
          )}
          {account.gateway === 'stripe' && account.stripe && <StripeStanding account={account.stripe} />}
          <div className={classes.accountState}>
            <p>{accountSentence(account, words)}</p>
            <Button variant={isActive ? 'default' : 'filled'} loading={busy} onClick={() => pause(account)}>
              {isActive ? w.pause : w.activate}
            </Button>
          </div>
          {account.gateway === 'sandbox' && !account.stripe && <p>{a.useStripeWhat}</p>}
        </>
      )}
      <div className={classes.accountWays}>
        {account?.gateway === 'sandbox' && account.stripe && (
          <Button variant="default" loading={busy} onClick={() => change(account, 'stripe')}>
            {a.backToStripe}
          </Button>
        )}
        {account?.gateway === 'stripe' && (
          <Button variant="default" loading={busy} onClick={() => change(account, 'sandbox')}>
            {a.backToSandbox}
          </Button>
        )}
        {hasPlatform && (
          <Button
            variant={account?.stripe?.missing.length ? 'filled' : 'default'}
            onClick={() => setConnecting(true)}
          >
            {account?.stripe?.isConnected && !isGone ? a.connectGoOn : a.connect}
          </Button>
        )}
        <Button variant="default" onClick={() => setEntering(true)}>
          {account?.stripe && !hasPlatform ? a.changeKeys : hasPlatform ? a.ownKeys : a.useStripe}
        </Button>
      </div>
      {failure !== null && <FaultNotice error={failure} />}
      {connecting && <ConnectDialog account={account?.stripe ?? null} onClose={() => setConnecting(false)} />}
      {entering && <StripeKeysDialog account={account?.stripe ?? null} onClose={() => setEntering(false)} />}
    </div>
  )
}
