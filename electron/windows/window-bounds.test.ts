import { expect, test } from 'vitest'
import { windowBounds } from './window-bounds.ts'

const main = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 1280, height: 720 }

test('a first window stands in the middle of the main screen', () => {
  expect(windowBounds(null, [main, right])).toEqual({ x: 240, y: 102, width: 1440, height: 900 })
})

test('a first window on a small screen fills it', () => {
  expect(windowBounds(null, [right])).toEqual({ x: 1920, y: 0, width: 1280, height: 720 })
})

test.each([
  ['on the main screen', { x: 100, y: 100, width: 1300, height: 800 }],
  ['on the second screen', { x: 2000, y: 40, width: 1100, height: 660 }],
  ['half outside at the left', { x: -700, y: 30, width: 1100, height: 700 }],
])('a window opens where it was: %s', (_, kept) => {
  expect(windowBounds(kept, [main, right])).toEqual(kept)
})

test.each([
  ['on a screen that is gone', { x: 4000, y: 100, width: 1300, height: 800 }],
  ['with its title bar above the screen', { x: 100, y: -400, width: 1300, height: 800 }],
  ['with its title bar below the screen', { x: 100, y: 1070, width: 1300, height: 800 }],
  ['with a sliver on the screen', { x: -1200, y: 100, width: 1300, height: 800 }],
])('a window no hand could reach comes back to the middle: %s', (_, kept) => {
  expect(windowBounds(kept, [main])).toEqual({ x: 310, y: 152, width: 1300, height: 800 })
})

test('a window is neither larger than its screen nor too small to work in', () => {
  expect(windowBounds({ x: 1920, y: 0, width: 3840, height: 2160 }, [main, right])).toEqual({
    x: 1920,
    y: 0,
    width: 1280,
    height: 720,
  })
  expect(windowBounds({ x: 10, y: 40, width: 0, height: -5 }, [main])).toEqual({
    x: 448,
    y: 232,
    width: 1024,
    height: 640,
  })
})

test('a machine that names no screen still gets a window', () => {
  expect(windowBounds(null, [])).toEqual({ x: 0, y: 0, width: 1440, height: 900 })
})
