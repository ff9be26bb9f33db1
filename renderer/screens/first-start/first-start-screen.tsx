import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { CreateCompany } from './create-company.tsx'
import classes from './first-start.module.css'
import { JoinCompany } from './join-company.tsx'

/** The first start of a computer: join a company with a code, or set one up. */
export function FirstStartScreen() {
  const w = useWords().session
  const [way, setWay] = useState<'join' | 'create'>('join')
  return (
    <main className={classes.page}>
      <div className={way === 'create' ? `${classes.card} ${classes.wide}` : classes.card}>
        <header>
          <h1 className={classes.title}>{w.welcome}</h1>
          <p className={classes.hint}>{w.welcomeHint}</p>
        </header>
        <SegmentedControl
          fullWidth
          value={way}
          onChange={value => setWay(value as 'join' | 'create')}
          data={[
            { value: 'join', label: w.join },
            { value: 'create', label: w.create },
          ]}
        />
        {way === 'join' ? <JoinCompany /> : <CreateCompany />}
      </div>
    </main>
  )
}
