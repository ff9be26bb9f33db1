import { CloseButton } from '@mantine/core'
import type { KeptFilter } from '../store/list-filters.ts'
import { useWords } from '../words/use-words.ts'
import { Tag } from './status-tag.tsx'

/** Says that a list does not show all that it could, which it remembers from an earlier visit; and shows all again. */
export function FilteredTag({ kept }: { kept: KeptFilter }) {
  const w = useWords().parts
  if (!kept.isFiltered) return null
  return (
    <Tag tone="blue">
      {w.filtered}{' '}
      <CloseButton
        size={18}
        iconSize={12}
        aria-label={w.clearFilters}
        title={w.clearFilters}
        onClick={kept.clear}
      />
    </Tag>
  )
}
