import { Checkbox, Modal, Select, Switch, TextInput } from '@mantine/core'
import { showNotification } from '@mantine/notifications'
import { useRef, useState } from 'react'
import { reversed } from '../../../shared/domain/changes.ts'
import { customersSeen } from '../../../shared/domain/permissions.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { USER } from '../../../shared/domain/user/add-user.ts'
import { ROLES, type UserRow } from '../../../shared/domain/user/user-row.ts'
import { AskRefused } from '../../app/ask.ts'
import { sentencesOf } from '../../app/field-errors.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { FieldError } from '../../parts/field-error.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { languageChoices } from '../../parts/language-choices.ts'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { refusalSentence } from '../../parts/refusal-text.tsx'
import { useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './team.module.css'
import { changesBetween, fieldsWanted, type UserFields } from './user-edits.ts'

interface UserDialogProps {
  /** null: someone new. */
  user: UserRow | null
  /** A refused request to repair: its values are filled in. */
  issue: SyncIssueRow | null
  onClose(): void
  onAdded(user: UserRow): void
}

/** Adds someone to the staff or edits them. */
export function UserDialog({ user, issue, onClose, onAdded }: UserDialogProps) {
  const words = useWords()
  const w = words.team
  const language = useLanguage()
  const [before] = useState<UserFields>(
    user ?? { name: '', login: '', roles: ['sales'], active: true, manageOwnCustomers: false, language },
  )
  const [fields, setFields] = useState(() => fieldsWanted(before, issue))
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<unknown>(null)
  const element = useRef<HTMLDivElement>(null)
  const toFirstError = () => focusFirstError(() => element.current)
  const set = (changed: Partial<UserFields>) => setFields({ ...fields, ...changed })

  async function save() {
    const wrong: Record<string, string> = {}
    for (const name of ['name', 'login', 'roles'] as const) {
      const sentence = sentencesOf(USER[name], fields[name], words)['']
      if (sentence !== undefined) wrong[name] = sentence
    }
    setProblems(wrong)
    setFailure(null)
    if (Object.keys(wrong).length > 0) return toFirstError()
    const changes = changesBetween(before, fields)
    try {
      const added = await give(changes)
      if (issue) await closeIssue(issue.id)
      if (user && Object.keys(changes).length > 0) {
        const back = { userId: user.id, changes: reversed(changes) }
        offerUndo(w.saved(fields.name), w.undone(user.name), () => giveCommand('user.change', back))
      } else showNotification({ message: w.saved(fields.name) })
      if (added) onAdded(added)
      else onClose()
    } catch (error) {
      const field = error instanceof AskRefused ? error.refusal.field.replace('changes.', '') : ''
      if (error instanceof AskRefused && field in fields)
        setProblems({ [field]: refusalSentence(error.refusal, words) })
      else setFailure(error)
      toFirstError()
    }
  }

  async function give(changes: ReturnType<typeof changesBetween>): Promise<UserRow | null> {
    if (user) {
      if (Object.keys(changes).length > 0) await giveCommand('user.change', { userId: user.id, changes })
      return null
    }
    const { active: _, ...typed } = fields
    const userId = newId()
    await giveCommand('user.add', { userId, ...typed })
    return { id: userId, ...fields }
  }

  return (
    <Modal opened onClose={onClose} title={user ? w.editUser(user.name) : w.addUser} size={620}>
      <div ref={element} className={classes.form}>
        <div className={classes.pair}>
          <TextInput
            label={w.name}
            data-autofocus
            value={fields.name}
            error={problems.name}
            onChange={event => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={w.login}
            type="email"
            value={fields.login}
            error={problems.login}
            onChange={event => set({ login: event.currentTarget.value.trim() })}
          />
        </div>
        <Checkbox.Group
          label={w.roles}
          data-error={problems.roles !== undefined || undefined}
          value={fields.roles}
          onChange={roles => set({ roles: roles as UserFields['roles'] })}
        >
          <div className={classes.roles}>
            {ROLES.map(role => (
              <Checkbox
                key={role}
                value={role}
                label={words.shell.role[role]}
                description={w.roleHint[role]}
                size="xs"
              />
            ))}
          </div>
        </Checkbox.Group>
        <FieldError>{problems.roles}</FieldError>
        <div className={classes.pair}>
          <Switch
            label={w.own}
            description={w.ownHint}
            checked={fields.manageOwnCustomers}
            onChange={event => set({ manageOwnCustomers: event.currentTarget.checked })}
          />
          <Select
            label={w.language}
            data={languageChoices(words)}
            value={fields.language}
            allowDeselect={false}
            onChange={chosen => set({ language: chosen === 'es' ? 'es' : 'en' })}
          />
          {user && (
            <Switch
              label={w.active}
              description={w.activeHint}
              checked={fields.active}
              onChange={event => set({ active: event.currentTarget.checked })}
            />
          )}
        </div>
        <p className={classes.seen} role="status">
          {words.ownCustomers.seenHint[customersSeen(fields)]}
        </p>
      </div>
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={words.parts.save} onConfirm={save} onCancel={onClose} />
    </Modal>
  )
}
