import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { SuppressedAddress } from '../../../shared/protocol/suppressed-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'

/** The last question before mails go to an address again that said no. */
export function AllowDialog({ suppressed, onClose }: { suppressed: SuppressedAddress; onClose(): void }) {
  const w = useWords().suppressed
  const [failure, setFailure] = useState<unknown>(null)
  const { id: suppressedId, address, reason, detail } = suppressed

  async function allow() {
    try {
      await giveCommand('address.allow', { suppressedId })
      showNotification({ message: w.allowedNow(address) })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Dialog onClose={onClose} title={w.allowTitle(address)} size={520}>
      <p>{w.ask[reason]}</p>
      {detail !== '' && <p className="florin-mute">{detail}</p>}
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={w.confirm} onConfirm={allow} onCancel={onClose} />
    </Dialog>
  )
}
