/**
 * What the desk's questions read where a company has 200,000 customers: each order of the customers, with what filters ask
 * beside it; a customer's documents in order; the columns that the roll, the aging and whole sums are made of.
 */
export const largeLists = `
DROP INDEX invoices_open_figures;
CREATE INDEX invoices_open_figures ON invoices
  (dueOn, id, customerId, issuedOn, totalCents, openCents, lastLinkId, lastMailId, number, poNumber, orderId) WHERE openCents > 0;
CREATE INDEX invoices_aging ON invoices (customerId, dueOn, issuedOn, openCents) WHERE openCents > 0;
CREATE INDEX mails_statements ON mails (statementOn, customerId, state) WHERE kind = 'statement';
CREATE INDEX mails_last_statement ON mails (customerId, queuedAt, id) WHERE kind = 'statement';

DROP INDEX customers_by_name;
CREATE INDEX customers_by_name ON customers
  (name COLLATE NOCASE, id, active, salespersonId, code, termsCode, creditLimitCents, creditHold);
CREATE INDEX customers_by_code ON customers (code, id, active, salespersonId);
CREATE INDEX customers_by_city ON customers ((billingAddress ->> 'city') COLLATE NOCASE, id, active, salespersonId);
CREATE INDEX customers_by_type ON customers (type, id, active, salespersonId);
CREATE INDEX customers_by_phone ON customers (phone, id, active, salespersonId);
CREATE INDEX customers_by_terms ON customers (termsCode, id, active, salespersonId);
CREATE INDEX customers_by_limit ON customers (coalesce(creditLimitCents, 9e15), id, active, salespersonId);
CREATE INDEX customers_by_status ON customers ((creditHold * 2 + (1 - active)), id, active, salespersonId);
DROP INDEX customers_by_salesperson;
CREATE INDEX customers_by_salesperson ON customers (salespersonId, id, active);
CREATE INDEX customers_inactive ON customers (id) WHERE active = 0;
CREATE INDEX customers_on_hold ON customers (id) WHERE creditHold = 1;
CREATE INDEX customers_tagged ON customers (id) WHERE tags <> '[]';
CREATE INDEX customer_balances_open ON customer_balances (openCents, id);

DROP INDEX orders_by_customerId;
CREATE INDEX orders_by_customerId ON orders (customerId, id);
DROP INDEX payments_by_customerId;
CREATE INDEX payments_by_customerId ON payments (customerId, id);
DROP INDEX payments_by_received;
CREATE INDEX payments_by_received ON payments
  (receivedOn, recordedAt, id, kind, status, totalCents, unappliedCents);
`
