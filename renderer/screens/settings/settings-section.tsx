import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { reversed } from '../../../shared/domain/changes.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { giveCommand } from '../../app/give-command.ts'
import { isSaveKey } from '../../app/is-save-key.ts'
import { queryClient } from '../../app/query-client.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import type { Setting } from './setting-fields.ts'
import { SettingLabel } from './setting-inputs.tsx'
import type { SectionName } from './setting-sections.ts'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

interface SettingsSectionProps {
  name: SectionName
  fields: readonly Setting[]
  /** After these settings were saved. */
  onSaved(fields: string[]): void
  children: ReactNode
}

/** A card of settings that is saved by itself. */
export function SettingsSection({ name, fields, onSaved, children }: SettingsSectionProps) {
  const words = useWords()
  const w = words.settings
  const { form } = useSettingsFields()
  const offline = useSession(state => state.sync?.phase === 'offline')
  const element = useRef<HTMLFormElement>(null)
  const [saving, setSaving] = useState(false)
  const [saved, setSaved] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const unsaved = form.changed(fields).length > 0

  const toFirstError = () => focusFirstError(() => element.current)

  async function save() {
    if (saving || unsettledSelect(element.current) || !unsaved) return
    setFailure(null)
    setSaved(false)
    const checked = form.check(fields)
    if (!checked) return toFirstError()
    setSaving(true)
    try {
      await giveCommand('company.change', { changes: checked.changes })
      await queryClient.invalidateQueries({ queryKey: ['company.settings'] })
      form.saved(checked)
      setSaved(true)
      onSaved(Object.keys(checked.changes))
      offerUndo(w.savedSection(w.section[name]), w.undone, () =>
        giveCommand('company.change', { changes: reversed(checked.changes) }),
      )
    } catch (error) {
      if (error instanceof AskRefused && error.refusal.code === 'changed-meanwhile') {
        await queryClient.invalidateQueries({ queryKey: ['company.settings'] })
      } else setFailure(form.refused(error, fields))
      toFirstError()
    } finally {
      setSaving(false)
    }
  }

  return (
    <section id={`settings-${name}`} className={classes.section} aria-labelledby={`settings-${name}-title`}>
      <form
        ref={element}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void save()
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (!isSaveKey(event)) return
          event.preventDefault()
          void save()
        }}
      >
        <header className={classes.head}>
          <h2 id={`settings-${name}-title`} className={classes.title} tabIndex={-1}>
            <SettingLabel>{w.section[name]}</SettingLabel>
          </h2>
          <p className={classes.description}>{w.hint[name]}</p>
        </header>
        <div className={classes.body}>{children}</div>
        {failure !== null && (
          <div className={classes.failure}>
            <FaultNotice error={failure} />
          </div>
        )}
        <footer className={classes.foot}>
          <span className={classes.state} role="status">
            {unsaved && (
              <>
                <i className={classes.dot} aria-hidden />
                {w.unsaved}
              </>
            )}
            {!unsaved && saved && (
              <>
                <IconCheck size={15} aria-hidden className={classes.check} />
                {offline ? w.savedSends : w.saved}
              </>
            )}
          </span>
          {unsaved && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                form.discard(fields)
                setFailure(null)
              }}
            >
              {w.discard}
            </Button>
          )}
          <Button type="submit" title="Ctrl S" disabled={!unsaved} loading={saving}>
            {words.parts.save}
          </Button>
        </footer>
      </form>
    </section>
  )
}
