let dialogs = 0

// Before anything that closes on Escape hears of it: when one of them does, the one on top may be gone already.
window.addEventListener(
  'keydown',
  event => {
    if (event.key !== 'Escape') return
    dialogs = document.querySelectorAll('.mantine-Modal-content, .mantine-Drawer-content').length
    setTimeout(() => {
      dialogs = 0
    })
  },
  { capture: true },
)

/** Whether Escape is being pressed and something lay over the lowest dialog: then only what is on top closes. */
export function isCoveredAtEscape(): boolean {
  return dialogs > 1
}
