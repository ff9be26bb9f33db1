import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { ModalsProvider, modals } from '@mantine/modals'
import { hideNotification, Notifications, notifications, notificationsStore } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import 'dayjs/locale/es'
import { FirstStartScreen } from '../screens/first-start/first-start-screen.tsx'
import { LoginScreen } from '../screens/login/login-screen.tsx'
import { useSession } from '../store/session.ts'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/use-words.ts'
import classes from './app.module.css'
import { colorSchemeManager } from './color-scheme.ts'
import { limitNotices } from './limit-notices.ts'
import { OutdatedAddress } from './outdated-address.tsx'
import { queryClient } from './query-client.ts'
import { Shell } from './shell.tsx'
import { cssVariables, themeWith } from './theme.ts'

const schemes = colorSchemeManager()

/** The whole app: what the session allows, in the user's language and look. */
export function App() {
  const language = useLanguage()
  const { parts } = useWords()
  const theme = useMemo(() => themeWith(parts), [parts])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => limitNotices(notificationsStore, hideNotification), [])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
    >
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 0 }}>
        <QueryClientProvider client={queryClient}>
          <ModalsProvider>
            <Notifications
              position="top-center"
              className={classes.notices ?? ''}
              autoClose={5000}
              limit={2}
              containerWidth={380}
            />
            <Phase />
          </ModalsProvider>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  )
}

function Phase() {
  const words = useWords().shell
  const phase = useSession(state => state.session?.phase)
  const userId = useSession(state => state.session?.user?.id)
  const link = useSession(state => state.link)
  useEffect(() => (userId === undefined ? undefined : clearAway), [userId])
  if (link === 'refused') return <OutdatedAddress />
  return (
    <div className={classes.window}>
      {phase !== undefined && link === 'away' && (
        <p className={classes.lost} role="status">
          {words.lost}
        </p>
      )}
      <div className={classes.phase}>
        {phase === undefined && <p className={classes.starting}>{words.starting}</p>}
        {phase === 'no-company' && <FirstStartScreen />}
        {phase === 'locked' && <LoginScreen />}
        {/* Another user, another shell: no screen keeps what it was answered for the one before. */}
        {phase === 'ready' && <Shell key={userId} />}
      </div>
    </div>
  )
}

/** Takes the notices and questions to one user off the screen. */
function clearAway(): void {
  notifications.cleanQueue()
  notifications.clean()
  modals.closeAll()
}
