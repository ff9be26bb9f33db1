import { spawn } from 'node:child_process'

/** Opens an address in the user's browser; answers why it could not, or undefined when it was asked to. */
export function openBrowser(url: string): Promise<string | undefined> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return Promise.resolve('there is no display')
  }
  const [command, ...args] = opener(url)
  return new Promise(resolve => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore', windowsHide: true })
    child.on('error', error => resolve(`${command} could not be started (${error.message})`))
    child.on('spawn', () => {
      child.unref()
      resolve(undefined)
    })
  })
}

function opener(url: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url]
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return ['xdg-open', url]
}
