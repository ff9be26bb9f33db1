import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import { useWords } from '../../words/use-words.ts'

export type TextsByLanguage = Record<Language, { subject: string; message: string }>

interface MailTextsProps {
  /** Those that any of the mails is written in. */
  languages: readonly Language[]
  shown: Language
  texts: TextsByLanguage
  hint?: string
  /** Someone tried to send: what is missing is said. */
  tried: boolean
  onShow(language: Language): void
  onChange(texts: TextsByLanguage): void
}

/** Subject and message of many mails at once, in each language that they are written in. */
export function MailTexts({ languages, shown, texts, hint, tried, onShow, onChange }: MailTextsProps) {
  const words = useWords()
  const w = words.sending
  const text = texts[shown]
  const change = (edit: Partial<typeof text>) => onChange({ ...texts, [shown]: { ...text, ...edit } })
  const hints = [languages.length > 1 && w.languageHint, hint].filter(Boolean).join(' ')
  return (
    <>
      {languages.length > 1 && (
        <SegmentedControl
          aria-label={w.language}
          data={languages.map(value => ({ value, label: words.listed.languages[value] }))}
          value={shown}
          onChange={value => onShow(value as Language)}
        />
      )}
      <TextInput
        key={`${shown} subject`}
        label={words.email.subject}
        maxLength={200}
        value={text.subject}
        error={tried && text.subject.trim() === '' && w.subjectMissing}
        onChange={event => change({ subject: event.currentTarget.value })}
      />
      <Textarea
        key={`${shown} message`}
        label={words.email.message}
        description={hints === '' ? undefined : hints}
        autosize
        minRows={4}
        maxRows={8}
        maxLength={4000}
        value={text.message}
        onChange={event => change({ message: event.currentTarget.value })}
      />
    </>
  )
}
