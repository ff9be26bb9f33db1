import { createContext } from 'react'

/** The place in a screen's title bar where what the screen shows puts its own actions; null outside of a screen. */
export const ScreenSlot = createContext<HTMLElement | null>(null)
