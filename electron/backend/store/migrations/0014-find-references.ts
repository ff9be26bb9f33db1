/**
 * Documents are found by what customers say on the telephone: their own numbers, and what stood on the check or the wire,
 * in capitals or not, the newest first where several have the same. An invoice of an order is found through its order.
 */
export const findReferences = `
CREATE INDEX orders_find_po ON orders (poNumber COLLATE NOCASE, createdAt DESC, id) WHERE poNumber <> '';
CREATE INDEX orders_find_reference ON orders (reference COLLATE NOCASE, createdAt DESC, id) WHERE reference <> '';
CREATE INDEX invoices_find_po ON invoices (poNumber COLLATE NOCASE, issuedOn DESC, id) WHERE kind <> 'order' AND poNumber <> '';
CREATE INDEX payments_find_reference ON payments (reference COLLATE NOCASE, recordedAt DESC, id) WHERE reference <> '';
`
