import type { MouseEvent } from 'react'

/**
 * Mouse handlers of a field that is selected whole when it is entered: the press that enters it would put the caret into
 * the text instead. A part marked with the mouse stays marked.
 */
export const selectOnPress = {
  onMouseDown({ currentTarget: input }: MouseEvent<HTMLInputElement>) {
    if (document.activeElement !== input) input.dataset.entering = 'true'
  },
  onClick({ currentTarget: input }: MouseEvent<HTMLInputElement>) {
    if (input.dataset.entering && input.selectionStart === input.selectionEnd) input.select()
    delete input.dataset.entering
  },
}
