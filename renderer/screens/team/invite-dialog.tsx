import { Button, CopyButton, Group, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../../app/ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './team.module.css'

/** A code that makes another computer one of the company's, once. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const words = useWords()
  const w = words.team
  const queries = useQueryClient()
  const relayUrl = useSession(state => state.session?.relayUrl ?? '')
  const [invite, setInvite] = useState<{ code: string; expiresAt: number } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)

  const make = useCallback(async () => {
    setFailure(null)
    try {
      setInvite(await ask('devices.invite', {}))
    } catch (error) {
      setFailure(error)
    }
  }, [])
  useEffect(() => void make(), [make])

  function close() {
    void queries.invalidateQueries({ queryKey: ['devices.all'] })
    onClose()
  }

  return (
    <Modal opened onClose={close} title={w.inviteTitle} size={480}>
      <p className={classes.hint}>{w.inviteHint}</p>
      {failure !== null && <FaultNotice error={failure} onRetry={() => void make()} />}
      {invite && (
        <>
          <p className={classes.code}>{invite.code}</p>
          <p className={classes.hint}>{w.inviteUntil(formatInstant(invite.expiresAt))}</p>
          <Facts rows={[[words.session.relayUrl, relayUrl]]} />
        </>
      )}
      <Group justify="flex-end" gap={8} mt={18}>
        {invite && (
          <CopyButton value={invite.code}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? w.copied : w.copy}
              </Button>
            )}
          </CopyButton>
        )}
        <Button onClick={close} data-autofocus>
          {w.done}
        </Button>
      </Group>
    </Modal>
  )
}
