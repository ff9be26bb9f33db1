import type { ComponentType } from 'react'
import type { Permission } from '../../shared/domain/permissions.ts'
import { OpenInvoicesScreen } from '../screens/open-invoices/open-invoices-screen.tsx'
import type { RouteName } from './router.ts'

interface Screen {
  component: ComponentType
  /** Who may see it; null: everyone who is logged in. */
  right: Permission | null
}

/** What is drawn at each route. */
export const SCREENS: Partial<Record<RouteName, Screen>> = {
  invoices: { component: OpenInvoicesScreen, right: 'receivables.view' },
  invoice: { component: OpenInvoicesScreen, right: 'receivables.view' },
}
