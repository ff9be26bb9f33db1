import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AuditTable } from '../../../shared/domain/audit/audit-entry.ts'
import { PanelSection } from '../../parts/panel.tsx'
import { useWords } from '../../words/use-words.ts'
import { History } from './history.tsx'

/** A document's history inside its panel: fetched when someone wants to see it. */
export function HistorySection({ table, id }: { table: AuditTable; id: string }) {
  const w = useWords().audit
  const [isOpen, setOpen] = useState(false)
  return (
    <PanelSection title={w.title}>
      <Button variant="subtle" px={8} ml={-8} h={28} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? w.hide : w.show}
      </Button>
      {isOpen && <History table={table} id={id} />}
    </PanelSection>
  )
}
