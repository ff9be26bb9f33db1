/**
 * Opens the printer's dialog with a PDF (base64). False where the window can't show PDFs: then the file is kept instead,
 * under its name.
 */
export function printPdf({ base64, fileName }: { base64: string; fileName: string }): boolean {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  if (!navigator.pdfViewerEnabled) {
    const link = document.createElement('a')
    link.href = url
    link.download = fileName
    link.click()
    window.setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS)
    return false
  }
  document.getElementById(FRAME)?.remove()
  const frame = document.createElement('iframe')
  frame.id = FRAME
  Object.assign(frame.style, {
    position: 'fixed',
    right: '0',
    bottom: '0',
    width: '1px',
    height: '1px',
    border: '0',
  })
  frame.tabIndex = -1
  frame.title = fileName
  frame.src = url
  frame.onload = () => {
    frame.contentWindow?.focus()
    frame.contentWindow?.print()
  }
  // It stays while someone is at the printer's dialog, until the next is printed.
  document.body.append(frame)
  return true
}

const FRAME = 'florin-print'
const REVOKE_MS = 60_000
