/**
 * Runs in the payer's browser on the landing page, which is served this function's own source text, so it uses nothing
 * from outside itself. It tells the relay that a real input event pressed the button.
 */
export function landingClient(): void {
  const gesture = document.getElementById('gesture') as HTMLInputElement
  const note = (kind: string) => (event: Event) => {
    // A program that drives a browser has its events trusted too, and says so.
    if (event.isTrusted && !navigator.webdriver) gesture.value = kind
  }
  document.addEventListener('pointerdown', note('pointer'), { capture: true })
  document.addEventListener('touchstart', note('touch'), { capture: true, passive: true })
  document.addEventListener('keydown', note('key'), { capture: true })
}
