/** One PDF of many, page after page. */
export async function joinPdfs(parts: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const [only] = parts
  if (parts.length === 1 && only) return new Uint8Array(only)
  // Loaded when something is printed for the first time.
  const { PDFDocument } = await import('pdf-lib')
  const whole = await PDFDocument.create()
  for (const part of parts) {
    const pdf = await PDFDocument.load(part, { updateMetadata: false })
    for (const page of await whole.copyPages(pdf, pdf.getPageIndices())) whole.addPage(page)
  }
  return new Uint8Array(await whole.save())
}

/** Opens the print window over a PDF; false where this window can't show one: then it is to be downloaded. */
export function printPdf(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (!navigator.pdfViewerEnabled) return false
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  const frame = document.createElement('iframe')
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden'
  frame.setAttribute('aria-hidden', 'true')
  frame.src = url
  frame.onload = () => {
    frame.contentWindow?.focus()
    frame.contentWindow?.print()
  }
  document.body.append(frame)
  // The print window reads from the frame for as long as it is open: the one before goes when the next comes.
  printed?.remove()
  printed = frame
  return true
}

let printed: HTMLIFrameElement | null = null

/** Hands a PDF to the downloads of this window. */
export function downloadPdf(bytes: Uint8Array<ArrayBuffer>, fileName: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Opens the print window over a PDF as the backend hands it over, or hands it to the downloads where that can't be. */
export function printOrDownload({ base64, fileName }: { base64: string; fileName: string }): void {
  const bytes = pdfBytes(base64)
  if (!printPdf(bytes)) downloadPdf(bytes, fileName)
}

/** The bytes of a PDF as the backend hands it over. */
export function pdfBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
}
