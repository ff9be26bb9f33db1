import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { AskFault, ask } from '../../app/ask.ts'
import { FirstSyncProgress } from '../../parts/first-sync-progress.tsx'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './login.module.css'

const LAST_LOGIN = 'florin.login'

/** Log in at this computer; after the first time it needs no network. */
export function LoginScreen() {
  const words = useWords()
  const w = words.session
  const company = useSession(state => state.session?.company?.name)
  const [login, setLogin] = useState(() => window.localStorage.getItem(LAST_LOGIN) ?? '')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const isFilling = useSession(state => Boolean(state.sync?.firstSync))
  const known = login !== ''

  async function submit(event: FormEvent) {
    event.preventDefault()
    setWorking(true)
    setProblem('')
    try {
      const session = await ask('session.login', { login: login.trim(), password })
      window.localStorage.setItem(LAST_LOGIN, login.trim())
      useSession.getState().setSession(session)
    } catch (error) {
      const offline = error instanceof AskFault && error.fault === 'unreachable'
      setProblem(offline ? w.firstLoginOffline : errorSentence(error, words))
      setWorking(false)
    }
  }

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={event => void submit(event)}>
        {company && (
          <div className={classes.mark} aria-hidden>
            {company.slice(0, 1).toUpperCase()}
          </div>
        )}
        <h1 className={classes.title}>{company ?? w.product}</h1>
        <TextInput
          label={w.loginField}
          type="email"
          autoComplete="username"
          autoFocus={!known}
          value={login}
          onChange={event => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={w.password}
          autoComplete="current-password"
          autoFocus={known}
          value={password}
          error={problem}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={working} disabled={login.trim() === '' || password === ''} fullWidth>
          {w.login}
        </Button>
        {isFilling ? (
          <FirstSyncProgress />
        ) : (
          <p className={classes.hint}>{working ? w.working : w.loginHint}</p>
        )}
      </form>
    </main>
  )
}
