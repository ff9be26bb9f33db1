import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import { create } from 'zustand'
import { useWords } from '../words/use-words.ts'
import classes from './shortcuts.module.css'

const useOpened = create<{ opened: boolean }>(() => ({ opened: false }))

/** Opens the overview of all shortcuts. */
export const openShortcuts = () => useOpened.setState({ opened: true })

/** `?`: every shortcut there is, by where it works. */
export function Shortcuts() {
  const words = useWords()
  const opened = useOpened(state => state.opened)

  useEffect(() => {
    function keyDown(event: KeyboardEvent) {
      if (event.key !== '?' || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return
      event.preventDefault()
      openShortcuts()
    }
    window.addEventListener('keydown', keyDown)
    return () => window.removeEventListener('keydown', keyDown)
  }, [])

  return (
    <Modal
      opened={opened}
      onClose={() => useOpened.setState({ opened: false })}
      title={words.shell.shortcuts}
      size={720}
    >
      <div className={classes.groups}>
        {words.shortcuts.groups.map(group => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([keys, does]) => (
                <div key={keys + does}>
                  <dt>
                    {keys.split(' ').map(key => (
                      <kbd key={key} className="florin-kbd">
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  )
}
