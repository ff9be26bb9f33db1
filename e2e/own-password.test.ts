import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { ADMIN, furnish } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({ viewport: { width: 1280, height: 720 } })

const house = eachInAHouse()
const shot = shotsIn('own-password')
const NEW = 'ranunculus in spring'

test('whoever is logged in changes their own password, with the one they have', async ({ page }) => {
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  await furnish(desk, house)
  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await page.getByRole('button', { name: /Elena Vos/ }).click()
  await page.getByRole('menuitem', { name: 'Change password …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change your password' })
  const current = dialog.getByLabel('Current password')
  await expect(current).toBeFocused()

  await current.fill('not this one')
  await dialog.getByLabel('New password').fill('short')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('10')).toHaveCount(2)
  await dialog.getByLabel('New password').fill(NEW)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('This is not your current password.')).toBeVisible()
  await expectAccessible(page, 'change password')
  await shot(page, '1-wrong')

  await current.fill(ADMIN.password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your password is changed.')).toBeVisible()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: /Elena Vos/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await page.getByRole('textbox', { name: 'Email' }).fill(ADMIN.login)
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('The login or the password is not right.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Password' }).fill(NEW)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('button', { name: /Elena Vos/ })).toBeVisible()
})
