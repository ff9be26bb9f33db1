import { Button, Kbd, Menu } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import {
  IconBook,
  IconChevronDown,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconPrinter,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { AskInput } from '../../shared/protocol/desk.ts'
import { newId } from '../app/new-id.ts'
import { pathTo } from '../app/router.ts'
import { runExport } from '../app/run-export.ts'
import { useRight } from '../store/session.ts'
import { useWords, type Words } from '../words/use-words.ts'
import { errorSentence } from './refusal-text.tsx'
import { printFile, saveFile } from './save-file.ts'

type Order = AskInput<'exports.start'>
type Format = Order['format']

/** The lists whose documents the journals are made of. */
const WITH_JOURNALS: readonly Order['list'][] = ['orders.summary', 'payments.history']
const ICON = { size: 16, 'aria-hidden': true } as const

interface ExportMenuProps {
  /** The list as it is shown now. */
  order(): Omit<Order, 'format'>
  disabled: boolean
}

/** Writes what a list shows, all of its rows, to a file, or prints it. */
export function ExportMenu({ order, disabled }: ExportMenuProps) {
  const words = useWords()
  const maySeeJournals = useRight('receivables.view')
  const w = words.exports
  const [opened, setOpened] = useState(false)
  useHotkeys(
    [
      ['mod+E', () => !disabled && setOpened(true)],
      ['mod+P', () => !disabled && write('pdf', printFile)],
    ],
    [],
    true,
  )

  function write(format: Format, use: typeof saveFile) {
    void writeFile({ ...order(), format }, use, words)
  }

  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          disabled={disabled}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {w.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileSpreadsheet {...ICON} />} onClick={() => write('xlsx', saveFile)}>
          {w.excel}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypePdf {...ICON} />} onClick={() => write('pdf', saveFile)}>
          {w.pdf}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileText {...ICON} />} onClick={() => write('csv', saveFile)}>
          {w.csv}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPrinter {...ICON} />}
          rightSection={<Kbd size="xs">Ctrl P</Kbd>}
          onClick={() => write('pdf', printFile)}
        >
          {w.print}
        </Menu.Item>
        {maySeeJournals && WITH_JOURNALS.includes(order().list) && (
          <Menu.Item leftSection={<IconBook {...ICON} />} component="a" href={`#${pathTo('journals')}`}>
            {w.journals}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Goes on wherever the user goes meanwhile; a notice says how far it is and can stop it. */
async function writeFile(order: Order, use: typeof saveFile, words: Words): Promise<void> {
  const w = words.exports
  const id = newId()
  const stop = new AbortController()
  const message = (text: string) => (
    <>
      {text}{' '}
      <Button size="compact-xs" variant="subtle" onClick={() => stop.abort()}>
        {words.parts.cancel}
      </Button>
    </>
  )
  const lasting = { id, loading: true, autoClose: false, withCloseButton: false } as const
  notifications.show({ ...lasting, message: message(w.writing(order.title)) })
  try {
    const file = await runExport(order, stop.signal, (rows, rowCount) =>
      notifications.update({ ...lasting, message: message(w.progress(order.title, rows, rowCount)) }),
    )
    notifications.hide(id)
    if (file) use(file)
  } catch (error) {
    notifications.hide(id)
    notifications.show({ color: 'red', autoClose: false, message: w.failed(errorSentence(error, words)) })
  }
}
