import type { Language } from '../../shared/domain/company/company-row.ts'
import { useSession } from '../store/session.ts'
import { ownLook, useUi } from '../store/ui.ts'

function browserLanguage(): Language {
  return navigator.language.startsWith('es') ? 'es' : 'en'
}

/** The language on screen, for formatters outside of components. */
export function currentLanguage(): Language {
  const session = useSession.getState().session
  const ui = useUi.getState()
  return (
    ownLook(ui, session?.user?.id).language ??
    ui.language ??
    session?.user?.language ??
    session?.company?.language ??
    browserLanguage()
  )
}

/** The language on screen; the component follows when it changes. */
export function useLanguage(): Language {
  const userId = useSession(state => state.session?.user?.id)
  const chosen = useUi(state => ownLook(state, userId).language ?? state.language)
  const own = useSession(state => state.session?.user?.language ?? state.session?.company?.language)
  return chosen ?? own ?? browserLanguage()
}
