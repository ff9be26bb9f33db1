import type { Weight } from '../text/helvetica.ts'

/** Colors as the operands of a PDF `rg` or `RG` operator. */
export const color = {
  ink: rgb(0x1d211f),
  muted: rgb(0x5f6662),
  hairline: rgb(0xe1e5e2),
  band: rgb(0xf5f7f5),
  accent: rgb(0x14694a),
  accentSoft: rgb(0xeaf3ee),
  onAccent: rgb(0xffffff),
  voided: rgb(0x9c3b2e),
  voidedSoft: rgb(0xfaf0ee),
  watermark: rgb(0xf8e9e6),
}

export interface TextStyle {
  size: number
  weight: Weight
  color: string
  /** Distance between the baselines of wrapped lines, in points. */
  leading: number
}

export const style = {
  number: { size: 24, weight: 'bold', color: color.ink, leading: 28 },
  title: { size: 10, weight: 'regular', color: color.muted, leading: 13 },
  company: { size: 12.5, weight: 'bold', color: color.ink, leading: 15 },
  party: { size: 9.5, weight: 'bold', color: color.ink, leading: 12.5 },
  body: { size: 9, weight: 'regular', color: color.ink, leading: 12 },
  strong: { size: 9, weight: 'bold', color: color.ink, leading: 12 },
  quiet: { size: 9, weight: 'regular', color: color.muted, leading: 12 },
  label: { size: 7.5, weight: 'regular', color: color.muted, leading: 10 },
  section: { size: 8, weight: 'bold', color: color.muted, leading: 11 },
  small: { size: 7.5, weight: 'regular', color: color.muted, leading: 10.5 },
  address: { size: 7, weight: 'regular', color: color.accent, leading: 9 },
  grand: { size: 12.5, weight: 'bold', color: color.ink, leading: 18 },
  due: { size: 25, weight: 'bold', color: color.ink, leading: 30 },
  button: { size: 10.5, weight: 'bold', color: color.onAccent, leading: 13 },
  mark: { size: 16, weight: 'bold', color: color.onAccent, leading: 20 },
} satisfies Record<string, TextStyle>

function rgb(hex: number): string {
  return [16, 8, 0].map(shift => Math.round((((hex >> shift) & 0xff) / 255) * 1000) / 1000).join(' ')
}
