import { useStore } from 'zustand'
import { useWords } from '../../words/use-words.ts'
import { WhoseStands } from './header-fields.tsx'
import type { OrderDesk } from './order-desk.ts'
import { fieldOf } from './order-draft.ts'
import { isConflict, troubleSentence } from './trouble-text.ts'

/** Why what is typed into a field of a line or a charge is not saved; nothing where it is. */
export function FieldTrouble({ desk, fieldKey }: { desk: OrderDesk; fieldKey: string }) {
  const words = useWords()
  const trouble = useStore(desk.store, state => state.edits[fieldKey]?.trouble)
  if (!trouble) return null
  const { field } = fieldOf(fieldKey)
  const choice = { save: () => void desk.save(fieldKey), revert: () => desk.revert(fieldKey) }
  return (
    <p>
      <b>{words.fields[field] ?? field}:</b> {troubleSentence(trouble, words)}{' '}
      {isConflict(trouble) && <WhoseStands field={choice} />}
    </p>
  )
}
