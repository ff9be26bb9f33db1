import links from './name-link.module.css'
import classes from './status-tag.module.css'

/** The tones of a tag. */
export type Tone = 'blue' | 'grey' | 'green' | 'red' | 'amber'

/** A short text with a look: what a tag is made of, and what a cell of a long list shows instead of its plain text. */
export interface Mark {
  text: string
  /** A small rounded label in this tone. */
  tag?: Tone
  /** Leads there. */
  href?: string
  title?: string | undefined
  isMute?: boolean
}

/**
 * The element of one mark, or of several beside each other. Made without React: a list that is scrolled makes hundreds of
 * them a second.
 */
export function drawMarks(marks: Mark | readonly Mark[]): HTMLElement {
  if (!isMany(marks)) return drawMark(marks)
  const all = document.createElement('span')
  // The name is cut, a tag beside it never.
  all.className = classes.beside!
  for (const [at, mark] of marks.entries()) all.append(at > 0 ? ' ' : '', drawMark(mark))
  return all
}

function drawMark({ text, tag, href, title, isMute }: Mark): HTMLElement {
  const element = document.createElement(href === undefined ? 'span' : 'a')
  element.textContent = text
  if (tag !== undefined) element.className = `${classes.tag} ${classes[tag]}`
  else if (isMute) element.className = 'florin-mute'
  if (title !== undefined) element.title = title
  if (href !== undefined) {
    element.className = links.link!
    element.setAttribute('href', href)
  }
  return element
}

const isMany = (marks: Mark | readonly Mark[]): marks is readonly Mark[] => Array.isArray(marks)
