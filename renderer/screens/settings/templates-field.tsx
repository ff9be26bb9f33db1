import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { IconRotate2 } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import {
  type Language,
  type MailTemplate,
  TEMPLATE_KINDS,
} from '../../../shared/domain/company/company-row.ts'
import { placeholdersOf } from '../../../shared/domain/mail/placeholders-of.ts'
import { mailTemplateOf, templateWords } from '../../../shared/domain/mail/template-words.ts'
import { unknownPlaceholders } from '../../../shared/domain/mail/unknown-placeholders.ts'
import { languageChoices } from '../../parts/language-choices.ts'
import { useWords } from '../../words/use-words.ts'
import { SettingField, SettingLabel } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'
import { TemplatePreview } from './template-preview.tsx'
import { emptyPlaceholders, typedTemplate } from './typed-template.ts'

/** The company's own words for each kind of mail and language, with how they read beside them. */
export function TemplatesField() {
  const words = useWords()
  const w = words.settings
  const { form } = useSettingsFields()
  const [kind, setKind] = useState<MailTemplate['kind']>('invoice')
  const [language, setLanguage] = useState<Language>(form.row.language)
  const subject = useRef<HTMLInputElement>(null)
  const message = useRef<HTMLTextAreaElement>(null)
  const typedLast = useRef<'subject' | 'message'>('message')
  const templates = form.shown('mailTemplates')
  const shown = mailTemplateOf({ mailTemplates: templates }, kind, language)
  const at = templates.findIndex(each => each.kind === kind && each.language === language)
  const unknown = unknownPlaceholders(shown.subject, shown.message)
  const empty = emptyPlaceholders(kind, shown.subject, shown.message)
  const elsewhere = templates.flatMap((each, place) => {
    const why = place === at ? undefined : form.errorWithin(`mailTemplates.${place}`)
    return why === undefined ? [] : [w.templateWrong(`${w.templateKinds[each.kind]} (${each.language})`, why)]
  })

  function type(changed: Partial<Pick<MailTemplate, 'subject' | 'message'>>) {
    form.type('mailTemplates', typedTemplate(templates, kind, language, { ...shown, ...changed }))
  }

  function insert(name: string) {
    const part = typedLast.current
    const field = part === 'subject' ? subject.current : message.current
    const from = field?.selectionStart ?? shown[part].length
    const to = field?.selectionEnd ?? from
    const text = `{${name}}`
    type({ [part]: shown[part].slice(0, from) + text + shown[part].slice(to) })
    window.requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + text.length, from + text.length)
    })
  }

  return (
    <SettingField field="mailTemplates">
      <h3 className={classes.label}>
        <SettingLabel>{w.mailTemplates}</SettingLabel>
      </h3>
      <p className={classes.description}>{w.mailTemplatesHint}</p>
      <div className={classes.templates}>
        <div className={classes.stack}>
          <div className={classes.templateOf}>
            <Select
              label={w.templateKind}
              data={TEMPLATE_KINDS.map(each => ({
                value: each,
                label: templates.some(own => own.kind === each && own.language === language)
                  ? `${w.templateKinds[each]} · ${w.ownWords}`
                  : w.templateKinds[each],
              }))}
              value={kind}
              allowDeselect={false}
              onChange={value => value !== null && setKind(value as MailTemplate['kind'])}
            />
            <SegmentedControl
              aria-label={w.templateLanguage}
              data={languageChoices(words)}
              value={language}
              onChange={value => setLanguage(value as Language)}
            />
          </div>
          <TextInput
            ref={subject}
            label={w.templateSubject}
            value={shown.subject}
            error={at < 0 ? undefined : form.error(`mailTemplates.${at}.subject`)}
            onFocus={() => {
              typedLast.current = 'subject'
            }}
            onChange={event => type({ subject: event.currentTarget.value })}
          />
          <Textarea
            ref={message}
            label={w.templateMessage}
            autosize
            minRows={5}
            maxRows={14}
            value={shown.message}
            error={at < 0 ? undefined : form.error(`mailTemplates.${at}.message`)}
            onFocus={() => {
              typedLast.current = 'message'
            }}
            onChange={event => type({ message: event.currentTarget.value })}
          />
          <div className={classes.placeholders}>
            <span className={classes.unit}>{w.placeholders}</span>
            {placeholdersOf(kind).map(name => (
              <button
                key={name}
                type="button"
                className={classes.placeholder}
                aria-label={w.insert(w.placeholder[name])}
                onClick={() => insert(name)}
              >
                {w.placeholder[name]}
              </button>
            ))}
          </div>
          {unknown.length > 0 && (
            <p className={classes.warning} role="status">
              {w.unknownPlaceholder(unknown.join(', '))}
            </p>
          )}
          {empty.length > 0 && (
            <p className={classes.warning} role="status">
              {w.emptyPlaceholder(empty.join(', '))}
            </p>
          )}
          {elsewhere.map(text => (
            <p key={text} className={classes.error} role="alert">
              {text}
            </p>
          ))}
          {at >= 0 && (
            <Button
              className={classes.accountButton}
              variant="subtle"
              color="gray"
              leftSection={<IconRotate2 size={15} aria-hidden />}
              onClick={() => {
                type(templateWords(kind, language))
                subject.current?.focus()
              }}
            >
              {w.florinsWords}
            </Button>
          )}
        </div>
        <TemplatePreview kind={kind} language={language} wording={shown} />
      </div>
    </SettingField>
  )
}
