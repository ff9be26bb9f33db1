import { Checkbox, Modal, Radio } from '@mantine/core'
import { useState } from 'react'
import type { StripeAccount } from '../../../shared/domain/company/payments-account.ts'
import { ask } from '../../app/ask.ts'
import { queryClient } from '../../app/query-client.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './settings.module.css'

/** An account under the relay's platform: chosen here, completed at Stripe in the system's browser. */
export function ConnectDialog({ account, onClose }: { account: StripeAccount | null; onClose(): void }) {
  const w = useWords().paymentsAccount
  const [way, setWay] = useState<StripeAccount['way']>(account?.way ?? 'embedded')
  const [takesAch, setTakesAch] = useState(account?.methods.includes('ach') ?? false)
  const [url, setUrl] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)

  async function connect() {
    setFailure(null)
    try {
      const methods: StripeAccount['methods'] = takesAch ? ['card', 'ach'] : ['card']
      const connected = await ask('payments-account.connect', { way, methods })
      await queryClient.invalidateQueries({ queryKey: ['company.settings'] })
      setUrl(connected.url)
      window.open(connected.url, '_blank', 'noopener')
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.connect} size={520}>
      {url === null ? (
        <div className={classes.keys}>
          <p className={classes.keysHint}>{w.connectWhat}</p>
          <Radio.Group label={w.way} value={way} onChange={value => setWay(value as StripeAccount['way'])}>
            <Radio value="embedded" label={w.ways.embedded} mt={6} data-autofocus />
            <Radio value="redirect" label={w.ways.redirect} mt={6} />
          </Radio.Group>
          <Checkbox
            label={w.method.ach}
            checked={takesAch}
            onChange={event => setTakesAch(event.currentTarget.checked)}
          />
          {failure !== null && <FaultNotice error={failure} />}
        </div>
      ) : (
        <p role="status">
          {w.connectOpened}{' '}
          <a href={url} target="_blank" rel="noopener noreferrer">
            {w.connectAgain}
          </a>
        </p>
      )}
      {url === null ? (
        <DialogButtons confirm={w.connectGo} onConfirm={connect} onCancel={onClose} />
      ) : (
        <DialogButtons
          confirm={w.connectClose}
          focused
          onConfirm={async () => onClose()}
          onCancel={onClose}
        />
      )}
    </Modal>
  )
}
