import type { DocumentCompany } from './invoice-document.ts'

/** A list on paper: every text as it is printed. */
export interface ListDocument {
  language: 'en' | 'es'
  currency: string
  company: DocumentCompany
  title: string
  /** The filter in words; '' for none. */
  about: string
  /** The day it shows, 'YYYY-MM-DD'. */
  asOf: string
  columns: { header: string; isNumber: boolean; total: string }[]
  rows: string[][]
}
