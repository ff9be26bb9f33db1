import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import type { AuditTable } from '../../../shared/domain/audit/audit-entry.ts'
import { Panel } from '../../parts/panel.tsx'
import { useWords } from '../../words/use-words.ts'
import { History } from './history.tsx'

/** Opens a document's history beside it. `name` is what the document is called, for the heading. */
export function HistoryButton({
  table,
  id,
  name,
  named = false,
}: {
  table: AuditTable
  id: string
  name: string
  /** True among buttons that stand for other documents: then a screen reader is told which. */
  named?: boolean
}) {
  const w = useWords().audit
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        h={28}
        leftSection={<IconHistory size={15} aria-hidden />}
        {...(named ? { 'aria-label': w.titleOf(name) } : {})}
        onClick={() => setOpened(true)}
      >
        {w.title}
      </Button>
      <Panel opened={opened} onClose={() => setOpened(false)} title={w.titleOf(name)}>
        {opened && <History table={table} id={id} />}
      </Panel>
    </>
  )
}
