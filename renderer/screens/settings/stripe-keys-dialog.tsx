import { Button, Checkbox, CopyButton, Modal, PasswordInput, Radio, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StripeAccount } from '../../../shared/domain/company/payments-account.ts'
import { AskRefused, ask } from '../../app/ask.ts'
import { queryClient } from '../../app/query-client.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './settings.module.css'

type Field = 'secretKey' | 'publishableKey' | 'webhookSecret' | 'connectedAccount'
type Typed = Record<Field, string>

const EMPTY: Typed = { secretKey: '', publishableKey: '', webhookSecret: '', connectedAccount: '' }

/** What a key looks like; the relay and Stripe know whether it is one. */
const FORMS: Record<Field, RegExp> = {
  secretKey: /^(sk|rk)_(test|live)_\w{3,}$/,
  publishableKey: /^pk_(test|live)_\w{3,}$/,
  webhookSecret: /^whsec_\w{3,}$/,
  connectedAccount: /^(acct_\w{3,})?$/,
}

/** The keys of the company's account at Stripe: typed once, handed to the relay, and forgotten here. */
export function StripeKeysDialog({
  account,
  onClose,
}: {
  account: StripeAccount | null
  onClose(saved: boolean): void
}) {
  const w = useWords().paymentsAccount
  const [typed, setTyped] = useState(EMPTY)
  const [way, setWay] = useState<StripeAccount['way']>(account?.way ?? 'embedded')
  const [takesAch, setTakesAch] = useState(account?.methods.includes('ach') ?? false)
  const [wrong, setWrong] = useState<Field | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const asked = useQuery({
    queryKey: ['payments-account.instructions'],
    queryFn: () => ask('payments-account.instructions', {}),
  })

  async function save() {
    setFailure(null)
    const misfit =
      (Object.keys(FORMS) as Field[]).find(field => !FORMS[field].test(typed[field].trim())) ?? null
    setWrong(misfit)
    if (misfit !== null) return
    try {
      await ask('payments-account.enter', {
        secretKey: typed.secretKey.trim(),
        publishableKey: typed.publishableKey.trim(),
        webhookSecret: typed.webhookSecret.trim(),
        connectedAccount: typed.connectedAccount.trim() || null,
        way,
        methods: takesAch ? ['card', 'ach'] : ['card'],
      })
      await queryClient.invalidateQueries({ queryKey: ['company.settings'] })
      onClose(true)
    } catch (error) {
      const field = error instanceof AskRefused ? error.refusal.field : ''
      if (field in FORMS) setWrong(field as Field)
      else setFailure(error)
    }
  }

  const input = (field: Field) => ({
    label: w[field],
    value: typed[field],
    error: wrong === field ? w.wrong[field] : null,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget
      setTyped(before => ({ ...before, [field]: value }))
      if (wrong === field) setWrong(null)
    },
  })

  return (
    <Modal opened onClose={() => onClose(false)} title={w.title} size={560}>
      <div className={classes.keys}>
        {asked.data?.keepsKeys === false && <FaultLine text={w.noKeeper} />}
        <p className={classes.keysHint}>{w.where}</p>
        <PasswordInput {...input('secretKey')} data-autofocus />
        <TextInput {...input('publishableKey')} />
        <p className={classes.keysHint}>{w.webhookWhat}</p>
        <TextInput
          readOnly
          label={w.webhookUrl}
          value={asked.data?.webhookUrl ?? ''}
          rightSectionWidth={64}
          rightSection={
            <CopyButton value={asked.data?.webhookUrl ?? ''}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {copied ? w.copied : w.copy}
                </Button>
              )}
            </CopyButton>
          }
        />
        <details className={classes.keysHint}>
          <summary>{w.webhookTypes(asked.data?.webhookTypes.length ?? 0)}</summary>
          <code>{asked.data?.webhookTypes.join(', ')}</code>
        </details>
        <PasswordInput {...input('webhookSecret')} />
        <Radio.Group label={w.way} value={way} onChange={value => setWay(value as StripeAccount['way'])}>
          <Radio value="embedded" label={w.ways.embedded} mt={6} />
          <Radio value="redirect" label={w.ways.redirect} mt={6} />
        </Radio.Group>
        <Checkbox
          label={w.method.ach}
          checked={takesAch}
          onChange={event => setTakesAch(event.currentTarget.checked)}
        />
        <TextInput
          {...input('connectedAccount')}
          description={w.connectedHint}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
        />
        {asked.error !== null && <FaultNotice error={asked.error} onRetry={() => void asked.refetch()} />}
        {failure !== null && <FaultNotice error={failure} />}
      </div>
      <DialogButtons
        confirm={w.save}
        disabled={asked.data?.keepsKeys !== true}
        onConfirm={save}
        onCancel={() => onClose(false)}
      />
    </Modal>
  )
}

function FaultLine({ text }: { text: string }) {
  return (
    <p role="alert" className={classes.test}>
      {text}
    </p>
  )
}
