import type { MantineColorSchemeManager } from '@mantine/core'
import { useSession } from '../store/session.ts'
import { type ColorScheme, chooseLook, ownLook, useUi } from '../store/ui.ts'

/** Where Mantine kept a computer's scheme before it was a person's. */
const COMPUTERS = 'mantine-color-scheme-value'

/** Light or dark as the user chose it, before a login as the computer has it; it follows logins and choices in any window. */
export function colorSchemeManager(): MantineColorSchemeManager {
  let stop = () => {}
  return {
    get: fallback => schemeNow() ?? fallback,
    // Mantine sets again whatever it is told; only a choice is kept.
    set(colorScheme) {
      if (colorScheme !== (schemeNow() ?? 'auto')) chooseLook({ colorScheme })
    },
    subscribe(onUpdate) {
      let told = schemeNow()
      const tell = () => {
        const scheme = schemeNow()
        if (scheme === told) return
        told = scheme
        onUpdate(scheme ?? 'auto')
      }
      const stops = [useSession.subscribe(tell), useUi.subscribe(tell)]
      stop = () => {
        for (const end of stops) end()
      }
    },
    unsubscribe: () => stop(),
    clear: () => chooseLook({ colorScheme: 'auto' }),
  }
}

function schemeNow(): ColorScheme | null {
  const own = ownLook(useUi.getState(), useSession.getState().session?.user?.id).colorScheme
  const computers = window.localStorage.getItem(COMPUTERS)
  return own ?? (computers === 'light' || computers === 'dark' || computers === 'auto' ? computers : null)
}
