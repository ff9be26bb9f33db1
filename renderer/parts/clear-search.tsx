import { Button } from '@mantine/core'
import { useWords } from '../words/use-words.ts'

/** The way on where a search found nothing: a button that clears it; nothing where there was no search. */
export function ClearSearch({ search, onClear }: { search: string; onClear(filter: { search: '' }): void }) {
  const words = useWords().parts
  if (search === '') return null
  return (
    <Button variant="default" onClick={() => onClear({ search: '' })}>
      {words.clearSearch}
    </Button>
  )
}
