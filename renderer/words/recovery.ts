import type { RecoveryReason } from '../../shared/protocol/sync.ts'
import { defineWords } from './define-words.ts'

/** Words of what is told above every screen: a recovery, a wrong clock, a computer the relay has forgotten. */
export const recovery = defineWords({
  en: {
    happened: {
      'relay-put-back':
        'The relay was put back to an earlier backup. This computer has sent it what it was missing.',
      gap: 'The relay had lost some of what this computer had sent. It was sent again.',
      'desktop-put-back':
        'Florin’s data on this computer came from an older copy. It was brought up to date with the relay.',
      'desktop-copied':
        'Another computer works with a copy of this computer’s Florin data, or this one was put back to an older copy. It was brought up to date and goes on under its own name.',
      'joined-again': 'This computer has joined the company again.',
    } satisfies Record<RecoveryReason, string>,
    resent: (count: number) =>
      count === 0
        ? 'Nothing had to be sent again.'
        : count === 1
          ? 'One change was sent again. Please look whether its order or payment is as you left it.'
          : `${count} changes were sent again. Please look whether their orders and payments are as you left them.`,
    salvage: (file: string) => `The data as it was before is kept in ${file}.`,
    seen: 'OK',
    clockAhead: (minutes: number) =>
      `This computer’s clock is ${minutes} minutes slow. Set it: dates on orders and invoices are taken from it.`,
    clockBehind: (minutes: number) =>
      `This computer’s clock is ${minutes} minutes fast. Set it: dates on orders and invoices are taken from it.`,
    rejoin: 'Join again',
    code: 'Code',
    unknown:
      'The relay was put back to a backup from before this computer joined. Nothing typed here is lost. Ask an administrator for a code (Users & devices): with it, everything saved here is sent.',
    revoked:
      'An administrator switched this computer off. What is saved here stays here. With a new code from an administrator it joins again and everything is sent.',
  },
  es: {
    happened: {
      'relay-put-back':
        'El servidor volvió a una copia de seguridad anterior. Esta computadora le envió lo que le faltaba.',
      gap: 'El servidor había perdido parte de lo que esta computadora envió. Se envió de nuevo.',
      'desktop-put-back':
        'Los datos de Florin en esta computadora venían de una copia más antigua. Se pusieron al día con el servidor.',
      'desktop-copied':
        'Otra computadora trabaja con una copia de los datos de Florin de esta, o esta volvió a una copia más antigua. Se puso al día y sigue con su propio nombre.',
      'joined-again': 'Esta computadora volvió a unirse a la empresa.',
    },
    resent: count =>
      count === 0
        ? 'No hubo que enviar nada de nuevo.'
        : count === 1
          ? 'Se envió de nuevo un cambio. Revise que su pedido o pago esté como lo dejó.'
          : `Se enviaron de nuevo ${count} cambios. Revise que sus pedidos y pagos estén como los dejó.`,
    salvage: file => `Los datos como estaban antes se guardan en ${file}.`,
    seen: 'Entendido',
    clockAhead: minutes =>
      `El reloj de esta computadora está ${minutes} minutos atrasado. Ajústelo: de él salen las fechas de pedidos y facturas.`,
    clockBehind: minutes =>
      `El reloj de esta computadora está ${minutes} minutos adelantado. Ajústelo: de él salen las fechas de pedidos y facturas.`,
    rejoin: 'Volver a unirse',
    code: 'Código',
    unknown:
      'El servidor volvió a una copia anterior a la unión de esta computadora. No se perdió nada de lo escrito aquí. Pida un código a un administrador (Usuarios y equipos): con él se envía todo lo guardado.',
    revoked:
      'Un administrador desactivó esta computadora. Lo guardado aquí se conserva. Con un código nuevo de un administrador vuelve a unirse y se envía todo.',
  },
})
