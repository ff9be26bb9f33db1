import { Checkbox } from '@mantine/core'
import type { GridApi, IHeaderParams } from 'ag-grid-community'
import { useEffect, useState } from 'react'
import { useWords, wordsNow } from '../words/use-words.ts'
import { selectAll, selectedOf } from './grid-selection.ts'
import { listenTo } from './listen-to.ts'
import { notify } from './notify.ts'

/** The box above the boxes: selects every row, or none. */
export function SelectAll({ api }: IHeaderParams) {
  const words = useWords().parts
  const [state, setState] = useState<'none' | 'some' | 'all'>('none')

  useEffect(() => {
    const look = () => setState(selectedOf(api))
    return listenTo(api, ['selectionChanged', 'modelUpdated'], look)
  }, [api])

  return (
    <Checkbox
      size="16px"
      radius={4}
      aria-label={words.selectAll}
      checked={state === 'all'}
      indeterminate={state === 'some'}
      onChange={() => selectAllOf(api)}
    />
  )
}

/** Selects every row or none, and says so where the list is too long for it. */
export function selectAllOf(api: GridApi): void {
  selectAll(api, (selected, of) => notify(wordsNow().parts.selectedFirst(selected, of)))
}
