import { COMPANY } from '../../../shared/domain/company/company-fields.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { useSession } from '../../store/session.ts'
import { SETTING_KINDS, type TypedSettings } from './setting-fields.ts'
import { type EditForm, useEdits } from './use-edits.ts'

export type SettingsForm = EditForm<CompanyRow, TypedSettings>

/** The edits of all settings; each section saves its own. */
export function useSettingsForm(company: CompanyRow): SettingsForm {
  const userId = useSession(state => state.session?.user?.id ?? '')
  return useEdits({ draftKey: `settings.${userId}`, kinds: SETTING_KINDS, shape: COMPANY, row: company })
}
