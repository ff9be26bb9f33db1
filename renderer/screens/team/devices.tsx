import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Device } from '../../../shared/protocol/desk.ts'
import { ask } from '../../app/ask.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { shownDevices } from './shown-devices.ts'
import classes from './team.module.css'

/** The company's computers, as the relay knows them: add one, remove one. */
export function Devices() {
  const words = useWords()
  const w = words.team
  const { data: devices, error, refetch, isFetching } = useAsk('devices.all', {})
  const [inviting, setInviting] = useState(false)
  const [revoking, setRevoking] = useState<Device | null>(null)
  const [withRemoved, setWithRemoved] = useState(false)
  const removed = devices?.filter(device => device.revoked && !device.here).length ?? 0

  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.devices}</h2>
        {removed > 0 && (
          <Button variant="subtle" color="gray" onClick={() => setWithRemoved(!withRemoved)}>
            {withRemoved ? w.hideRemoved : w.showRemoved(removed)}
          </Button>
        )}
        <Button variant="default" onClick={() => setInviting(true)}>
          {w.invite}
        </Button>
      </div>
      {error && (
        <div className={classes.notice}>
          <p>{w.onlineHint}</p>
          <FaultNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!error && !devices && isFetching && <p className={classes.notice}>{words.parts.loading}</p>}
      {devices && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{w.deviceName}</th>
              <th scope="col">{w.enrolled}</th>
              <th scope="col">{w.lastSeen}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {shownDevices(devices, withRemoved).map(device => (
              <tr key={device.deviceId} className={device.revoked ? classes.off : undefined}>
                <td className="florin-strong">{device.name}</td>
                <td className="florin-mute">{formatInstant(device.enrolledAt)}</td>
                <td className="florin-mute">
                  {device.here
                    ? w.hereNow
                    : device.lastSeenAt === null
                      ? w.never
                      : formatInstant(device.lastSeenAt)}
                </td>
                <td>
                  {device.revoked ? (
                    <Tag tone="grey">{w.revoked}</Tag>
                  ) : (
                    <Button variant="subtle" color="red" h={28} onClick={() => setRevoking(device)}>
                      {w.revoke}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {revoking && <RevokeDialog device={revoking} onClose={() => setRevoking(null)} />}
    </section>
  )
}

function RevokeDialog({ device, onClose }: { device: Device; onClose(): void }) {
  const w = useWords().team
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)

  async function revoke() {
    try {
      queries.setQueryData(['devices.all', {}], await ask('devices.revoke', { deviceId: device.deviceId }))
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.revokeTitle(device.name)}>
      <p>{w.revokeHint}</p>
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons danger confirm={w.revokeConfirm} onConfirm={revoke} onCancel={onClose} />
    </Modal>
  )
}
