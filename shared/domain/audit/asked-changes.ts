import type { AuditChange } from './audit-entry.ts'
import { auditValue, cut } from './row-changes.ts'

const FIELD = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/
const MOST = 40

/**
 * The edits that a payload asks for, looked at before anyone has parsed it; none when it is of another kind. `lineOf`
 * answers what a line is called, where that is known.
 */
export function askedChanges(
  payload: unknown,
  lineOf: (lineId: string) => string | undefined = () => undefined,
): AuditChange[] {
  const { changes, lineId } = (payload ?? {}) as { changes?: unknown; lineId?: unknown }
  if (typeof changes !== 'object' || changes === null) return []
  const label = typeof lineId === 'string' ? cut(lineOf(lineId) ?? '') : ''
  const asked: AuditChange[] = []
  for (const [field, edit] of Object.entries(changes).slice(0, MOST)) {
    if (!FIELD.test(field) || typeof edit !== 'object' || edit === null) continue
    const { from, to } = edit as { from?: unknown; to?: unknown }
    const part = lineId === undefined ? '' : 'line'
    asked.push({ kind: 'changed', part, label, field, from: auditValue(from), to: auditValue(to) })
  }
  return asked
}
