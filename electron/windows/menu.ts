import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

/**
 * The app's menu. New order shows its key and leaves the key to the screens, which know what the user may do. The tools
 * of developers are only there when the app is not packaged.
 */
export function menuTemplate(parts: {
  words: Words['menu']
  isMac: boolean
  isPackaged: boolean
  newOrder(): void
}): MenuItemConstructorOptions[] {
  const { words, isMac, isPackaged } = parts
  const newOrder: MenuItemConstructorOptions = {
    label: words.newOrder,
    accelerator: 'CommandOrControl+O',
    registerAccelerator: false,
    click: () => parts.newOrder(),
  }
  const tools: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ role: 'reload', label: words.reload }, { role: 'toggleDevTools' }, { type: 'separator' }]
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: words.file,
      submenu: [
        newOrder,
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit', label: words.quit },
      ],
    },
    { role: 'editMenu', label: words.edit },
    {
      label: words.view,
      submenu: [
        ...tools,
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        { type: 'separator' },
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    { role: 'windowMenu', label: words.window },
  ]
}
