import { type ComboboxData, Select, type SelectProps } from '@mantine/core'
import { useRef, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import { fittingChoices, labelOf } from './fitting-choices.ts'
import { selectOnPress } from './select-on-press.ts'

type SearchSelectProps = Omit<
  SelectProps<string>,
  | 'searchable'
  | 'searchValue'
  | 'onSearchChange'
  | 'onOptionSubmit'
  | 'data'
  | 'defaultValue'
  | 'value'
  | 'nothingFoundMessage'
> & {
  data: ComboboxData
  value: string | null
  /** What to say where nothing fits, if more than that. */
  none?: string
}

/**
 * A select to type into. Entered, its text is selected whole: typing replaces it. The list points at what is chosen, and once
 * something is typed at the first choice that fits; left with what only one choice fits, it takes that; where none or several fit, it keeps the text and says so.
 * `data-unsettled` marks it while what is typed was not chosen.
 */
export function SearchSelect({
  data,
  value,
  error,
  none,
  onFocus,
  onBlur,
  onChange,
  onDropdownOpen,
  ...rest
}: SearchSelectProps) {
  const w = useWords().parts
  const label = labelOf(data, value)
  const [text, setText] = useState(label ?? '')
  const [left, setLeft] = useState(false)
  // Known at once, also to what follows in the same key press.
  const typing = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  const isTyped = typing.current && text.trim() !== '' && text !== label

  function settle() {
    typing.current = false
    setLeft(false)
  }

  /** Mantine has put the value's name back by now. */
  function leave(typed: string) {
    if (!typing.current) return
    const [fitting, other] = fittingChoices(data, typed)
    if (typed.trim() === '' || typed === label || (fitting && !other)) {
      settle()
      if (typed.trim() === '' || !fitting) return
      setText(fitting.label)
      if (fitting.value !== value) onChange?.(fitting.value, fitting as never)
      return
    }
    setText(typed)
    setLeft(true)
  }

  const isNone = isTyped && fittingChoices(data, text).length === 0
  const complaint = isNone ? (none ?? w.nothingFits(text)) : w.severalFit(text)
  return (
    <Select
      {...rest}
      ref={input}
      selectFirstOptionOnChange={isTyped}
      {...selectOnPress}
      {...(isTyped && { 'data-unsettled': true })}
      data={data}
      value={value}
      searchable
      searchValue={text}
      onSearchChange={setText}
      error={isNone || (isTyped && left) ? complaint : error}
      onDropdownOpen={() => {
        // Mantine goes on from the chosen one, and shows it from the first arrow on.
        window.setTimeout(() => typing.current || pointAtChosen(input.current))
        onDropdownOpen?.()
      }}
      onInput={() => {
        typing.current = true
        setLeft(false)
      }}
      onOptionSubmit={chosen => {
        settle()
        setText(labelOf(data, chosen) ?? '')
      }}
      onChange={(chosen, option) => {
        settle()
        onChange?.(chosen, option)
      }}
      onFocus={event => {
        event.currentTarget.select()
        onFocus?.(event)
      }}
      onBlur={event => {
        leave(event.currentTarget.value)
        onBlur?.(event)
      }}
    />
  )
}

function pointAtChosen(input: HTMLInputElement | null) {
  const list = document.getElementById(input?.getAttribute('aria-controls') ?? '')
  if (list?.querySelector('[data-combobox-selected]')) return
  list?.querySelector('[data-combobox-active]')?.setAttribute('data-combobox-selected', 'true')
}
