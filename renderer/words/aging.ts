import type { StatementKind } from '../../shared/domain/mail/mail-row.ts'
import type { NoStatementLinkReason } from '../../shared/domain/mail/statement-mail.ts'
import type { AgingChip } from '../../shared/protocol/aging-asks.ts'
import { defineWords } from './define-words.ts'

const count = (n: number) => n.toLocaleString('en-US')

/** Words of Aging / Statements, of statements and of their runs. */
export const aging = defineWords({
  en: {
    title: 'Aging / Statements',
    search: 'Customer or code…',
    asOf: 'As of',
    asOfHint: 'Any date: the figures are as they stood at its end.',
    unreadableDate: 'Enter a date, such as 10/31.',
    chips: {
      all: 'All',
      'past-due': 'Past due',
      'over-limit': 'Over limit',
      'on-hold': 'On hold',
      credits: 'With credits',
      'no-statement': 'No statement this month',
    } as Record<AgingChip, string>,
    filters: 'Which customers',
    columns: {
      name: 'Customer',
      code: 'Code',
      terms: 'Terms',
      salespersonName: 'Salesperson',
      creditLimitCents: 'Credit limit',
      openCents: 'Total',
      openCreditsCents: 'Credits',
      netCents: 'Net',
      pastDueCents: 'Past due',
      lastPaymentOn: 'Last payment',
      creditHold: 'Hold',
      statement: 'Statement',
      actions: 'Actions',
    },
    current: 'Current',
    customers: (n: number) => (n === 1 ? '1 customer' : `${count(n)} customers`),
    onHold: 'On hold',
    empty: 'Nobody owes anything',
    emptyHint: 'Customers appear here once an invoice of theirs is open, or a payment is not used up.',
    emptyChip: 'No customer is in this list',
    emptyChipHint: 'Choose “All” to see everyone who owes or has credits.',
    emptySearch: (text: string) => `No customer matches “${text}”`,
    emptySearchHint: 'Only customers who owe or have credits on this day are listed.',
    actionsFor: (name: string) => `Actions for ${name}`,
    viewStatement: 'Statement',
    emailStatement: 'Email statement',
    receivePayment: 'Receive payment',
    openCustomer: 'Open customer',
    createAll: 'Create statements',
    selected: (n: number) => `${count(n)} selected`,
    net: (amount: string) => `${amount} net`,
    print: 'Print',
    toFolder: 'Save as PDF',
    // The statement on screen
    statementOf: (name: string) => `Statement · ${name}`,
    kind: 'Kind',
    kinds: {
      'balance-forward': 'Balance forward',
      unpaid: 'Open items',
      'all-transactions': 'All transactions',
    } as Record<StatementKind, string>,
    kindHints: {
      'balance-forward': 'What was owed before the month, then everything that happened in it.',
      unpaid: 'The invoices that are open, and credits that are not used up.',
      'all-transactions': 'The invoices that were open when the month began, with what happened to each.',
    } as Record<StatementKind, string>,
    date: 'Date',
    description: 'Description',
    reference: 'Reference',
    due: 'Due',
    amount: 'Amount',
    runningTotal: 'Running total',
    pastDue: 'Past due',
    openCredits: 'Open credits',
    heldOfCredits: (amount: string) =>
      `${amount} of the credits is held for pending orders: it is not offered for these invoices.`,
    total: 'Total',
    nothingListed: 'There is nothing to list for this period.',
    closing: (date: string) => `Balance on ${date}`,
    closingOfInvoices: (date: string) => `Open of these invoices on ${date}`,
    netCredit: (amount: string) => `We owe this customer ${amount}. The mail says so and carries no link.`,
    previewOf: 'As it will look to',
    goesTo: (addresses: string) => `Goes to ${addresses}`,
    noAddress: 'This customer has no address for statements or invoices yet.',
    withLink: (amount: string) => `With a payment link for ${amount}, the balance open now`,
    noLink: {
      'no-payments-account': 'No payments account is active: the mail goes without a link.',
      'links-off': 'Payment links are off for the company: the mail goes without a link.',
      'manual-links-off': 'The company keeps links to automatic mails: the mail goes without a link.',
      'customer-links-off': 'Payment links are off for this customer: the mail goes without a link.',
      'nothing-due': 'Nothing is due: the mail goes without a link.',
      void: 'Nothing is due: the mail goes without a link.',
      'other-currency': 'What is open is in another currency than the account takes: no link.',
      'too-many': 'More than 2,000 invoices are open: too many for one link. The mail goes without.',
    } as Record<NoStatementLinkReason, string>,
    emailStatementOf: (name: string) => (name === '' ? 'Email statement' : `Email statement · ${name}`),
    notSentBlocked: (addresses: string) => `Not sent: ${addresses} is blocked.`,
    messageHint: 'Empty: “Please find your statement attached.”',
    // A run of many
    runTitle: (n: number) => (n === 1 ? 'Statement for 1 customer' : `Statements for ${count(n)} customers`),
    choiceTitle: {
      selection: (n: number) =>
        n === 1 ? 'Statement for 1 selected customer' : `Statements for ${count(n)} selected customers`,
      list: (n: number) =>
        n === 1
          ? 'Statement for the 1 customer in the list'
          : `Statements for all ${count(n)} customers in the list`,
    },
    placeholderHint: '{customer}, {amount} and {date} are filled in for each mail.',
    runTo: 'What to do with them',
    ways: {
      folder: 'Save one PDF each into a folder',
      print: 'Print them in one go',
      mail: 'Email them',
    },
    wayHints: {
      folder:
        'The folder is on this computer. It is made when it is not there; a new file replaces the earlier one of the same name.',
      print: 'They are put together, one after the other, and the print window opens.',
      mail: 'Each customer’s goes to their statement addresses, else to their invoice addresses.',
    },
    folder: 'Folder',
    offerLink: 'Add a payment link where something is due',
    offline: 'You are offline: mails go out when the network is back.',
    start: {
      folder: (n: number) => `Save ${count(n)}`,
      print: (n: number) => `Print ${count(n)}`,
      mail: (n: number) => `Email ${count(n)}`,
    },
    unreachable: (n: number) =>
      n === 1
        ? 'One customer can’t be reached by email:'
        : `${count(n)} customers can’t be reached by email:`,
    blockedOf: (name: string) => `${name} (address blocked)`,
    andMore: (n: number) => `and ${count(n)} more`,
    show: 'Show',
    runStrip: (done: number, of: number) => `Statements: ${count(done)} of ${count(of)}`,
    done: {
      folder: (n: number) => (n === 1 ? '1 statement saved' : `${count(n)} statements saved`),
      print: (n: number) =>
        n === 1 ? '1 statement ready to print' : `${count(n)} statements ready to print`,
      mail: (n: number) => (n === 1 ? '1 statement on its way' : `${count(n)} statements on their way`),
    },
    mailedTo: (addresses: string, link: boolean, blocked: string) =>
      [addresses, link ? 'with link' : '', blocked === '' ? '' : `not to ${blocked} (blocked)`]
        .filter(Boolean)
        .join(' · '),
  },
  es: {
    title: 'Antigüedad / Estados de cuenta',
    search: 'Cliente o código…',
    asOf: 'Al',
    asOfHint: 'Cualquier fecha: las cifras son las del final de ese día.',
    unreadableDate: 'Escriba una fecha, como 31/10.',
    chips: {
      all: 'Todos',
      'past-due': 'Vencidos',
      'over-limit': 'Sobre el límite',
      'on-hold': 'Retenidos',
      credits: 'Con créditos',
      'no-statement': 'Sin estado este mes',
    },
    filters: 'Qué clientes',
    columns: {
      name: 'Cliente',
      code: 'Código',
      terms: 'Condiciones',
      salespersonName: 'Vendedor',
      creditLimitCents: 'Límite',
      openCents: 'Total',
      openCreditsCents: 'Créditos',
      netCents: 'Neto',
      pastDueCents: 'Vencido',
      lastPaymentOn: 'Último pago',
      creditHold: 'Retención',
      statement: 'Estado',
      actions: 'Acciones',
    },
    current: 'Por vencer',
    customers: n => (n === 1 ? '1 cliente' : `${count(n)} clientes`),
    onHold: 'Retenido',
    empty: 'Nadie debe nada',
    emptyHint: 'Los clientes aparecen cuando tienen una factura abierta o un pago sin usar.',
    emptyChip: 'Ningún cliente está en esta lista',
    emptyChipHint: 'Elija «Todos» para ver a quienes deben o tienen créditos.',
    emptySearch: text => `Ningún cliente coincide con «${text}»`,
    emptySearchHint: 'Solo están los clientes que deben o tienen créditos ese día.',
    actionsFor: name => `Acciones para ${name}`,
    viewStatement: 'Estado de cuenta',
    emailStatement: 'Enviar estado de cuenta',
    receivePayment: 'Recibir pago',
    openCustomer: 'Abrir cliente',
    createAll: 'Crear estados de cuenta',
    selected: n => `${count(n)} seleccionados`,
    net: amount => `${amount} neto`,
    print: 'Imprimir',
    toFolder: 'Guardar en PDF',
    statementOf: name => `Estado de cuenta · ${name}`,
    kind: 'Tipo',
    kinds: {
      'balance-forward': 'Saldo anterior',
      unpaid: 'Partidas abiertas',
      'all-transactions': 'Todos los movimientos',
    },
    kindHints: {
      'balance-forward': 'Lo que se debía antes del mes y todo lo que pasó en él.',
      unpaid: 'Las facturas abiertas y los créditos sin usar.',
      'all-transactions': 'Las facturas abiertas al empezar el mes, con lo que pasó con cada una.',
    },
    date: 'Fecha',
    description: 'Descripción',
    reference: 'Referencia',
    due: 'Vence',
    amount: 'Importe',
    runningTotal: 'Saldo',
    pastDue: 'Vencido',
    openCredits: 'Créditos',
    heldOfCredits: amount =>
      `${amount} de los créditos están reservados para pedidos pendientes: no se ofrecen para estas facturas.`,
    total: 'Total',
    nothingListed: 'No hay movimientos en este periodo.',
    closing: date => `Saldo al ${date}`,
    closingOfInvoices: date => `Pendiente de estas facturas al ${date}`,
    netCredit: amount => `Le debemos ${amount} a este cliente. El correo lo dice y va sin enlace.`,
    previewOf: 'Cómo se verá para',
    goesTo: addresses => `Irá a ${addresses}`,
    noAddress: 'Este cliente aún no tiene dirección para estados de cuenta ni facturas.',
    withLink: amount => `Con un enlace de pago por ${amount}, lo pendiente ahora`,
    noLink: {
      'no-payments-account': 'No hay una cuenta de cobros activa: el correo va sin enlace.',
      'links-off': 'Los enlaces de pago están apagados para la empresa: el correo va sin enlace.',
      'manual-links-off': 'La empresa reserva los enlaces para correos automáticos: el correo va sin enlace.',
      'customer-links-off': 'Los enlaces de pago están apagados para este cliente: el correo va sin enlace.',
      'nothing-due': 'No se debe nada: el correo va sin enlace.',
      void: 'No se debe nada: el correo va sin enlace.',
      'other-currency': 'Lo pendiente está en otra moneda que la cuenta de cobros: sin enlace.',
      'too-many': 'Hay más de 2,000 facturas abiertas: demasiadas para un enlace. El correo va sin él.',
    },
    emailStatementOf: name => (name === '' ? 'Enviar estado de cuenta' : `Enviar estado de cuenta · ${name}`),
    notSentBlocked: addresses => `No se envía: ${addresses}, bloqueada.`,
    messageHint: 'Vacío: «Adjuntamos su estado de cuenta.»',
    runTitle: n => (n === 1 ? 'Estado de cuenta de 1 cliente' : `Estados de cuenta de ${count(n)} clientes`),
    choiceTitle: {
      selection: n =>
        n === 1
          ? 'Estado de cuenta de 1 cliente seleccionado'
          : `Estados de cuenta de ${count(n)} clientes seleccionados`,
      list: n =>
        n === 1
          ? 'Estado de cuenta del único cliente de la lista'
          : `Estados de cuenta de los ${count(n)} clientes de la lista`,
    },
    placeholderHint: '{customer}, {amount} y {date} se rellenan en cada correo.',
    runTo: 'Qué hacer con ellos',
    ways: {
      folder: 'Guardar un PDF de cada uno en una carpeta',
      print: 'Imprimirlos de una vez',
      mail: 'Enviarlos por correo',
    },
    wayHints: {
      folder: 'La carpeta está en esta computadora. Se crea si no existe; un archivo anterior se reemplaza.',
      print: 'Se juntan uno tras otro y se abre la ventana de impresión.',
      mail: 'El de cada cliente va a sus direcciones de estados de cuenta o, si no hay, a las de facturas.',
    },
    folder: 'Carpeta',
    offerLink: 'Añadir un enlace de pago donde se debe algo',
    offline: 'Está sin conexión: los correos salen cuando vuelva la red.',
    start: {
      folder: n => `Guardar ${count(n)}`,
      print: n => `Imprimir ${count(n)}`,
      mail: n => `Enviar ${count(n)}`,
    },
    unreachable: n =>
      n === 1 ? 'A un cliente no le llega correo:' : `A ${count(n)} clientes no les llega correo:`,
    blockedOf: name => `${name} (dirección bloqueada)`,
    andMore: n => `y ${count(n)} más`,
    show: 'Mostrar',
    runStrip: (done, of) => `Estados de cuenta: ${count(done)} de ${count(of)}`,
    done: {
      folder: n => (n === 1 ? '1 estado de cuenta guardado' : `${count(n)} estados de cuenta guardados`),
      print: n => (n === 1 ? '1 listo para imprimir' : `${count(n)} listos para imprimir`),
      mail: n => (n === 1 ? '1 estado de cuenta en camino' : `${count(n)} estados de cuenta en camino`),
    },
    mailedTo: (addresses, link, blocked) =>
      [addresses, link ? 'con enlace' : '', blocked === '' ? '' : `no a ${blocked} (bloqueada)`]
        .filter(Boolean)
        .join(' · '),
  },
})
