import { Checkbox } from '@mantine/core'
import type { IHeaderParams } from 'ag-grid-community'
import { useEffect, useState } from 'react'
import { useWords } from '../words/use-words.ts'

/** The box above the boxes: selects every row that is loaded, or none. */
export function SelectShown({ api }: IHeaderParams) {
  const words = useWords().parts
  const [state, setState] = useState<'none' | 'some' | 'all'>('none')

  useEffect(() => {
    function count() {
      let loaded = 0
      let selected = 0
      api.forEachNode(node => {
        if (!node.data) return
        loaded++
        if (node.isSelected()) selected++
      })
      setState(selected === 0 ? 'none' : selected === loaded ? 'all' : 'some')
    }
    api.addEventListener('selectionChanged', count)
    api.addEventListener('modelUpdated', count)
    return () => {
      if (api.isDestroyed()) return
      api.removeEventListener('selectionChanged', count)
      api.removeEventListener('modelUpdated', count)
    }
  }, [api])

  return (
    <Checkbox
      size="16px"
      radius={4}
      aria-label={words.selectShown}
      checked={state === 'all'}
      indeterminate={state === 'some'}
      onChange={() => {
        const select = state !== 'all'
        api.forEachNode(node => node.data && node.setSelected(select))
      }}
    />
  )
}
