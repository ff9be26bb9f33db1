import { TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'

interface SearchFieldProps {
  placeholder: string
  /** What is searched for when the field first appears. */
  initial: string
  onSearch(text: string): void
}

const PAUSE_MS = 150

/** Searches a list while typing; Ctrl+F goes to it, Escape clears it. */
export function SearchField({ placeholder, initial, onSearch }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(initial)
  const search = useDebouncedCallback((wanted: string) => onSearch(wanted.trim()), PAUSE_MS)
  useHotkeys([['mod+F', () => field.current?.select()]], [], true)

  function type(wanted: string) {
    setText(wanted)
    search(wanted)
  }

  return (
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
  )
}
