import type { Rows } from '../tables.ts'
import type { View } from '../view.ts'

/** The id of the one row of `companies`: a company's data never meets another's. */
export const COMPANY_ROW = 'company'

/** The company's settings row; null before the company exists. */
export function companyOf(view: View): Rows['companies'] | null {
  return view.get('companies', COMPANY_ROW)
}
