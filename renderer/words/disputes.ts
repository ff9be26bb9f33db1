import { defineWords } from './define-words.ts'
import { disputeReason } from './dispute-tasks.ts'

/** Words of a payment's disputes, where the payment is looked at. */
export const disputes = defineWords({
  en: {
    title: 'Disputed',
    tags: { inquiry: 'Inquiry', open: 'Disputed', won: 'Dispute won', lost: 'Dispute lost' },
    sentences: {
      inquiry: 'The bank asks about it; no money has moved.',
      open: 'The bank has taken the money until it decides.',
      won: 'Decided for you: the money is yours.',
      lost: 'Decided against you: the money is gone.',
    },
    reason: (reason: string) => disputeReason(reason, 'en'),
    due: (date: string) => `evidence is taken until ${date}, at the payment provider`,
    fee: (amount: string) => `the provider’s fee: ${amount}`,
  },
  es: {
    title: 'En disputa',
    tags: { inquiry: 'Consulta', open: 'En disputa', won: 'Disputa ganada', lost: 'Disputa perdida' },
    sentences: {
      inquiry: 'El banco pregunta por él; no se movió dinero.',
      open: 'El banco retiene el dinero hasta decidir.',
      won: 'Decidida a su favor: el dinero es suyo.',
      lost: 'Decidida en su contra: el dinero se fue.',
    },
    reason: reason => disputeReason(reason, 'es'),
    due: date => `se aceptan pruebas hasta el ${date}, en el proveedor de pagos`,
    fee: amount => `comisión del proveedor: ${amount}`,
  },
})
