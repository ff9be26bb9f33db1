import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { renderStatement } from '../../../shared/documents/render-statement.ts'
import { statementDocument } from '../../../shared/documents/statement-document-of.ts'
import { statementWords } from '../../../shared/documents/statement-words.ts'
import type { ParsedInput } from '../../../shared/protocol/desk.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { statementFor } from '../store/queries/statement-of.ts'

const fonts = loadFonts()

/** One statement as a PDF, named after customer and date; null when there is no such customer. */
export async function statementPdf(
  q: QueryContext,
  input: Pick<ParsedInput<'statement.of'>, 'customerId' | 'asOf' | 'kind'>,
): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  const found = statementFor(q, input)
  if (!found) return null
  const { customer, statement } = found
  const doc = statementDocument(q.company, customer, statement)
  const bytes = await renderStatement(doc, { payUrl: null, fonts, logo: q.company.logo })
  const title = `${statementWords[customer.language].statement} ${input.asOf}`
  // The code tells customers of one name apart.
  return { fileName: documentFileName(customer.name, title, customer.code), bytes }
}
