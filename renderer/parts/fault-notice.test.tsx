import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { AskFault } from '../app/ask-client.ts'
import { FaultNotice } from './fault-notice.tsx'

vi.mock('../app/log-out.ts', () => ({ logOut: async () => undefined }))

const buttonsOf = (fault: AskFault['fault']) =>
  [
    ...renderToStaticMarkup(
      <MantineProvider>
        <FaultNotice error={new AskFault(fault)} onRetry={() => undefined} />
      </MantineProvider>,
    ).matchAll(/<button.*?<\/button>/gs),
  ].map(([html]) => html.replace(/<[^>]+>/g, ''))

test('what may work the next time can be tried again', () => {
  expect(buttonsOf('unreachable')).toEqual(['Try again'])
})

test('what needs another login offers that, and nothing that can’t help', () => {
  expect(buttonsOf('log-in-again')).toEqual(['Log in again'])
})
