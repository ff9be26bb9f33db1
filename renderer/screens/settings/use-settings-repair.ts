import { useEffect, useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { closeIssue, useIssue } from '../../app/issues.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { editsOfChanges } from './edits.ts'
import { SETTING_KINDS } from './setting-fields.ts'
import type { SettingsForm } from './use-settings-form.ts'

/**
 * Fills the values of a refused change of settings in again. Saving one of its settings closes the issue; `repaired` is
 * the issue until then.
 */
export function useSettingsRepair(form: SettingsForm): {
  repaired: SyncIssueRow | null
  onSaved(fields: readonly string[]): void
} {
  const issue = useIssue()
  const repaired = issue?.name === 'company.change' ? issue : null
  const [filledId, setFilledId] = useState<string | null>(null)
  useEffect(() => {
    if (!repaired || repaired.id === filledId) return
    setFilledId(repaired.id)
    form.fill(editsOfChanges(SETTING_KINDS, changesOfIssue(repaired)))
  })
  return {
    repaired,
    onSaved(fields) {
      if (!repaired) return
      const asked = Object.keys(changesOfIssue(repaired))
      if (!fields.some(field => asked.includes(field))) return
      void closeIssue(repaired.id)
      navigate(pathTo('settings'), { replace: true })
    },
  }
}

function changesOfIssue(issue: SyncIssueRow) {
  return (issue.payload as PayloadOf<'company.change'>).changes
}
