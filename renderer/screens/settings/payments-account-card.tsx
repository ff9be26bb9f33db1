import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { reversed } from '../../../shared/domain/changes.ts'
import type { PaymentsAccount } from '../../../shared/domain/company/payments-account.ts'
import { giveCommand } from '../../app/give-command.ts'
import { queryClient } from '../../app/query-client.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { SettingLabel } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

/** The account that moves money: what it is, how it stands, and its switch, which acts at once. */
export function PaymentsAccountCard() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const account = form.row.paymentsAccount
  const card = useRef<HTMLDivElement>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  async function turn(status: PaymentsAccount['status']) {
    setBusy(true)
    setFailure(null)
    try {
      const changes = { paymentsAccount: { from: account, to: { gateway: 'sandbox' as const, status } } }
      await giveCommand('company.change', { changes })
      if (account !== null)
        offerUndo(status === 'active' ? w.accountActive : w.accountPaused, w.undone, () =>
          giveCommand('company.change', { changes: reversed(changes) }),
        )
    } catch (error) {
      setFailure(error)
    }
    await queryClient.invalidateQueries({ queryKey: ['company.settings'] })
    setBusy(false)
    window.requestAnimationFrame(() => card.current?.querySelector('button')?.focus())
  }

  return (
    <div ref={card} className={classes.account}>
      <div className={classes.accountHead}>
        <h3 className={classes.label}>
          <SettingLabel>{w.account}</SettingLabel>
        </h3>
        {account === null && <Tag tone="grey">{w.accountNone}</Tag>}
        {account?.status === 'active' && <Tag tone="green">{w.active}</Tag>}
        {account?.status === 'paused' && <Tag tone="amber">{w.paused}</Tag>}
      </div>
      {account === null ? (
        <>
          <p>{w.accountWhat}</p>
          <p>{w.sandboxWhat}</p>
          <Button className={classes.accountButton} loading={busy} onClick={() => turn('active')}>
            {w.turnOn}
          </Button>
        </>
      ) : (
        <>
          <div className={classes.test}>
            <IconFlask size={17} aria-hidden />
            <span>
              <strong>{w.test}</strong> {w.testText}
            </span>
          </div>
          <div className={classes.accountState}>
            <p>{account.status === 'active' ? w.activeText : w.pausedText}</p>
            <Button
              variant={account.status === 'active' ? 'default' : 'filled'}
              loading={busy}
              onClick={() => turn(account.status === 'active' ? 'paused' : 'active')}
            >
              {account.status === 'active' ? w.pause : w.activate}
            </Button>
          </div>
        </>
      )}
      {failure !== null && <FaultNotice error={failure} />}
    </div>
  )
}
