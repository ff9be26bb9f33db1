import type { Movement } from '../gateways/gateway.ts'
import type { CompanyTransaction } from '../ports.ts'

/** Keeps a line of a gateway's books; seen again it only learns which payout it is part of (`payoutId`, '' where not known). */
export async function keepMovement(
  tx: CompanyTransaction,
  gateway: string,
  movement: Movement,
  payoutId = '',
): Promise<void> {
  await tx.sql.run(
    `INSERT INTO movement (company_id, movement_id, gateway, kind, attempt_id, amount_cents, fee_cents, net_cents, currency,
       payout_id, happened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (company_id, movement_id) DO UPDATE
       SET payout_id = CASE WHEN excluded.payout_id = '' THEN movement.payout_id ELSE excluded.payout_id END`,
    [
      tx.companyId,
      movement.id,
      gateway,
      movement.kind,
      movement.attemptId ?? '',
      movement.amountCents,
      movement.feeCents,
      movement.netCents,
      movement.currency,
      payoutId,
      movement.at,
    ],
  )
}
