import { cleanLine } from './text/clean-text.ts'

/**
 * A file name for a document, as `Aalsmeer-Floral-Co-Invoice-10214.pdf`: ASCII letters, digits and single hyphens, at
 * most 100 characters, so that it is safe in a header, a path and on every file system. The company's name is cut first.
 */
export function documentFileName(companyName: string, title: string, number: string): string {
  const tail = [slug(title, 24), slug(number, 32)].filter(part => part !== '').join('-')
  const head = slug(companyName, 94 - tail.length)
  return `${[head, tail].filter(part => part !== '').join('-') || 'document'}.pdf`
}

/** Letters lose their accents; what has no ASCII form separates words. */
function slug(text: string, maxLength: number): string {
  const ascii = cleanLine(text)
    .replace(/[ßæœøłđðþ]/gi, spell)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
  return ascii
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, '')
}

function spell(letter: string): string {
  const lower = letter.toLowerCase()
  const spelled = SPELLED[lower] ?? ''
  return letter === lower ? spelled : spelled.charAt(0).toUpperCase() + spelled.slice(1)
}

const SPELLED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th' }
