import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { EmptyState } from '../parts/empty-state.tsx'
import { ExplainDialog } from '../parts/explain/explain-dialog.tsx'
import { useSession } from '../store/session.ts'
import { whoMay } from '../words/use-why-not.ts'
import { useWords } from '../words/use-words.ts'
import { Navigation } from './navigation.tsx'
import { PaidNotices } from './paid-notices.tsx'
import { Palette } from './palette.tsx'
import { RecentKeeper } from './recent-keeper.tsx'
import { navigate, pathTo, type RouteName, useRoute } from './router.ts'
import { SCREENS } from './routes.tsx'
import { ScreenBoundary } from './screen-boundary.tsx'
import { maySee } from './sections.ts'
import classes from './shell.module.css'
import { Shortcuts } from './shortcuts.tsx'
import { SyncNotices } from './sync-notices.tsx'

const FIRST_SCREENS: RouteName[] = ['home', 'orders', 'customers']

/** The frame around every screen: sections, sync and user at the left, the screen at the right. */
export function Shell() {
  const allWords = useWords()
  const words = allWords.shell
  const rights = useSession(state => state.session?.rights) ?? []
  const route = useRoute()
  const main = useRef<HTMLElement>(null)
  const place = window.location.hash

  useHotkeys([['mod+O', () => maySee('newOrder', rights) && navigate(pathTo('newOrder'))]], [], true)

  const atStart = isStart(place)
  const first = FIRST_SCREENS.find(name => maySee(name, rights))
  useEffect(() => {
    // Whoever has gone somewhere meanwhile stays there.
    if (atStart && first && isStart(window.location.hash)) navigate(pathTo(first), { replace: true })
  }, [atStart, first])

  const screen = route && SCREENS[route.name]
  const Screen = screen?.component
  const allowed = route !== null && maySee(route.name, rights)

  // A screen that does not choose where to type leaves the keyboard at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen is what changes
  useEffect(() => {
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [Screen])

  return (
    <div className={classes.app}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {words.skipToContent}
      </button>
      <Navigation />
      <main ref={main} className={classes.main} tabIndex={-1}>
        <SyncNotices />
        <ScreenBoundary place={place}>
          {Screen && allowed && <Screen />}
          {Screen && !allowed && (
            <EmptyState title={words.notForYou} hint={screen.right ? whoMay(screen.right, allWords) : ''} />
          )}
          {!Screen && !atStart && <EmptyState title={words.notFound} hint={words.notFoundHint} />}
        </ScreenBoundary>
      </main>
      <Palette />
      <Shortcuts />
      <RecentKeeper />
      <PaidNotices />
      <ExplainDialog />
    </div>
  )
}

function isStart(hash: string): boolean {
  return hash === '' || hash === '#' || hash === '#/'
}
