import type { Ask } from '../links/ask.ts'
import type { PageWords } from './page-words.ts'
import type { Notice } from './pay-page.ts'

/** What a payer is told about a mail that is not the newest word: an invoice was revised, or a newer mail asks for it, too. */
export function sinceTheMail(ask: Ask, words: PageWords): Notice[] {
  const isUpdated = ask.invoices.some(each => each.isUpdated)
  const company = ask.company.name
  if (isUpdated) {
    const text = ask.inNewerMail === 'none' ? words.mailIsOlder : words.replacedByNewer(company)
    return [{ tone: 'warn', sentences: [text] }]
  }
  if (ask.inNewerMail === 'none') return []
  const text = ask.inNewerMail === 'all' ? words.askedAgain(company) : words.someAskedAgain(company)
  return [{ tone: 'good', sentences: [text] }]
}
