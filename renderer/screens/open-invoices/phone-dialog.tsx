import { Modal } from '@mantine/core'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { PhonePageOpened } from '../../parts/phone-page-opened.tsx'
import { usePhonePage } from '../../parts/use-phone-page.ts'
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
  const { url, failure, open } = usePhonePage({ customerId, invoiceIds: [...invoiceIds], orderId: null })
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
          <PhonePageOpened url={url} />
          <DialogButtons confirm={w.done} focused onConfirm={async () => onClose()} onCancel={onClose} />
        </>
      )}
    </Modal>
  )
}
