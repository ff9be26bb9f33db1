import { Button } from '@mantine/core'
import { useState } from 'react'
import { deriveId } from '../../../shared/lib/ids.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { formatFieldValue } from '../../parts/format-field-value.ts'
import { useWords } from '../../words/use-words.ts'
import type { RepairWay } from './repair-ways.ts'

interface RepairButtonProps {
  way: RepairWay
  issueId: string
  onFailure(error: unknown): void
}

const NTH = { mine: 1, addAgain: 2, confirmNow: 3, voidAnyway: 4, giveAgain: 5 }

/** One way out of a refusal: gives its command and closes the card, or leads to the form that does. */
export function RepairButton({ way, issueId, onFailure }: RepairButtonProps) {
  const w = useWords().attention.way
  const [working, setWorking] = useState(false)
  if (way.label === 'newOrder') {
    return (
      <Button component="a" href={`#${way.path}`}>
        {w.newOrder()}
      </Button>
    )
  }
  const { give, label: name } = way
  async function settle() {
    setWorking(true)
    try {
      // Two clicks, or two computers, are one way out of one card.
      await giveCommand(give.name, give.payload as never, deriveId(issueId, NTH[name]))
      await closeIssue(issueId)
    } catch (error) {
      onFailure(error)
      setWorking(false)
    }
  }
  const label = way.label === 'mine' ? w.mine(formatFieldValue(way.field, way.value)) : w[way.label]()
  return (
    <Button
      color={way.label === 'voidAnyway' ? 'red' : undefined}
      loading={working}
      onClick={() => void settle()}
    >
      {label}
    </Button>
  )
}
