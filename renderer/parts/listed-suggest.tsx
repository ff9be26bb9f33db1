import { Autocomplete, type AutocompleteProps } from '@mantine/core'
import { useWords } from '../words/use-words.ts'

interface ListedSuggestProps extends Omit<AutocompleteProps, 'data' | 'onChange' | 'onOptionSubmit'> {
  /** What the company offers, as it is kept. */
  names: readonly string[]
  value: string
  onChange(name: string): void
  /** One of them was chosen. */
  onChoose?(name: string): void
}

/** A text with a list of the company's to choose from: kept as the list has it, shown in the reader's language; other words stay as typed. */
export function ListedSuggest({ names, value, onChange, onChoose, ...rest }: ListedSuggestProps) {
  const { name: shown } = useWords().listed
  const kept = (text: string) => names.find(name => shown(name) === text) ?? text
  return (
    <Autocomplete
      // What is wrong with the field stands where the list would open.
      openOnFocus={false}
      {...rest}
      data={[...new Set(names.map(shown))]}
      value={names.includes(value) ? shown(value) : value}
      onChange={text => onChange(kept(text))}
      onOptionSubmit={text => onChoose?.(kept(text))}
    />
  )
}
