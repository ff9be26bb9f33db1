import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

/** Takes pictures into a folder of the shots, each under its name. */
export function shotsIn(folder: string): (page: Page, name: string, fullPage?: boolean) => Promise<unknown> {
  const path = fileURLToPath(new URL(`../shots/${folder}/`, import.meta.url))
  mkdirSync(path, { recursive: true })
  return (page, name, fullPage = false) =>
    page.screenshot({ path: `${path}${name}.png`, fullPage, animations: 'disabled' })
}
