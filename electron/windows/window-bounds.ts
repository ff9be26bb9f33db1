import type { Rectangle } from 'electron'

export const MIN_SIZE = { width: 1024, height: 640 }
const FIRST_SIZE = { width: 1440, height: 900 }

/** How much of the title bar must lie on a screen for a hand to reach it, in pixels. */
const GRIP = { width: 120, height: 32 }

/**
 * Where a window opens, in pixels: where it was, when a person could still reach it there, else in the middle of the
 * first screen; never larger than the screen it is on. `workAreas` are the screens, the main one first.
 */
export function windowBounds(kept: Rectangle | null, workAreas: Rectangle[]): Rectangle {
  const [main = { x: 0, y: 0, ...FIRST_SIZE }] = workAreas
  if (kept !== null) {
    const area = workAreas.find(candidate => isReachable(kept, candidate))
    if (area) return inside(kept, area)
  }
  const { width, height } = fitted(kept ?? { ...main, ...FIRST_SIZE }, main)
  return {
    x: main.x + Math.floor((main.width - width) / 2),
    y: main.y + Math.floor((main.height - height) / 2),
    width,
    height,
  }
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const shownWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  const barIsShown = window.y >= area.y && window.y + GRIP.height <= area.y + area.height
  return barIsShown && shownWidth >= GRIP.width
}

function inside(window: Rectangle, area: Rectangle): Rectangle {
  return { x: window.x, y: window.y, ...fitted(window, area) }
}

function fitted(window: Rectangle, area: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(Math.max(window.width, MIN_SIZE.width), area.width),
    height: Math.min(Math.max(window.height, MIN_SIZE.height), area.height),
  }
}
