import { amountWriter, entryMemo, type JournalFile, monthFirst } from './journal-file.ts'
import { csvText } from './write-csv.ts'

/** What QuickBooks Online takes of a journal number. */
const NUMBER_LENGTH = 21

/**
 * A journal as QuickBooks Online imports journal entries: lines of one number are one entry, a debit or a credit each. UTF-8
 * with its mark, commas, CRLF, dates MM/DD/YYYY; texts as in a list's CSV. Only the receivable's line names the customer.
 */
export async function* writeJournalCsv(
  { spool, accounts, language, currency }: JournalFile,
  wrote: (rows: number) => void,
): AsyncGenerator<Uint8Array> {
  const amount = amountWriter(currency)
  yield Buffer.from(`\ufeff${HEAD}\r\n`)
  for (const slice of spool.numbered(NUMBER_LENGTH)) {
    let text = ''
    for (const { entry, entryNumber } of slice) {
      const memo = csvText(entryMemo(entry, language))
      for (const { account, amountCents } of entry.lines) {
        const fields = [
          csvText(entryNumber),
          monthFirst(entry.on),
          csvText(accounts[account]),
          amountCents > 0 ? amount(amountCents) : '',
          amountCents < 0 ? amount(-amountCents) : '',
          memo,
          account === 'receivable' ? csvText(entry.customerName) : '',
        ]
        text += `${fields.join(',')}\r\n`
      }
    }
    yield Buffer.from(text)
    wrote(slice.length)
  }
}

const HEAD = 'JournalNo,JournalDate,AccountName,Debits,Credits,Description,Name'
