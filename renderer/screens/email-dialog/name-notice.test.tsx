// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { nameNotice, useNameCheck } from './name-notice.tsx'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})

let check: ReturnType<typeof useNameCheck> | undefined
function Form() {
  check = useNameCheck()
  return null
}

const says = (names: string) => `${names} stands for nothing.`
const notice = (names: string[], isRefused: boolean) =>
  nameNotice(names, { isRefused, says, refusal: 'Send once more.', hint: 'A hint.' })

test('a name that stands for nothing is told beside the hint, and is an error once sending was refused', () => {
  expect(notice([], false)).toEqual({ description: 'A hint.' })
  expect(renderToStaticMarkup(notice(['{a}', '{b}'], false).description)).toMatch(
    /^A hint\.<span class="florin-amber".*>\{a\}, \{b\} stands for nothing\.<\/span>$/,
  )
  expect(notice(['{a}'], true)).toEqual({
    description: 'A hint.',
    error: '{a} stands for nothing. Send once more.',
  })
})

test('sending is refused once for the same names, and again for others', async () => {
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(<Form />))
  const mayGo = async (...names: string[]) => {
    let may = false
    await act(async () => {
      may = check!.mayGo(names)
    })
    return may
  }
  expect(await mayGo()).toBe(true)
  expect(await mayGo('{a}')).toBe(false)
  expect(check!.isRefused(['{a}'])).toBe(true)
  expect(check!.isRefused(['{b}'])).toBe(false)
  expect(await mayGo('{a}')).toBe(true)
  expect(await mayGo('{b}')).toBe(false)
  await act(async () => root.unmount())
})
