/** Does what it is given, and nothing of what comes while that is under way: a second press of a button is none. */
export function oneAtATime(): (act: () => Promise<void>) => Promise<void> {
  let isBusy = false
  return async act => {
    if (isBusy) return
    isBusy = true
    try {
      await act()
    } finally {
      isBusy = false
    }
  }
}
