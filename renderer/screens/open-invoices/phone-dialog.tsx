import { Modal } from '@mantine/core'
import { useState } from 'react'
import { ask } from '../../app/ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'

/** A card that a customer reads out: typed on the payment page in the system's browser, never here. */
export function PhoneDialog({
  customerId,
  invoiceIds,
  openCents,
  onClose,
}: {
  customerId: string
  invoiceIds: readonly string[]
  openCents: number
  onClose(): void
}) {
  const w = useWords().phone
  const [url, setUrl] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)

  async function open() {
    setFailure(null)
    try {
      const page = await ask('invoices.phone-page', { customerId, invoiceIds: [...invoiceIds] })
      setUrl(page.url)
      window.open(page.url, '_blank', 'noopener')
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.title} size={480}>
      {url === null ? (
        <>
          <p>{w.what(formatCents(openCents))}</p>
          {failure !== null && <FaultNotice error={failure} />}
          <DialogButtons confirm={w.open} focused onConfirm={open} onCancel={onClose} />
        </>
      ) : (
        <>
          <p role="status">
            {w.opened}{' '}
            <a href={url} target="_blank" rel="noopener noreferrer">
              {w.again}
            </a>
          </p>
          <DialogButtons confirm={w.done} focused onConfirm={async () => onClose()} onCancel={onClose} />
        </>
      )}
    </Modal>
  )
}
