import type { Language } from '../../shared/domain/company/company-row.ts'

/** The relay's own reasons why a mail did not go out, as it writes them down, in Spanish. */
const SPANISH: Readonly<Record<string, string>> = {
  'nothing is due any more': 'ya no hay nada que pagar',
  'the recipient wants no more reminders': 'el destinatario no quiere más recordatorios',
  'reminders were switched off': 'se desactivaron los recordatorios',
  'the invoice was withdrawn': 'se anuló la factura',
  'the order was withdrawn': 'se anuló el pedido',
  'no mail server is set up at the relay': 'no hay un servidor de correo configurado en el relay',
  'the connection was lost while the message was handed over':
    'se perdió la conexión mientras se entregaba el mensaje',
  'the message is larger than 10 MB': 'el mensaje pesa más de 10 MB',
  'the relay was put back to a backup: this mail may have gone out before':
    'el relay volvió a una copia de seguridad: puede que este correo ya se haya enviado',
  'it had come back before the relay was put back to a backup':
    'había sido devuelto antes de que el relay volviera a una copia de seguridad',
  'the relay could not compose the message': 'el relay no pudo preparar el mensaje',
  'not sent, because a mail to this address came back':
    'no se envió, porque un correo a esta dirección fue devuelto',
  'not sent, because the owner of this address called a mail spam':
    'no se envió, porque el dueño de esta dirección marcó un correo como no deseado',
  'not sent, because the owner of this address unsubscribed':
    'no se envió, porque el dueño de esta dirección se dio de baja',
}

/** Why a mail did not go out, in the language on screen; what a mail server said stays in its own words. */
export function mailReason(text: string, language: Language): string {
  if (language === 'en') return text
  const known = Object.keys(SPANISH).find(reason => text === reason || text.startsWith(`${reason}: `))
  return known === undefined ? text : SPANISH[known] + text.slice(known.length)
}
