import { UnstyledButton } from '@mantine/core'
import { isTestAccount } from '../../shared/domain/company/payments-account.ts'
import { Tag } from '../parts/status-tag.tsx'
import { useSession } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { openPalette } from './palette.tsx'
import { pathTo, type RouteName, useRoute } from './router.ts'
import { type SectionLink, sectionsFor } from './sections.ts'
import classes from './shell.module.css'
import { SyncStatusLine } from './sync-status.tsx'
import { useAsk } from './use-ask.ts'
import { UserMenu } from './user-menu.tsx'

/** The left side: the company, the sections, how the sync stands, and who is logged in. */
export function Navigation() {
  const words = useWords().shell
  const company = useSession(state => state.session?.company?.name ?? '')
  const account = useSession(state => state.session?.company?.paymentsAccount ?? null)
  const rights = useSession(state => state.session?.rights) ?? []
  const route = useRoute()?.name
  const attention = useAsk('attention.open', {}).data
  const mayApprove = rights.includes('credits.approve')
  const waiting = useAsk('credits.waiting', {}, { enabled: mayApprove }).data
  const counts: Partial<Record<RouteName, number>> = {
    attention: (attention?.tasks.length ?? 0) + (attention?.issues.length ?? 0),
    credits: (mayApprove && waiting?.count) || 0,
  }

  function link({ route: target, word, shortcut, also }: SectionLink) {
    const count = counts[target] ?? 0
    const current = route === target || (route !== undefined && also?.includes(route))
    return (
      <li key={target}>
        <a
          href={`#${pathTo(target)}`}
          className={current ? `${classes.link} ${classes.current}` : classes.link}
          aria-current={current ? 'page' : undefined}
        >
          {words[word]}
          {shortcut && <span className={classes.aside}>{shortcut}</span>}
          {count > 0 && (
            <span className={classes.count} title={words.waiting(count)}>
              {count.toLocaleString('en-US')}
            </span>
          )}
        </a>
      </li>
    )
  }

  return (
    <nav className={classes.nav} aria-label={words.navigation}>
      <div className={classes.company}>
        <i aria-hidden>{company.slice(0, 1).toUpperCase()}</i>
        <span className={classes.name} title={company}>
          {company}
        </span>
      </div>
      <UnstyledButton className={classes.link} onClick={openPalette}>
        {words.find}
        <span className={classes.aside}>Ctrl K</span>
      </UnstyledButton>
      <div className={classes.sections}>
        {sectionsFor(rights).map(section => (
          <div key={section.word ?? ''}>
            {section.word && <h2 className={classes.section}>{words[section.word]}</h2>}
            <ul className={classes.links}>{section.links.map(link)}</ul>
          </div>
        ))}
      </div>
      <div className={classes.foot}>
        {isTestAccount(account) && (
          <p className={classes.test}>
            <Tag tone="amber" title={words.testHint}>
              {words.test}
            </Tag>
          </p>
        )}
        <SyncStatusLine />
        <UserMenu />
      </div>
    </nav>
  )
}
