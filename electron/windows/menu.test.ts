import type { MenuItemConstructorOptions } from 'electron'
import { expect, test, vi } from 'vitest'
import { menuTemplate } from './menu.ts'
import { wordsFor } from './words.ts'

const items = (menu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  menu.flatMap(item => (Array.isArray(item.submenu) ? items(item.submenu) : [item]))

function menu(options: { isMac?: boolean; isPackaged?: boolean; locale?: string } = {}) {
  const { isMac = false, isPackaged = true, locale = 'en-US' } = options
  const newOrder = vi.fn()
  return { template: menuTemplate({ words: wordsFor(locale).menu, isMac, isPackaged, newOrder }), newOrder }
}

test('New order shows Ctrl+O, leaves the key to the screens, and goes there when it is chosen', () => {
  const { template, newOrder } = menu()
  const item = items(template).find(entry => entry.label === 'New order')!
  expect([item.accelerator, item.registerAccelerator]).toEqual(['CommandOrControl+O', false])
  item.click!({} as never, undefined, {} as never)
  expect(newOrder).toHaveBeenCalledOnce()
})

test('a packaged app has no developer tools and no reload', () => {
  const roles = (isPackaged: boolean) => items(menu({ isPackaged }).template).map(item => item.role)
  expect(roles(true)).not.toContain('toggleDevTools')
  expect(roles(true)).not.toContain('reload')
  expect(roles(true)).not.toContain('forceReload')
  expect(roles(false)).toContain('toggleDevTools')
  expect(roles(true)).toEqual(expect.arrayContaining(['resetZoom', 'zoomIn', 'zoomOut', 'quit']))
})

test('macOS has its app menu first, where quitting lives', () => {
  const { template } = menu({ isMac: true })
  expect(template[0]!.role).toBe('appMenu')
  expect(items(template).map(item => item.role)).not.toContain('quit')
})

test('the menu speaks Spanish where the system does', () => {
  expect(menu({ locale: 'es-MX' }).template.map(item => item.label)).toEqual([
    'Archivo',
    'Edición',
    'Ver',
    'Ventana',
  ])
  expect(wordsFor('et')).toBe(wordsFor('en-GB'))
})
