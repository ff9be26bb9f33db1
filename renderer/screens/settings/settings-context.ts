import { createContext, useContext } from 'react'
import { assert } from '../../../shared/lib/assert.ts'
import type { SettingsForm } from './use-settings-form.ts'

interface SettingsFields {
  form: SettingsForm
  /** What is searched for; empty when nothing is. */
  search: string
}

/** Around the sections: what every field of the settings needs. */
export const SettingsContext = createContext<SettingsFields | null>(null)

/** The edits and the search, for a field within {@link SettingsContext}. */
export function useSettingsFields(): SettingsFields {
  const fields = useContext(SettingsContext)
  assert(fields, 'a setting is drawn within the settings')
  return fields
}
