const REVERSED_BY = (kind: string) =>
  `EXISTS (SELECT 1 FROM payments r WHERE r.reversesId = p.id AND r.status = 'posted' AND r.kind = '${kind}')`

/** How a payment `p` went back, as `WentBack`. */
export const WENT_BACK = `CASE WHEN p.status <> 'posted' OR p.totalCents < 0 OR p.returnedCents <= 0 THEN ''
  WHEN ${REVERSED_BY('nsf')} THEN 'bounced'
  WHEN ${REVERSED_BY('chargeback')} THEN 'charged-back'
  WHEN p.returnedCents >= p.totalCents THEN 'refunded' ELSE 'part-refunded' END`
