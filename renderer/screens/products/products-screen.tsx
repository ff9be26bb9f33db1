import { Button, Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useMemo, useState } from 'react'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { closeIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListGrid } from '../../parts/list-grid.tsx'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useRight, useSession } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords, wordsNow } from '../../words/use-words.ts'
import { HistorySection } from '../audit/history-section.tsx'
import { useEditDrafts } from '../settings/edit-drafts.ts'
import { RefusedNotice } from '../settings/refused-notice.tsx'
import { productColumns } from './product-columns.tsx'
import { ProductFacts } from './product-facts.tsx'
import { blankProduct } from './product-fields.ts'
import { ProductForm } from './product-form.tsx'
import { UnsavedProducts } from './unsaved-products.tsx'
import { useProductRepair } from './use-product-repair.ts'

const SAVED_NOTICE = 'product-saved'
const UNSAVED_NOTICE = 'products-unsaved'
const SORT = { column: 'description', descending: false }

/** What is open beside the list. */
interface Subject {
  key: string
  product: ProductRow
  isNew: boolean
  /** What was added just before. */
  note: string
  /** The refused request it was opened to repair. */
  issue: SyncIssueRow | null
}

/** What the company sells. */
export function ProductsScreen() {
  const words = useWords()
  const w = words.products
  const mayEdit = useRight('products.edit')
  const whyNot = useWhyNot()
  const userId = useSession(state => state.session?.user?.id ?? '')
  const [filter, setFilter, kept] = useListFilter<{ search: string; active: 'active' | 'all' }>('products', {
    search: '',
    active: 'active',
  })
  const { source, latest } = useList('products.list', filter)
  const columns = useMemo(() => productColumns(words), [words])
  const [subject, setSubject] = useState<Subject | null>(null)
  const [opened, setOpened] = useState(false)
  const keys = `product.${userId}.`

  function open(about: Pick<Subject, 'key' | 'product' | 'isNew'> & Partial<Subject>) {
    // It would lie over the panel's buttons.
    notifications.hide(SAVED_NOTICE)
    setSubject({ note: '', issue: null, ...about })
    setOpened(true)
  }

  function openNew(note = '') {
    const key = `${keys}new`
    const kept = useEditDrafts.getState().drafts[key]?.row as ProductRow | undefined
    open({ key, product: kept ?? blankProduct(newId()), isNew: true, note })
  }

  useProductRepair(keys, (product, key, isNew, issue) => open({ key, product, isNew, issue }))

  function close() {
    setOpened(false)
    if (subject?.issue) navigate(pathTo('products'), { replace: true })
  }

  function done(message: string | null, another: boolean, undo?: () => Promise<unknown>) {
    if (message !== null && subject?.issue) void closeIssue(subject.issue.id)
    if (another) return openNew(message ?? '')
    close()
    if (message !== null && undo) offerUndo(message, w.undone, undo)
    else if (message !== null) notifications.show({ id: SAVED_NOTICE, message })
  }

  // On this screen the list says what is unsaved; elsewhere nothing would.
  useEffect(() => {
    notifications.hide(UNSAVED_NOTICE)
    return () => {
      const isLeft = Object.keys(useEditDrafts.getState().drafts).some(key => key.startsWith(keys))
      const message = wordsNow().products.kept
      if (isLeft) notifications.show({ id: UNSAVED_NOTICE, message, color: 'yellow' })
    }
  }, [keys])

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
            kept={kept}
            placeholder={w.search}
            initial={filter.search}
            onSearch={search => setFilter({ search })}
          />
          <ReasonButton reason={whyNot('products.edit')} onClick={() => openNew()}>
            {w.newProduct}
          </ReasonButton>
        </>
      }
    >
      {mayEdit && (
        <UnsavedProducts
          keys={keys}
          except={opened ? (subject?.key ?? null) : null}
          onOpen={(product, key, isNew) => open({ product, key, isNew })}
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
        about={filter.search === '' ? '' : words.exports.searched(filter.search)}
        onOpen={row => open({ key: keys + row.id, product: row, isNew: false })}
        empty={
          <EmptyState
            title={searching ? w.emptySearch(filter.search) : w.empty}
            hint={searching ? w.emptySearchHint : w.emptyHint}
            action={
              searching ? (
                <ClearSearch search={filter.search} onClear={setFilter} />
              ) : mayEdit ? (
                <Button onClick={() => openNew()}>{w.newProduct}</Button>
              ) : undefined
            }
          />
        }
      />
      <Panel
        opened={opened}
        onClose={close}
        title={subject?.isNew === false ? subject.product.description : w.newProduct}
      >
        {subject && !mayEdit && <ProductFacts product={subject.product} />}
        {subject?.issue && <RefusedNotice issue={subject.issue} />}
        {subject && mayEdit && (
          <ProductForm
            key={subject.key + subject.product.id}
            draftKey={subject.key}
            product={subject.product}
            isNew={subject.isNew}
            note={subject.note}
            onDone={done}
          />
        )}
        {subject?.isNew === false && (
          <HistorySection key={subject.product.id} table="products" id={subject.product.id} />
        )}
      </Panel>
    </Screen>
  )
}
