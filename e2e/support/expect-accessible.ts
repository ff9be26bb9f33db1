import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Fails with what a screen reader or a keyboard would stumble over: nothing serious or critical may stand.
 * `exclude` selects what isn't ours, or what axe can't see through.
 */
export async function expectAccessible(page: Page, what: string, exclude?: string): Promise<void> {
  await settled(page)
  const axe = new AxeBuilder({ page })
  const { violations } = await (exclude === undefined ? axe : axe.exclude(exclude)).analyze()
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect.soft(bad.map(({ id, nodes }) => `${what}: ${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
}

/**
 * Waits until nothing is on its way from one look to another: colors between light and dark are those of neither.
 * A page hears of another color scheme with its next frame and what it renders of it may come with a later one, so
 * frames without a transition are counted, and they have to follow each other.
 */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = () => new Promise(drawn => requestAnimationFrame(drawn))
    for (let still = 0; still < 5; still++) {
      await frame()
      const changes = document.getAnimations().filter(animation => animation instanceof CSSTransition)
      if (changes.length > 0) still = -1
      await Promise.allSettled(changes.map(change => change.finished))
    }
  })
}
