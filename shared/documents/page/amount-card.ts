import { baseline, type Sheet } from './sheet.ts'
import { color, style } from './theme.ts'

export interface AmountCard {
  label: string
  amount: string
  detail: string
  tone: 'accent' | 'voided'
  /** The button and the address it opens, or null where nothing can be paid. */
  button: { label: string; caption: string; url: string } | null
}

/** Draws the card with what is asked, and the way to pay it, and returns where it ends. */
export function drawAmountCard(
  sheet: Sheet,
  { label, amount, detail, tone, button }: AmountCard,
  x: number,
  top: number,
  width: number,
): number {
  const inner = width - 2 * PADDING
  const url = button === null ? [] : sheet.wrap(button.url, style.address, inner)
  const payHeight =
    button === null ? 0 : 10 + BUTTON_HEIGHT + 6 + style.small.leading + url.length * style.address.leading
  const height = PADDING + 12 + style.due.leading + (detail === '' ? 0 : 13) + payHeight + PADDING - 2
  const { page } = sheet
  page.fill(x, top, width, height, tone === 'accent' ? color.accentSoft : color.voidedSoft, 8)

  let y = top + PADDING
  sheet.write(label, x + PADDING, y + 7, style.quiet, 'left', inner)
  y += 12
  const due = tone === 'accent' ? style.due : { ...style.due, color: color.muted }
  sheet.write(amount, x + PADDING, baseline(y, due), due, 'left', inner)
  y += style.due.leading
  if (detail !== '') {
    sheet.write(detail, x + PADDING, y + 8, style.quiet, 'left', inner)
    y += 13
  }
  if (button === null) return top + height

  y += 10
  page.fill(x + PADDING, y, inner, BUTTON_HEIGHT, color.accent, 6)
  sheet.write(button.label, x + width / 2, y + BUTTON_HEIGHT / 2 + 3.7, style.button, 'center', inner - 12)
  page.link({
    x: x + PADDING,
    y,
    width: inner,
    height: BUTTON_HEIGHT,
    url: button.url,
    contents: button.label,
  })
  y += BUTTON_HEIGHT + 6
  sheet.write(button.caption, x + PADDING, y + 7.5, style.small, 'left', inner)
  y += style.small.leading
  sheet.writeLines(url, x + PADDING, y, style.address)
  const urlHeight = url.length * style.address.leading
  page.link({ x: x + PADDING, y, width: inner, height: urlHeight, url: button.url, contents: button.label })
  return top + height
}

const PADDING = 14
const BUTTON_HEIGHT = 34
