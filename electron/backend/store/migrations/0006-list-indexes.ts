/**
 * Indexes from which the lists read their order, so that a first page costs the same however long the list is. Those of open
 * invoices hold only what is open. `invoices_open_figures` also holds all that sums, chips, searches and
 * aging read; none may begin with `openCents`, or the planner takes it for the condition that all of them share.
 */
export const listIndexes = `
DROP INDEX invoices_open_by_due;
CREATE INDEX invoices_open_figures ON invoices
  (dueOn, id, customerId, issuedOn, totalCents, openCents, lastLinkId, lastMailId, number, poNumber) WHERE openCents > 0;
CREATE INDEX invoices_open_by_issued ON invoices (issuedOn, id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_number ON invoices (length(number), number, id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_terms ON invoices (termsCode, id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_po ON invoices (poNumber, id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_total ON invoices (totalCents, id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_open ON invoices ((-openCents), id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_paid ON invoices ((totalCents - openCents), id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_customer ON invoices (customerId, id, openCents) WHERE openCents > 0;
CREATE INDEX invoices_open_by_salesperson ON invoices (salespersonId, id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_link ON invoices (lastLinkId, id) WHERE openCents > 0;
CREATE INDEX invoices_open_by_mail ON invoices (lastMailId, id) WHERE openCents > 0;
CREATE INDEX users_by_name ON users (name, id);
CREATE INDEX payment_links_opened ON payment_links (id) WHERE openedAt IS NOT NULL AND state <> 'paid';
CREATE INDEX mails_undelivered ON mails (id) WHERE state = 'undelivered';

CREATE INDEX customers_by_name ON customers (name COLLATE NOCASE, id, code, active, salespersonId);
CREATE INDEX customers_by_salesperson ON customers (salespersonId, id);

DROP INDEX orders_by_ship;
CREATE INDEX orders_by_ship ON orders (shipOn, id);
CREATE INDEX orders_by_created ON orders (createdAt, id);
CREATE INDEX orders_by_number_order ON orders (length(number), number, id);
CREATE INDEX orders_by_status ON orders (status, totalCents, id);
CREATE INDEX orders_pending ON orders (customerId, totalCents) WHERE status IN ('draft', 'pending');

DROP INDEX payments_by_received;
CREATE INDEX payments_by_received ON payments (receivedOn, recordedAt, id);
CREATE INDEX payments_unapplied ON payments (customerId, unappliedCents) WHERE unappliedCents > 0;
`
