import { amountWriter, entryMemo, type JournalFile, monthFirst } from './journal-file.ts'
import type { CustomersEntry } from './journal-spool.ts'
import { looksLikeFormula } from './write-xlsx.ts'

// What QuickBooks Desktop takes of a reference number, a customer's name and an account's.
const NUMBER_LENGTH = 11
const NAME_LENGTH = 41
const ACCOUNT_LENGTH = 159

/**
 * A journal as QuickBooks Desktop imports it (Intuit Interchange Format): one `GENERAL JOURNAL` transaction an entry, debits
 * positive, tabs between the fields, dates MM/DD/YYYY, Windows-1252. Only the receivable's line names the customer.
 */
export async function* writeIif(
  { spool, accounts, language, currency }: JournalFile,
  wrote: (rows: number) => void,
): AsyncGenerator<Uint8Array> {
  const amount = amountWriter(currency)
  yield windows1252(HEAD.map(row => `${row.join('\t')}\r\n`).join(''))
  for (const slice of spool.numbered(NUMBER_LENGTH)) {
    let text = ''
    for (const { entry, entryNumber } of slice) {
      const memo = iifField(entryMemo(entry, language))
      for (const [at, { account, amountCents }] of entry.lines.entries()) {
        const name = account === 'receivable' ? customerName(entry) : ''
        const fields = [
          at === 0 ? 'TRNS' : 'SPL',
          '',
          'GENERAL JOURNAL',
          monthFirst(entry.on),
          iifField(accounts[account].slice(0, ACCOUNT_LENGTH)),
          iifField(name),
          '',
          amount(amountCents),
          iifField(entryNumber),
          memo,
        ]
        text += `${fields.join('\t')}\r\n`
      }
      text += 'ENDTRNS\r\n'
    }
    yield windows1252(text)
    wrote(slice.length)
  }
}

const COLUMNS = ['TRNSTYPE', 'DATE', 'ACCNT', 'NAME', 'CLASS', 'AMOUNT', 'DOCNUM', 'MEMO']
const HEAD = [['!TRNS', 'TRNSID', ...COLUMNS], ['!SPL', 'SPLID', ...COLUMNS], ['!ENDTRNS']]

/** A name QuickBooks can keep, or else the customer's code: there a colon parts a customer from a job. */
function customerName({ customerName, customerCode }: CustomersEntry): string {
  const name = customerName.replaceAll(':', ' ')
  return (isWindows1252(name) ? name : customerCode).slice(0, NAME_LENGTH).trim()
}

/** A text as one field: no tabs or line breaks, in quotes where it has a comma or quotes, harmless to a spreadsheet. */
function iifField(value: string): string {
  const line = value.replace(/[\t\r\n]+/g, ' ')
  const plain = looksLikeFormula(line) ? `'${line}` : line
  return /[",]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain
}

// What Windows-1252 has at 0x80 to 0x9f; a space where it has nothing.
const HIGH = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

function byteOf(character: string): number | null {
  const code = character.codePointAt(0)!
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code
  const at = HIGH.indexOf(character)
  return at === -1 ? null : 0x80 + at
}

function isWindows1252(text: string): boolean {
  return [...text.normalize('NFC')].every(character => byteOf(character) !== null)
}

/** A letter that Windows-1252 lacks loses its accent, or becomes a question mark. */
function windows1252(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text.normalize('NFC')) {
    const byte = byteOf(character) ?? byteOf(character.normalize('NFKD')[0]!)
    bytes.push(byte ?? 0x3f)
  }
  return Uint8Array.from(bytes)
}
