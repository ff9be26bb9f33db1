import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import type { Language, MailTemplate } from '../../../shared/domain/company/company-row.ts'
import { placeholdersOf } from '../../../shared/domain/mail/placeholders-of.ts'
import { unknownPlaceholders } from '../../../shared/domain/mail/unknown-placeholders.ts'
import { useWords } from '../../words/use-words.ts'
import { nameNotice } from '../email-dialog/name-notice.tsx'

export type TextsByLanguage = Record<Language, { subject: string; message: string }>

interface MailTextsProps {
  /** Those that any of the mails is written in. */
  languages: readonly Language[]
  shown: Language
  texts: TextsByLanguage
  /** What mails they are: what there is to name. */
  kind: MailTemplate['kind']
  hint?: string
  /** Someone tried to send: what is missing is said. */
  tried: boolean
  /** Sending was refused for a name in them that stands for nothing. */
  isRefused: boolean
  onShow(language: Language): void
  onChange(texts: TextsByLanguage): void
  /** Back to the words they started with; null while they are these. */
  onReset: (() => void) | null
}

/** Subject and message of many mails at once, in each language that they are written in. */
export function MailTexts(props: MailTextsProps) {
  const { languages, shown, texts, hint, tried, onShow, onChange } = props
  const words = useWords()
  const w = words.sending
  const text = texts[shown]
  const change = (edit: Partial<typeof text>) => onChange({ ...texts, [shown]: { ...text, ...edit } })
  const hints = [languages.length > 1 && w.languageHint, hint].filter(Boolean).join(' ')
  const offered = ['company', ...placeholdersOf(props.kind).filter(name => name !== 'company')]
  const notice = (typed: string, hint?: string) =>
    nameNotice(unknownPlaceholders(typed), {
      isRefused: props.isRefused,
      says: names => w.unknownName(names, offered.map(name => `{${name}}`).join(', ')),
      refusal: w.sendAgain,
      hint,
    })
  const { error: subjectError, ...subject } = notice(text.subject)
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
        {...subject}
        error={tried && text.subject.trim() === '' ? w.subjectMissing : subjectError}
        onChange={event => change({ subject: event.currentTarget.value })}
      />
      <Textarea
        key={`${shown} message`}
        label={words.email.message}
        {...notice(text.message, hints)}
        autosize
        minRows={4}
        maxRows={8}
        maxLength={4000}
        value={text.message}
        onChange={event => change({ message: event.currentTarget.value })}
      />
      {props.onReset && (
        <Button
          variant="subtle"
          color="gray"
          h={24}
          style={{ alignSelf: 'flex-start' }}
          onClick={props.onReset}
        >
          {w.companysWords}
        </Button>
      )}
    </>
  )
}
