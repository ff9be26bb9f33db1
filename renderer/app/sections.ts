import type { Permission } from '../../shared/domain/permissions.ts'
import type { RouteName } from './router.ts'
import { SCREENS } from './routes.tsx'

/** A way to a screen, as the navigation and the palette offer it. */
export interface SectionLink {
  route: RouteName
  /** Its word in `words/shell.ts`. */
  word:
    | 'home'
    | 'attention'
    | 'newOrder'
    | 'orderSummary'
    | 'credits'
    | 'openInvoices'
    | 'receivePayment'
    | 'paymentHistory'
    | 'paymentLinks'
    | 'aging'
    | 'periods'
    | 'journals'
    | 'customers'
    | 'products'
    | 'team'
    | 'suppressed'
    | 'numbers'
    | 'importing'
    | 'settings'
  shortcut?: string
  /** Other routes that belong to it. */
  also?: RouteName[]
}

interface Section {
  word: 'orderEntry' | 'receivables' | 'setup' | null
  links: SectionLink[]
}

const SECTIONS: Section[] = [
  {
    word: null,
    links: [
      { route: 'home', word: 'home' },
      { route: 'attention', word: 'attention' },
    ],
  },
  {
    word: 'orderEntry',
    links: [
      { route: 'newOrder', word: 'newOrder', shortcut: 'Ctrl O' },
      { route: 'orders', word: 'orderSummary', also: ['order'] },
      { route: 'credits', word: 'credits', also: ['credit', 'newCredit'] },
    ],
  },
  {
    word: 'receivables',
    links: [
      { route: 'invoices', word: 'openInvoices', also: ['invoice'] },
      { route: 'receivePayment', word: 'receivePayment' },
      { route: 'payments', word: 'paymentHistory', also: ['payment'] },
      {
        route: 'links',
        word: 'paymentLinks',
        also: ['link', 'linkPayments', 'linkPayment', 'payouts', 'payout'],
      },
      { route: 'aging', word: 'aging' },
      { route: 'periods', word: 'periods' },
      { route: 'journals', word: 'journals' },
    ],
  },
  {
    word: 'setup',
    links: [
      { route: 'customers', word: 'customers', also: ['customer'] },
      { route: 'products', word: 'products' },
      { route: 'suppressed', word: 'suppressed' },
      { route: 'team', word: 'team' },
      { route: 'importing', word: 'importing' },
      { route: 'numbers', word: 'numbers' },
      { route: 'settings', word: 'settings' },
    ],
  },
]

/** Whether someone with these rights may see a route's screen, and there is one. */
export function maySee(route: RouteName, rights: readonly Permission[]): boolean {
  const screen = SCREENS[route]
  return screen !== undefined && (screen.right === null || rights.includes(screen.right))
}

/** The sections with what exists and the user may do; none empty. */
export function sectionsFor(rights: readonly Permission[]): Section[] {
  return SECTIONS.map(section => ({
    ...section,
    links: section.links.filter(link => maySee(link.route, rights)),
  })).filter(section => section.links.length > 0)
}
