import { TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { KeptFilter } from '../store/list-filters.ts'
import { FilteredTag } from './filtered-tag.tsx'

interface SearchFieldProps {
  /** The list's whole filter: said beside the field while it leaves anything out. */
  kept?: KeptFilter
  placeholder: string
  /** What is searched for when the field first appears; the field follows when it is cleared elsewhere. */
  initial: string
  onSearch(text: string): void
}

const PAUSE_MS = 150

/** Searches a list while typing; Ctrl+F goes to it, Escape clears it. */
export function SearchField({ placeholder, initial, kept, onSearch }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(initial)
  const sought = useRef(initial)
  const search = useDebouncedCallback((wanted: string) => {
    sought.current = wanted.trim()
    onSearch(sought.current)
  }, PAUSE_MS)
  useEffect(() => {
    if (initial === sought.current) return
    sought.current = initial
    setText(initial)
    if (initial === '') field.current?.focus()
  }, [initial])
  useHotkeys([['mod+F', () => field.current?.select()]], [], true)

  function type(wanted: string) {
    setText(wanted)
    search(wanted)
  }

  return (
    <>
      {kept && <FilteredTag kept={kept} />}
      <TextInput
        ref={field}
        w={280}
        type="search"
        size="xs"
        aria-label={placeholder}
        placeholder={placeholder}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={text === '' && <kbd className="florin-kbd">Ctrl F</kbd>}
        rightSectionWidth={58}
        rightSectionPointerEvents="none"
        value={text}
        onChange={event => type(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && text !== '') type('')
        }}
      />
    </>
  )
}
