import type { DocumentCompany } from '../invoice-document.ts'
import { LOGO, type Sheet } from './sheet.ts'
import { color, style } from './theme.ts'

export interface Letterhead {
  company: DocumentCompany
  /** `Invoice`, `Payment receipt`. */
  title: string
  number: string
  /** What stands under the number, such as the revision; '' for nothing. */
  detail: string
  /** A word in a frame beside the title (`PAID`), also written across each page where it voids it; or null. */
  stamp: { word: string; isVoid: boolean } | null
}

/** Draws the head of a page that was just added: the whole letterhead on the first, a small one on the others. */
export function drawHead(sheet: Sheet, letterhead: Letterhead): void {
  if (letterhead.stamp?.isVoid) {
    const text = { ...style.due, size: 150, color: color.watermark }
    sheet.page.watermark(sheet.set(letterhead.stamp.word, text), sheet.width, text)
  }
  if (sheet.pages.length === 1) drawLetterhead(sheet, letterhead)
  else drawRunningHead(sheet, letterhead)
}

/** Draws the foot of every page, when their number is known. */
export function drawFeet(sheet: Sheet, { company, title, number }: Letterhead): void {
  const y = sheet.height - 30
  const left = [company.name, company.phone, company.email].filter(Boolean).join('  ·  ')
  const half = (sheet.right - sheet.left) * 0.62
  for (const [index, page] of sheet.pages.entries()) {
    page.rule(sheet.left, y - 12, sheet.right - sheet.left, color.hairline)
    const [line = sheet.set('', style.small)] = sheet.wrap(left, style.small, half)
    page.text(line, sheet.left, y, style.small)
    const count = `${title} ${number}  ·  ${sheet.words.page(index + 1, sheet.pages.length)}`
    const set = sheet.set(count, style.small)
    const fit = Math.min(1, ((sheet.right - sheet.left - half - 10) * 1000) / (set.width * style.small.size))
    page.text(
      set,
      sheet.right,
      y,
      { ...style.small, size: Math.floor(style.small.size * fit * 100) / 100 },
      'right',
    )
  }
}

/** The company at the left, the document's title and number at the right. */
function drawLetterhead(sheet: Sheet, { company, title, number, detail, stamp }: Letterhead): void {
  const { left, right, y: top } = sheet
  const mark = drawMark(sheet, company.name, left, top, 34, 130)
  const x = left + mark + 10
  const width = (right - left) * 0.56 - mark - 10
  const name = sheet.cut(sheet.wrap(company.name, style.company, width), 3)
  const lines = [...company.lines, [company.phone, company.email].filter(Boolean).join('  ·  ')]
    .filter(line => line !== '')
    .flatMap(line => sheet.wrap(line, style.small, width))
  let y = sheet.writeLines(name, x, top - 1, style.company)
  y = sheet.writeLines(sheet.cut(lines, 10), x, y + 1, style.small)

  const numberWidth = (right - left) * 0.4
  sheet.write(title, right, top + 7, style.title, 'right', numberWidth)
  if (stamp !== null) drawStamp(sheet, stamp, title, top)
  sheet.write(number, right, top + 34, style.number, 'right', numberWidth)
  if (detail !== '') sheet.write(detail, right, top + 47.5, style.small, 'right', numberWidth)
  sheet.y = Math.max(y, top + (detail === '' ? 42 : 52)) + 20
}

function drawRunningHead(sheet: Sheet, { company, title, number }: Letterhead): void {
  const { left, right, y: top } = sheet
  const half = (right - left) / 2
  const x = left + drawMark(sheet, company.name, left, top - 6, 18, 60) + 7
  sheet.write(company.name, x, top + 6, style.strong, 'left', half - (x - left))
  sheet.write(`${title} ${number}`, right, top + 6, style.strong, 'right', half - 10)
  sheet.y = top + 26
}

/** The company's logo within `size` × `most` points, or its initial on a rounded square. Answers how wide it is. */
function drawMark(sheet: Sheet, name: string, x: number, y: number, size: number, most: number): number {
  if (sheet.logo !== null) {
    const scale = Math.min(size / sheet.logo.height, most / sheet.logo.width)
    const [width, height] = [sheet.logo.width * scale, sheet.logo.height * scale]
    sheet.page.picture(LOGO, x, y + (size - height) / 2, width, height)
    return width
  }
  const [initial = ''] = [...graphemes.segment(name.trim())].map(({ segment }) => segment)
  sheet.page.fill(x, y, size, size, color.accent, size * 0.24)
  const mark = { ...style.mark, size: Math.round(size * 0.5 * 10) / 10 }
  sheet.write(initial.toUpperCase(), x + size / 2, y + size * 0.68, mark, 'center', size * 0.8)
  return size
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function drawStamp(
  sheet: Sheet,
  { word, isVoid }: { word: string; isVoid: boolean },
  title: string,
  top: number,
): void {
  const stampColor = isVoid ? color.voided : color.accent
  const text = { ...style.strong, color: stampColor }
  const width = (sheet.set(word, text).width * text.size) / 1000 + 16
  const x = sheet.right - (sheet.set(title, style.title).width * style.title.size) / 1000 - 10 - width
  sheet.page.outline(x, top - 4.5, width, 16, stampColor, 4)
  sheet.write(word, x + width / 2, top + 6.8, text, 'center')
}
