import { notifications } from '@mantine/notifications'
import { useEffect, useMemo, useRef, useState } from 'react'
import { COMPANY_ROW } from '../../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { useAsk } from '../../app/use-ask.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useWords, wordsNow } from '../../words/use-words.ts'
import { HistoryButton } from '../audit/history-button.tsx'
import { RefusedNotice } from './refused-notice.tsx'
import { SectionFields } from './section-fields.tsx'
import { SECTION_NAMES, SETTING_SECTIONS, type SectionName, sectionsFound } from './setting-sections.ts'
import classes from './settings.module.css'
import { SettingsContext } from './settings-context.ts'
import { SettingsSection } from './settings-section.tsx'
import { useSettingsForm } from './use-settings-form.ts'
import { useSettingsRepair } from './use-settings-repair.ts'

const UNSAVED_NOTICE = 'settings-unsaved'

/** The company's settings on one page: found by typing, saved section by section. */
export function SettingsScreen() {
  const words = useWords()
  const w = words.settings
  const [search, setSearch] = useState('')
  const { data: company, error, refetch } = useAsk('company.settings', {})
  return (
    <Screen
      title={w.title}
      beside={<HistoryButton table="companies" id={COMPANY_ROW} name={w.title} />}
      actions={<SearchField placeholder={w.search} initial="" onSearch={setSearch} />}
    >
      {error && !company && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {company && <Sections company={company} search={search} />}
    </Screen>
  )
}

function Sections({ company, search }: { company: CompanyRow; search: string }) {
  const words = useWords()
  const w = words.settings
  const form = useSettingsForm(company)
  const { repaired, onSaved } = useSettingsRepair(form)
  const context = useMemo(() => ({ form, search }), [form, search])
  const unsaved = SECTION_NAMES.filter(name => form.changed(SETTING_SECTIONS[name]).length > 0)
  const found = sectionsFound(search, words)

  // Leaving with something unsaved says so; the edits themselves stay in their store.
  const left = useRef(false)
  useEffect(() => {
    left.current = unsaved.length > 0
  })
  useEffect(() => {
    notifications.hide(UNSAVED_NOTICE)
    return () => {
      const message = wordsNow().settings.keptUnsaved
      if (left.current) notifications.show({ id: UNSAVED_NOTICE, message, color: 'yellow' })
    }
  }, [])

  function go(name: SectionName) {
    const section = document.getElementById(`settings-${name}`)
    section?.scrollIntoView({ block: 'start' })
    document.getElementById(`settings-${name}-title`)?.focus({ preventScroll: true })
  }

  return (
    <SettingsContext value={context}>
      <div className={classes.page}>
        <nav className={classes.nav} aria-label={w.sections}>
          {found.map(name => (
            <button key={name} type="button" className={classes.link} onClick={() => go(name)}>
              {w.section[name]}
              {unsaved.includes(name) && (
                <i className={classes.dot} role="img" aria-label={w.unsaved} title={w.unsaved} />
              )}
            </button>
          ))}
          <p className={classes.keys}>{w.listKeys}</p>
        </nav>
        <div className={classes.sections}>
          {repaired && <RefusedNotice issue={repaired} />}
          {found.length === 0 && <EmptyState title={w.none(search)} hint={w.noneHint} />}
          {found.map(name => (
            <SettingsSection key={name} name={name} fields={SETTING_SECTIONS[name]} onSaved={onSaved}>
              <SectionFields name={name} />
            </SettingsSection>
          ))}
        </div>
      </div>
    </SettingsContext>
  )
}
