import { Button, Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useMemo, useState } from 'react'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { newId } from '../../app/new-id.ts'
import { useList } from '../../app/use-list.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListGrid } from '../../parts/list-grid.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useRight, useSession } from '../../store/session.ts'
import { useWords, wordsNow } from '../../words/use-words.ts'
import { useEditDrafts } from '../settings/edit-drafts.ts'
import { productColumns } from './product-columns.tsx'
import { ProductFacts } from './product-facts.tsx'
import { blankProduct } from './product-fields.ts'
import { ProductForm } from './product-form.tsx'
import { UnsavedProducts } from './unsaved-products.tsx'

const SORT = { column: 'description', descending: false }

/** What is open beside the list. */
interface Subject {
  key: string
  product: ProductRow
  isNew: boolean
}

/** What the company sells. */
export function ProductsScreen() {
  const words = useWords()
  const w = words.products
  const mayEdit = useRight('products.edit')
  const userId = useSession(state => state.session?.user?.id ?? '')
  const [filter, setFilter] = useListFilter<{ search: string; active: 'active' | 'all' }>('products', {
    search: '',
    active: 'active',
  })
  const { source, latest } = useList('products.list', filter)
  const columns = useMemo(() => productColumns(words), [words])
  const [subject, setSubject] = useState<Subject | null>(null)
  const [opened, setOpened] = useState(false)
  const keys = `product.${userId}.`

  function open(product: ProductRow, isNew: boolean) {
    setSubject({ key: `${keys}${isNew ? 'new' : product.id}`, product, isNew })
    setOpened(true)
  }

  function openNew() {
    const draft = useEditDrafts.getState().drafts[`${keys}new`]
    open((draft?.row as ProductRow | undefined) ?? blankProduct(newId()), true)
  }

  // On this screen the list says what is unsaved; elsewhere nothing would.
  useEffect(
    () => () => {
      const isLeft = Object.keys(useEditDrafts.getState().drafts).some(key => key.startsWith(keys))
      if (isLeft) notifications.show({ message: wordsNow().products.kept, color: 'yellow' })
    },
    [keys],
  )

  const searching = filter.search !== ''
  return (
    <Screen
      title={w.title}
      actions={
        <>
          <Switch
            label={w.showInactive}
            checked={filter.active === 'all'}
            onChange={event => setFilter({ active: event.currentTarget.checked ? 'all' : 'active' })}
          />
          <SearchField
            placeholder={w.search}
            initial={filter.search}
            onSearch={search => setFilter({ search })}
          />
          {mayEdit && <Button onClick={openNew}>{w.newProduct}</Button>}
        </>
      }
    >
      {mayEdit && (
        <UnsavedProducts
          keys={keys}
          except={opened ? (subject?.key ?? null) : null}
          onOpen={(product, isNew) => (isNew ? openNew() : open(product, false))}
        />
      )}
      <ListGrid
        {...source}
        id="products"
        name={w.title}
        columns={columns}
        rowId={row => row.id}
        sort={SORT}
        totals={latest ? { code: w.count(latest.count) } : undefined}
        onOpen={row => open(row, false)}
        empty={
          <EmptyState
            title={searching ? w.emptySearch(filter.search) : w.empty}
            hint={searching ? w.emptySearchHint : w.emptyHint}
            action={!searching && mayEdit ? <Button onClick={openNew}>{w.newProduct}</Button> : undefined}
          />
        }
      />
      <Panel
        opened={opened}
        onClose={() => setOpened(false)}
        title={subject?.isNew === false ? subject.product.description : w.newProduct}
      >
        {subject && !mayEdit && <ProductFacts product={subject.product} />}
        {subject && mayEdit && (
          <ProductForm
            key={subject.key + subject.product.id}
            draftKey={subject.key}
            product={subject.product}
            isNew={subject.isNew}
            onDone={another => (another ? openNew() : setOpened(false))}
          />
        )}
      </Panel>
    </Screen>
  )
}
