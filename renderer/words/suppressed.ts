import { defineWords } from './define-words.ts'

/** Words of the addresses that mails no longer go to. */
export const suppressed = defineWords({
  en: {
    title: 'Blocked addresses',
    hint: 'Florin sends nothing to an address that a mail server said does not exist, or whose owner called a mail spam; someone who unsubscribed gets no reminders. Fix the address at its customer, or allow it again once you are sure.',
    search: 'Address or customer…',
    filters: 'Which addresses',
    states: { active: 'Blocked', lifted: 'Allowed again', all: 'All' },
    address: 'Address',
    customer: 'Customer',
    why: 'Why',
    since: 'Since',
    sinceWhen: (when: string) => `since ${when}`,
    allowed: 'Allowed again',
    reasons: {
      bounced: 'Mail came back for good',
      complained: 'Marked as spam',
      unsubscribed: 'Wants no reminders',
    },
    allow: 'Allow again …',
    allowOf: (address: string) => `Allow again … (${address})`,
    allowTitle: (address: string) => `Send to ${address} again?`,
    ask: {
      bounced:
        'Mails to it came back for good. Allow it once the customer says that it works now: if it does not, mails come back again.',
      complained:
        'Its owner called one of your mails spam. Allow it only if they asked for your mails: another complaint harms all your mails.',
      unsubscribed: 'Its owner wants no reminders. Allow them only if they asked for them again.',
    },
    confirm: 'Allow again',
    allowedNow: (address: string) => `Mails go to ${address} again.`,
    by: (name: string, on: string) => `${name}, ${on}`,
    none: 'No address is blocked',
    noneHint: 'When a mail comes back for good, its address stands here, with the reason and the day.',
    noneAllowed: 'None was allowed again yet',
    noneFound: (search: string) => `Nothing found for “${search}”`,
    noneFoundHint: 'Part of an address or of a customer’s name finds it.',
    more: (shown: number, count: number) =>
      `The newest ${shown} of ${count.toLocaleString('en-US')}. Search for others.`,
    notice: (address: string) => `No mails go to ${address}`,
    noticeReminders: (address: string) => `No reminders go to ${address}`,
  },
  es: {
    title: 'Direcciones bloqueadas',
    hint: 'Florin no envía nada a una dirección que un servidor dice que no existe o cuyo dueño marcó un correo como spam; quien canceló la suscripción no recibe recordatorios. Corrija la dirección en su cliente o permítala de nuevo cuando esté seguro.',
    search: 'Dirección o cliente…',
    filters: 'Qué direcciones',
    states: { active: 'Bloqueadas', lifted: 'Permitidas de nuevo', all: 'Todas' },
    address: 'Dirección',
    customer: 'Cliente',
    why: 'Motivo',
    since: 'Desde',
    sinceWhen: when => `desde ${when}`,
    allowed: 'Permitida de nuevo',
    reasons: {
      bounced: 'El correo se devolvió',
      complained: 'Marcado como spam',
      unsubscribed: 'No quiere recordatorios',
    },
    allow: 'Permitir de nuevo …',
    allowOf: address => `Permitir de nuevo … (${address})`,
    allowTitle: address => `¿Volver a enviar a ${address}?`,
    ask: {
      bounced:
        'Los correos se devolvieron definitivamente. Permítala cuando el cliente confirme que ya funciona: si no, volverán a devolverse.',
      complained:
        'Su dueño marcó un correo suyo como spam. Permítala solo si le pidió sus correos: otra queja perjudica todos sus correos.',
      unsubscribed: 'Su dueño no quiere recordatorios. Permítalos solo si los pidió de nuevo.',
    },
    confirm: 'Permitir de nuevo',
    allowedNow: address => `Los correos van de nuevo a ${address}.`,
    by: (name, on) => `${name}, ${on}`,
    none: 'Ninguna dirección está bloqueada',
    noneHint:
      'Cuando un correo se devuelve definitivamente, su dirección aparece aquí con el motivo y el día.',
    noneAllowed: 'Aún no se permitió ninguna de nuevo',
    noneFound: search => `Nada encontrado para «${search}»`,
    noneFoundHint: 'Basta una parte de la dirección o del nombre del cliente.',
    more: (shown, count) =>
      `Las ${shown} más recientes de ${count.toLocaleString('en-US')}. Busque las demás.`,
    notice: address => `No se envían correos a ${address}`,
    noticeReminders: address => `No se envían recordatorios a ${address}`,
  },
})
