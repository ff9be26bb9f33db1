import type { AttachmentRow } from './attachment-row.ts'

/** How the base64 of each kind of picture begins: the first bytes of its file. */
const BEGINNINGS: Record<AttachmentRow['mime'], RegExp> = {
  'image/jpeg': /^\/9j\//,
  'image/png': /^iVBORw0KGgo/,
  // `RIFF`, four bytes of length, `WEBP`.
  'image/webp': /^UklGR.{6}XRUJQ/,
}

/** True when base64 is whole, and begins as a picture of this kind does. */
export function isPicture(mime: AttachmentRow['mime'], base64: string): boolean {
  return base64.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && BEGINNINGS[mime].test(base64)
}

/** How many bytes base64 stands for. */
export function bytesOf(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}
