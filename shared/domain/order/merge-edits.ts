import { type Changes, isRefusal, mergeChanges } from '../changes.ts'
import type { CommandContext } from '../command.ts'
import type { Refusal } from '../rejections.ts'
import { type Read, row, type View } from '../view.ts'
import type { EditedBy } from './order-row.ts'

interface Edited {
  editedBy: EditedBy
}

/** What `mergeEdits` reads of an order or a line, once that is gathered: who changed the same fields before. */
export function editorReads(edited: Edited | null | undefined, changes: object): Read[] {
  const editors = Object.keys(changes).map(field => edited?.editedBy?.[field])
  return editors.flatMap(editor => (editor ? [row('users', editor)] : []))
}

/** `mergeChanges`, which remembers who changed each field and says in a refusal whose value stands there. */
export function mergeEdits<Row extends Edited>(
  before: Row,
  changes: Changes<NoInfer<Row>>,
  view: View,
  { by }: CommandContext,
): Row | Refusal {
  const merged = mergeChanges(before, changes)
  if (isRefusal(merged)) {
    const editor = before.editedBy?.[merged.field]
    const who = editor ? view.get('users', editor)?.name : undefined
    return who === undefined ? merged : { ...merged, params: { ...merged.params, who } }
  }
  const fields = Object.keys(changes).filter(
    field => merged[field as keyof Row] !== before[field as keyof Row],
  )
  return {
    ...merged,
    editedBy: { ...before.editedBy, ...Object.fromEntries(fields.map(field => [field, by])) },
  }
}
