import type { Changes } from '../../shared/domain/changes.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'

/** What the company is created with. */
export const DEMO_COMPANY = {
  name: 'Aalsmeer Floral Co.',
  timeZone: 'America/New_York',
  currency: 'USD',
  language: 'en' as const,
  email: 'billing@aalsmeer.example',
}

const SETTINGS: Partial<CompanyRow> = {
  addressLines: ['1425 NW 79th Ave', 'Doral, FL 33126'],
  phone: '+1 305 555 0142',
  boxTypes: [
    { code: 'FB', name: 'Full box', fuelCents: 400 },
    { code: 'HB', name: 'Half box', fuelCents: 200 },
    { code: 'QB', name: 'Quarter box', fuelCents: 150 },
    { code: 'EB', name: 'Eighth box', fuelCents: 100 },
  ],
  carriers: ['Armellini', 'Prime Floral', 'FlowerTrans', 'FedEx Priority', 'Own truck', 'Pick up'],
  paymentsAccount: { gateway: 'sandbox', status: 'active' },
}

/** The edits that turn a new company's settings into the demo company's. */
export function demoSettings(company: CompanyRow): Changes<CompanyRow> {
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([field, to]) => [field, { from: company[field as keyof CompanyRow], to }]),
  )
}
