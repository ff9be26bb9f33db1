import { defineWords } from './define-words.ts'

interface FirstStep {
  title: string
  hint: string
  act: string
}
type FirstStepWords = Record<
  'customers' | 'products' | 'paymentsAccount' | 'colleagues' | 'orders' | 'invoices',
  FirstStep
>

const firstEn: FirstStepWords = {
  customers: {
    title: 'Add your customers',
    hint: 'Who buys from you: terms, credit limit, and where invoices are sent.',
    act: 'Add a customer',
  },
  products: {
    title: 'Add what you sell',
    hint: 'Code, description, packing and prices, so that an order is typed in seconds.',
    act: 'Add products',
  },
  paymentsAccount: {
    title: 'Turn on the payments account',
    hint: 'Then invoices are mailed with a link by which customers pay. There is a test account to try it.',
    act: 'To the settings',
  },
  colleagues: {
    title: 'Add your colleagues',
    hint: 'Each with a role: what they may see and do follows from it.',
    act: 'Add a user',
  },
  orders: {
    title: 'Enter the first order',
    hint: 'Ctrl O opens a new order from anywhere.',
    act: 'New order',
  },
  invoices: {
    title: 'Confirm it',
    hint: 'Confirming an order issues its invoice; from then on this page shows how you stand.',
    act: 'To the orders',
  },
}

const firstEs: FirstStepWords = {
  customers: {
    title: 'Agregue a sus clientes',
    hint: 'Quién le compra: condiciones, límite de crédito y adónde se envían las facturas.',
    act: 'Agregar un cliente',
  },
  products: {
    title: 'Agregue lo que vende',
    hint: 'Código, descripción, empaque y precios, para escribir un pedido en segundos.',
    act: 'Agregar productos',
  },
  paymentsAccount: {
    title: 'Active la cuenta de pagos',
    hint: 'Así las facturas se envían con un enlace para pagar. Hay una cuenta de prueba.',
    act: 'Ir a los ajustes',
  },
  colleagues: {
    title: 'Agregue a sus colegas',
    hint: 'Cada uno con una función: de ella depende lo que puede ver y hacer.',
    act: 'Agregar un usuario',
  },
  orders: {
    title: 'Ingrese el primer pedido',
    hint: 'Ctrl O abre un pedido nuevo desde cualquier lugar.',
    act: 'Pedido nuevo',
  },
  invoices: {
    title: 'Confírmelo',
    hint: 'Al confirmar un pedido se emite su factura; desde entonces esta página muestra cómo va todo.',
    act: 'Ir a los pedidos',
  },
}

/** Words of Home. */
export const home = defineWords({
  en: {
    title: 'Home',
    newOrder: 'New order',
    aging: 'Open balances by age',
    age: 'Age',
    share: 'Share',
    invoices: 'Invoices',
    open: 'Open',
    current: 'Current',
    days: (bucket: string) => `${bucket} days`,
    percent: (n: number) => `${n}%`,
    invoiceCount: (n: number) => (n === 1 ? '1 invoice' : `${n.toLocaleString('en-US')} invoices`),
    openCredits: 'Open credits, not netted',
    collected: 'Collected this week',
    collectedHint: 'Payments received, less refunds and what bounced; below, the last 12 weeks',
    week: (from: string, to: string, amount: string, n: number) =>
      `${from} – ${to}: ${amount}, ${n === 1 ? '1 payment' : `${n.toLocaleString('en-US')} payments`}`,
    links: 'Payment links',
    linksHint: 'Sent in the last 30 days: what they asked for, and what came in',
    noLinks: 'No payment link was sent in 30 days. Email an invoice with the “Payment link” box ticked.',
    steps: { sent: 'Sent', opened: 'Opened', paid: 'Paid' },
    pastDue: 'Largest past dues',
    nothingPastDue: 'Nobody is past due.',
    customer: 'Customer',
    oldest: 'Oldest',
    pastDueAmount: 'Past due',
    daysLate: (n: number) => (n === 1 ? '1 day' : `${n.toLocaleString('en-US')} days`),
    allPastDue: 'All invoices past due',
    refused: 'Refused by the relay',
    creditReview: 'In Credits: to review',
    nothingWaits: 'Nothing waits for you.',
    firstTitle: 'Begin here',
    firstHint: 'A few steps until the first invoice. What is done is ticked off by itself.',
    firstSteps: firstEn,
    done: '(done)',
    askAdmin: 'An administrator does this',
  },
  es: {
    title: 'Inicio',
    newOrder: 'Pedido nuevo',
    aging: 'Saldos abiertos por antigüedad',
    age: 'Antigüedad',
    share: 'Parte',
    invoices: 'Facturas',
    open: 'Abierto',
    current: 'Al día',
    days: bucket => `${bucket} días`,
    percent: n => `${n} %`,
    invoiceCount: n => (n === 1 ? '1 factura' : `${n.toLocaleString('en-US')} facturas`),
    openCredits: 'Créditos abiertos, sin restar',
    collected: 'Cobrado esta semana',
    collectedHint: 'Pagos, menos reembolsos y lo devuelto; abajo, las últimas 12 semanas',
    week: (from, to, amount, n) =>
      `${from} – ${to}: ${amount}, ${n === 1 ? '1 pago' : `${n.toLocaleString('en-US')} pagos`}`,
    links: 'Enlaces de pago',
    linksHint: 'Enviados en los últimos 30 días: lo solicitado y lo ingresado',
    noLinks:
      'No se envió ningún enlace de pago en 30 días. Envíe una factura con la casilla «Enlace de pago» marcada.',
    steps: { sent: 'Enviados', opened: 'Abiertos', paid: 'Pagados' },
    pastDue: 'Mayores vencidos',
    nothingPastDue: 'Nadie tiene nada vencido.',
    customer: 'Cliente',
    oldest: 'Más antigua',
    pastDueAmount: 'Vencido',
    daysLate: n => (n === 1 ? '1 día' : `${n.toLocaleString('en-US')} días`),
    allPastDue: 'Todas las facturas vencidas',
    refused: 'Rechazado por el servidor',
    creditReview: 'En Créditos: por revisar',
    nothingWaits: 'No hay nada por atender.',
    firstTitle: 'Empiece aquí',
    firstHint: 'Pocos pasos hasta la primera factura. Lo hecho se marca solo.',
    firstSteps: firstEs,
    done: '(hecho)',
    askAdmin: 'Lo hace un administrador',
  },
})
