import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

interface PageWindow extends EventTarget {
  location: { protocol: string; origin: string }
  postMessage(data: unknown, origin: string, transfer: unknown[]): void
  florin?: { port: unknown; notify(title: string, body: string, path: string): void }
}

const ipcRenderer = { postMessage: vi.fn(), send: vi.fn() }
let page: PageWindow
let posted: { data: unknown; origin: string; ports: unknown[] }[]

beforeEach(() => {
  vi.resetModules()
  ipcRenderer.postMessage.mockReset()
  ipcRenderer.send.mockReset()
  posted = []
  page = Object.assign(new EventTarget(), {
    location: { protocol: 'app:', origin: 'app://florin' },
    postMessage: (data: unknown, origin: string, ports: unknown[]) =>
      void posted.push({ data, origin, ports }),
  })
  vi.stubGlobal('window', page)
  vi.doMock('electron', () => ({
    ipcRenderer,
    contextBridge: { executeInMainWorld: inAnotherWorld },
  }))
})

afterEach(() => {
  vi.doUnmock('electron')
  vi.unstubAllGlobals()
})

/** As Electron does: the function crosses as text, so nothing around it comes along. */
function inAnotherWorld({ func, args }: { func: (...args: string[]) => void; args: string[] }) {
  const world = new Function('window', 'MessageChannel', `return (${func})`)(page, MessageChannel)
  world(...args)
}

function deliver(source: unknown, data: unknown, ports: unknown[]) {
  page.dispatchEvent(Object.assign(new Event('message'), { source, data, ports }))
}

test('the page gets a port, a way to notify and nothing else, the far end goes to the main process', async () => {
  await import('./preload.ts')
  expect(Object.keys(page.florin!)).toEqual(['port', 'notify'])
  expect(Object.isFrozen(page.florin)).toBe(true)
  expect(Object.getOwnPropertyDescriptor(page, 'florin')).toMatchObject({
    writable: false,
    configurable: false,
  })

  const [handed] = posted
  expect([posted.length, handed!.origin]).toEqual([1, 'app://florin'])
  deliver(page, handed!.data, handed!.ports)
  expect(ipcRenderer.postMessage.mock.calls).toEqual([['desk:connect', null, handed!.ports]])

  const far = handed!.ports[0] as InstanceType<typeof MessageChannel>['port1']
  const near = page.florin!.port as typeof far
  const heard = new Promise(resolve => near.once('message', resolve))
  far.postMessage('answer')
  expect(await heard).toBe('answer')
  near.close()
})

test('messages of frames and of anything else in the page are not taken for the port', async () => {
  await import('./preload.ts')
  const [handed] = posted
  deliver({}, handed!.data, handed!.ports)
  deliver(page, 'something else', handed!.ports)
  expect(ipcRenderer.postMessage).not.toHaveBeenCalled()
  deliver(page, handed!.data, handed!.ports)
  deliver(page, handed!.data, handed!.ports)
  expect(ipcRenderer.postMessage).toHaveBeenCalledOnce()
})

test('a notice goes to the main process as it is, and only from the page itself', async () => {
  await import('./preload.ts')
  page.florin!.notify('Petal paid', 'Payment 7', '/link-payments/7')
  const [, asked] = posted
  expect(asked!.origin).toBe('app://florin')
  deliver({}, asked!.data, [])
  expect(ipcRenderer.send).not.toHaveBeenCalled()
  deliver(page, asked!.data, [])
  const notice = { title: 'Petal paid', body: 'Payment 7', path: '/link-payments/7' }
  expect(ipcRenderer.send.mock.calls).toEqual([['notice:show', notice]])
})

test('a page that is not the app gets nothing', async () => {
  page.location = { protocol: 'https:', origin: 'https://evil.example' }
  await import('./preload.ts')
  expect([page.florin, posted]).toEqual([undefined, []])
})
