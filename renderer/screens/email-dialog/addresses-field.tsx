import { Pill, PillsInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'
import classes from './email-dialog.module.css'
import { invalidAddresses, splitAddresses, withAddresses } from './split-addresses.ts'

export interface AddressesFieldProps {
  label: string
  description: string
  autoFocus?: boolean
  addresses: string[]
  /** What is typed and not an address yet. */
  text: string
  onChange(addresses: string[], text: string): void
  error: ReactNode
}

/** Addresses as chips: typed or pasted as a list; those that can't be sent to are marked. Click one to correct it. */
export function AddressesField({
  label,
  description,
  autoFocus = false,
  addresses,
  text,
  onChange,
  error,
}: AddressesFieldProps) {
  const words = useWords().email
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])
  const invalid = new Set(invalidAddresses(addresses))

  function add(typed: string) {
    onChange(withAddresses(addresses, splitAddresses(typed)), '')
  }

  return (
    <PillsInput label={label} description={description} error={error} inputWrapperOrder={ORDER}>
      <Pill.Group>
        {addresses.map(address => (
          <Pill
            key={address}
            withRemoveButton
            className={invalid.has(address) ? classes.invalid : undefined}
            removeButtonProps={{ 'aria-label': words.remove(address), tabIndex: -1 }}
            onRemove={() =>
              onChange(
                addresses.filter(other => other !== address),
                text,
              )
            }
            onDoubleClick={() =>
              onChange(
                addresses.filter(other => other !== address),
                address,
              )
            }
          >
            {address}
          </Pill>
        ))}
        <PillsInput.Field
          ref={input}
          aria-label={label}
          placeholder={addresses.length === 0 ? words.toHint : undefined}
          value={text}
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          onChange={event => {
            const typed = event.currentTarget.value
            if (/[;,]/.test(typed)) add(typed)
            else onChange(addresses, typed)
          }}
          onPaste={event => {
            event.preventDefault()
            add(text + event.clipboardData.getData('text'))
          }}
          onBlur={() => text.trim() !== '' && add(text)}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
              event.preventDefault()
              add(text)
            }
            const last = addresses.at(-1)
            if (event.key === 'Backspace' && text === '' && last !== undefined) {
              event.preventDefault()
              onChange(addresses.slice(0, -1), invalid.has(last) ? last : '')
            }
          }}
        />
      </Pill.Group>
    </PillsInput>
  )
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
