import type { NoStatementLinkReason } from '../../shared/domain/mail/statement-mail.ts'
import { defineWords } from './define-words.ts'

/** Words of the email dialog. */
export const email = defineWords({
  en: {
    title: (number: string) => `Email invoice ${number}`,
    titleLoading: 'Email invoice',
    to: 'To',
    toHint: 'Enter or ; adds an address',
    toHelp: 'Each address gets a mail of its own, all with the same payment link.',
    toHelpNoLink: 'Each address gets a mail of its own.',
    invalid: (addresses: string) => `Not an email address: ${addresses}. Correct it, or take it out.`,
    none: 'Enter at least one email address.',
    tooMany: (n: number) => `At most ${n} addresses in one go. Take some out.`,
    remove: (address: string) => `Remove ${address}`,
    ccMe: (address: string) => `Send a copy to me (${address})`,
    remember: 'Remember these addresses for this customer',
    subject: 'Subject',
    subjectMissing: 'Enter a subject.',
    message: 'Message',
    attachment: 'Attachment',
    link: 'Payment link',
    linkAsks: (amount: string) =>
      `Asks for ${amount}, the balance open now. If that changes, the page asks the new amount.`,
    noLink: {
      'no-payments-account':
        'No payments account is active, so no link can be offered. An administrator sets one up in the settings.',
      'links-off': 'Payment links are switched off for the company. An administrator can switch them on.',
      'manual-links-off':
        'The company keeps payment links to automatic mails. An administrator can change that in the settings.',
      'customer-links-off':
        'Payment links are off for this customer. They are switched on in the customer’s Advanced tab.',
      'nothing-due':
        'Nothing is due on this invoice, so there is nothing to pay. The mail goes without a link.',
      void: 'The invoice is void, so there is nothing to pay.',
      'other-currency':
        'The invoice is in another currency than the payments account takes. The mail goes without a link.',
      'too-many': 'More than 2,000 invoices are open: too many for one link. The mail goes without.',
    } as Record<NoStatementLinkReason, string>,
    lastSent: (when: string) => `Last emailed ${when}`,
    preview: 'Preview of the invoice',
    previewMissing: 'This window can’t show PDFs. Download it to look at it.',
    download: 'Download',
    send: 'Send',
    queued: (n: number) =>
      n === 1
        ? 'The mail is being sent. Whether it arrives shows on the order.'
        : `${n} mails are being sent. Whether they arrive shows on the order.`,
    queuedOffline: (n: number) =>
      n === 1
        ? 'The mail is saved here; it goes out when this computer is back online and the relay has it.'
        : `${n} mails are saved here; they go out when this computer is back online and the relay has them.`,
    notRemembered: (why: string) => `The mail is queued, but the addresses could not be remembered: ${why}`,
    notClosed: (why: string) => `The mail is queued, but its card in Needs attention stays: ${why}`,
  },
  es: {
    title: number => `Enviar la factura ${number}`,
    titleLoading: 'Enviar factura',
    to: 'Para',
    toHint: 'Intro o ; agrega una dirección',
    toHelp: 'Cada dirección recibe su propio correo, todos con el mismo enlace de pago.',
    toHelpNoLink: 'Cada dirección recibe su propio correo.',
    invalid: addresses => `No es una dirección de correo: ${addresses}. Corríjala o quítela.`,
    none: 'Escriba al menos una dirección de correo.',
    tooMany: n => `Como máximo ${n} direcciones a la vez. Quite algunas.`,
    remove: address => `Quitar ${address}`,
    ccMe: address => `Enviarme una copia (${address})`,
    remember: 'Recordar estas direcciones para este cliente',
    subject: 'Asunto',
    subjectMissing: 'Escriba un asunto.',
    message: 'Mensaje',
    attachment: 'Adjunto',
    link: 'Enlace de pago',
    linkAsks: amount =>
      `Pide ${amount}, lo que está abierto ahora. Si eso cambia, la página pide el importe nuevo.`,
    noLink: {
      'no-payments-account':
        'No hay una cuenta de cobros activa y no se puede ofrecer un enlace. Un administrador la configura.',
      'links-off': 'Los enlaces de pago están apagados para la empresa. Un administrador puede activarlos.',
      'manual-links-off':
        'La empresa reserva los enlaces de pago para los correos automáticos. Un administrador puede cambiarlo en los ajustes.',
      'customer-links-off':
        'Los enlaces de pago están apagados para este cliente. Se activan en la pestaña Avanzado del cliente.',
      'nothing-due': 'No se debe nada de esta factura. El correo va sin enlace.',
      void: 'La factura está anulada y no hay nada que pagar.',
      'other-currency': 'La factura está en otra moneda que la cuenta de cobros. El correo va sin enlace.',
      'too-many': 'Hay más de 2,000 facturas abiertas: demasiadas para un enlace. El correo va sin él.',
    } as Record<NoStatementLinkReason, string>,
    lastSent: when => `Último envío: ${when}`,
    preview: 'Vista previa de la factura',
    previewMissing: 'Esta ventana no puede mostrar PDF. Descárguelo para verlo.',
    download: 'Descargar',
    send: 'Enviar',
    queued: n =>
      n === 1
        ? 'El correo se está enviando. El pedido muestra si llega.'
        : `${n} correos se están enviando. El pedido muestra si llegan.`,
    queuedOffline: n =>
      n === 1
        ? 'El correo está guardado aquí; sale cuando esta computadora tenga conexión y el servidor lo tenga.'
        : `${n} correos están guardados aquí; salen cuando esta computadora tenga conexión y el servidor los tenga.`,
    notRemembered: why => `El correo está en cola, pero no se pudieron recordar las direcciones: ${why}`,
    notClosed: why => `El correo está en cola, pero su tarjeta sigue en Por atender: ${why}`,
  },
})
