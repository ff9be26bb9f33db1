import type { WrittenFile } from '../app/run-export.ts'

const KEPT_MS = 60_000

/** Saves a file as a download: the browser, or Electron's dialog, asks where to. */
export function saveFile({ name, content }: WrittenFile): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}

/** Prints a PDF through the browser's own dialog; saves it where PDFs can't be shown. */
export function printFile(file: WrittenFile): void {
  if (!navigator.pdfViewerEnabled) {
    saveFile(file)
    return
  }
  const url = URL.createObjectURL(file.content)
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = file.name
  frame.addEventListener('load', () => {
    frame.contentWindow?.focus()
    frame.contentWindow?.print()
  })
  frame.src = url
  document.body.append(frame)
  // The dialog may stay open as long as it likes: the frame before goes when the next one comes.
  printed?.()
  printed = () => {
    frame.remove()
    URL.revokeObjectURL(url)
  }
}

let printed: (() => void) | null = null
