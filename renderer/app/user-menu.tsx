import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconBrowserPlus, IconKey, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { usePaidNotices } from '../store/paid-notices.ts'
import { useRight, useSession } from '../store/session.ts'
import { chooseLook } from '../store/ui.ts'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/use-words.ts'
import { logOut } from './log-out.ts'
import { OwnPasswordDialog } from './own-password-dialog.tsx'
import classes from './shell.module.css'
import { openShortcuts } from './shortcuts.tsx'
import { anotherTab } from './socket-transport.ts'

/** Who is logged in; log out, appearance, language. */
export function UserMenu() {
  const all = useWords()
  const words = all.shell
  const user = useSession(state => state.session?.user)
  const language = useLanguage()
  const maySeePaid = useRight('receivables.view')
  const isOff = usePaidNotices(state => state.offFor.includes(user?.id ?? ''))
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const otherTab = anotherTab()
  const [isChanging, setChanging] = useState(false)
  if (!user) return null
  const roles = user.roles.map(role => words.role[role]).join(', ')
  const schemes = [
    ['light', words.themeLight],
    ['dark', words.themeDark],
    ['auto', words.themeAuto],
  ] as const
  const languages = [
    ['en', 'English'],
    ['es', 'Español'],
  ] as const

  return (
    <>
      <Menu position="right-end" shadow="md" width={210}>
        <Menu.Target>
          <UnstyledButton className={classes.user} title={words.userMenu}>
            {user.name} · {roles}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words.theme}</Menu.Label>
          <Menu.RadioGroup
            value={colorScheme}
            onChange={scheme => setColorScheme(scheme as typeof colorScheme)}
          >
            {schemes.map(([scheme, label]) => (
              <Menu.RadioItem key={scheme} value={scheme}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Label>{words.language}</Menu.Label>
          <Menu.RadioGroup
            value={language}
            onChange={code => chooseLook({ language: code === 'es' ? 'es' : 'en' })}
          >
            {languages.map(([code, label]) => (
              <Menu.RadioItem key={code} value={code} lang={code}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          {maySeePaid && (
            <>
              <Menu.Divider />
              <Menu.CheckboxItem
                checked={!isOff}
                onChange={told => usePaidNotices.getState().setOff(user.id, !told)}
              >
                {all.linkMoney.notify}
              </Menu.CheckboxItem>
            </>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconKeyboard size={15} aria-hidden />}
            rightSection={<kbd className="florin-kbd">?</kbd>}
            onClick={openShortcuts}
          >
            {words.shortcuts}
          </Menu.Item>
          {otherTab !== null && (
            <Menu.Item
              leftSection={<IconBrowserPlus size={15} aria-hidden />}
              component="a"
              href={otherTab}
              target="_blank"
              rel="noopener"
            >
              {words.newTab}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconKey size={15} aria-hidden />} onClick={() => setChanging(true)}>
            {all.session.changePassword}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={() => void logOut()}>
            {words.logOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isChanging && <OwnPasswordDialog onClose={() => setChanging(false)} />}
    </>
  )
}
