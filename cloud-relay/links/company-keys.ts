import type { Store } from '../ports.ts'

/** The short random names of companies in public addresses: they tell nothing, and find the company in one step. */
export interface CompanyKeys {
  /** The company's key; throws for a company that does not exist. */
  keyOf(companyId: string): Promise<string>
  /** The company with that key, or null. */
  companyOf(key: string): Promise<string | null>
  /** The company's key if this process has met it, for callers that can't wait. */
  knownKey(companyId: string): string | null
  /** Meets all companies. */
  load(): Promise<void>
}

const KEY = /^[A-Za-z0-9_-]{6,40}$/

interface Entry {
  company_id: string
  company_key: string
}

/** Keys never change, so what was read once stays in memory. */
export function createCompanyKeys(ports: { store: Store }): CompanyKeys {
  const byCompany = new Map<string, string>()
  const byKey = new Map<string, string>()

  function meet(entry: Entry): void {
    byCompany.set(entry.company_id, entry.company_key)
    byKey.set(entry.company_key, entry.company_id)
  }

  return {
    async keyOf(companyId) {
      const known = byCompany.get(companyId)
      if (known !== undefined) return known
      const entry = await ports.store.read(sql =>
        sql.one<Entry>('SELECT company_id, company_key FROM company WHERE company_id = $1', [companyId]),
      )
      if (entry === null) throw new Error('no such company')
      meet(entry)
      return entry.company_key
    },

    async companyOf(key) {
      const known = byKey.get(key)
      if (known !== undefined) return known
      if (!KEY.test(key)) return null
      const entry = await ports.store.read(sql =>
        sql.one<Entry>('SELECT company_id, company_key FROM company_directory WHERE company_key = $1', [key]),
      )
      if (entry !== null) meet(entry)
      return entry?.company_id ?? null
    },

    knownKey: companyId => byCompany.get(companyId) ?? null,

    async load() {
      const text = 'SELECT company_id, company_key FROM company_directory'
      for (const entry of await ports.store.read(sql => sql.all<Entry>(text))) meet(entry)
    },
  }
}
