/** The first schema: business tables as `shared/domain/tables.ts` had them, and what sync keeps beside them. */
export const initialSchema = `
CREATE TABLE companies (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  name TEXT NOT NULL,
  timeZone TEXT NOT NULL,
  currency TEXT NOT NULL,
  language TEXT NOT NULL,
  addressLines TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  ageBasis TEXT NOT NULL,
  terms TEXT NOT NULL,
  boxTypes TEXT NOT NULL,
  carriers TEXT NOT NULL,
  paymentMethods TEXT NOT NULL,
  paymentsAccount TEXT NOT NULL,
  linksEnabled INTEGER NOT NULL,
  linkBoxDefault INTEGER NOT NULL,
  linkHours INTEGER NOT NULL
) STRICT;
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  name TEXT NOT NULL,
  login TEXT NOT NULL,
  roles TEXT NOT NULL,
  active INTEGER NOT NULL,
  manageOwnCustomers INTEGER NOT NULL,
  language TEXT NOT NULL
) STRICT;
CREATE TABLE customers (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  active INTEGER NOT NULL,
  phone TEXT NOT NULL,
  billingAddress TEXT NOT NULL,
  shipTos TEXT NOT NULL,
  contacts TEXT NOT NULL,
  termsCode TEXT NOT NULL,
  paymentMethod TEXT NOT NULL,
  creditLimitCents INTEGER,
  creditHold INTEGER NOT NULL,
  salespersonId TEXT,
  priceLevel TEXT NOT NULL,
  carrier TEXT NOT NULL,
  invoiceEmails TEXT NOT NULL,
  statementEmails TEXT NOT NULL,
  taxBps INTEGER NOT NULL,
  currency TEXT NOT NULL,
  language TEXT NOT NULL,
  notes TEXT NOT NULL,
  tags TEXT NOT NULL,
  paymentLinksEnabled INTEGER NOT NULL,
  requirePaymentOnConfirm INTEGER NOT NULL,
  automaticInvoices TEXT NOT NULL,
  poRequired INTEGER NOT NULL,
  financeChargeException INTEGER NOT NULL,
  invoiceFooter TEXT NOT NULL
) STRICT;
CREATE TABLE products (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  code TEXT NOT NULL,
  description TEXT NOT NULL,
  category TEXT NOT NULL,
  color TEXT NOT NULL,
  grade TEXT NOT NULL,
  soldBy TEXT NOT NULL,
  unitType TEXT NOT NULL,
  boxType TEXT NOT NULL,
  bunchesPerBox INTEGER NOT NULL,
  stemsPerBunch INTEGER NOT NULL,
  priceAE4 INTEGER NOT NULL,
  priceBE4 INTEGER NOT NULL,
  priceCE4 INTEGER NOT NULL,
  costE4 INTEGER NOT NULL,
  taxClass TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT;
CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  customerId TEXT NOT NULL,
  orderedOn TEXT NOT NULL,
  shipOn TEXT NOT NULL,
  carrier TEXT NOT NULL,
  shipToId TEXT,
  poNumber TEXT NOT NULL,
  reference TEXT NOT NULL,
  salespersonId TEXT,
  buyerContactId TEXT,
  warehouseNote TEXT NOT NULL,
  invoiceNote TEXT NOT NULL,
  currency TEXT NOT NULL,
  taxBps INTEGER NOT NULL,
  charges TEXT NOT NULL,
  boxes INTEGER NOT NULL,
  linesCents INTEGER NOT NULL,
  chargesCents INTEGER NOT NULL,
  taxCents INTEGER NOT NULL,
  totalCents INTEGER NOT NULL,
  invoiceId TEXT,
  createdBy TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_by_customerId ON orders (customerId);
CREATE TABLE order_lines (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  orderId TEXT NOT NULL,
  position INTEGER NOT NULL,
  productId TEXT,
  description TEXT NOT NULL,
  soldAs TEXT NOT NULL,
  boxType TEXT NOT NULL,
  boxes INTEGER NOT NULL,
  bunchesPerBox INTEGER NOT NULL,
  stemsPerBunch INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  priceE4 INTEGER NOT NULL,
  taxable INTEGER NOT NULL,
  totalCents INTEGER NOT NULL
) STRICT;
CREATE INDEX order_lines_by_orderId ON order_lines (orderId);
CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  orderId TEXT NOT NULL,
  customerId TEXT NOT NULL,
  number TEXT NOT NULL,
  revision INTEGER NOT NULL,
  status TEXT NOT NULL,
  issuedOn TEXT NOT NULL,
  dueOn TEXT NOT NULL,
  termsCode TEXT NOT NULL,
  currency TEXT NOT NULL,
  poNumber TEXT NOT NULL,
  salespersonId TEXT,
  totalCents INTEGER NOT NULL,
  openCents INTEGER NOT NULL,
  voidedOn TEXT,
  lastLinkId TEXT,
  lastMailId TEXT
) STRICT;
CREATE INDEX invoices_by_customerId ON invoices (customerId);
CREATE INDEX invoices_by_orderId ON invoices (orderId);
CREATE TABLE invoice_revisions (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  invoiceId TEXT NOT NULL,
  revision INTEGER NOT NULL,
  totalCents INTEGER NOT NULL,
  content TEXT NOT NULL,
  issuedAt INTEGER NOT NULL,
  issuedBy TEXT NOT NULL
) STRICT;
CREATE INDEX invoice_revisions_by_invoiceId ON invoice_revisions (invoiceId);
CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  number TEXT NOT NULL,
  customerId TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  receivedOn TEXT NOT NULL,
  method TEXT NOT NULL,
  reference TEXT NOT NULL,
  currency TEXT NOT NULL,
  totalCents INTEGER NOT NULL,
  unappliedCents INTEGER NOT NULL,
  source TEXT NOT NULL,
  linkId TEXT,
  attemptId TEXT,
  feeCents INTEGER NOT NULL,
  note TEXT NOT NULL,
  recordedBy TEXT NOT NULL,
  recordedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX payments_by_customerId ON payments (customerId);
CREATE INDEX payments_by_reference ON payments (reference);
CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  paymentId TEXT NOT NULL,
  invoiceId TEXT NOT NULL,
  customerId TEXT NOT NULL,
  amountCents INTEGER NOT NULL,
  appliedOn TEXT NOT NULL,
  recordedBy TEXT NOT NULL,
  recordedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX applications_by_paymentId ON applications (paymentId);
CREATE INDEX applications_by_invoiceId ON applications (invoiceId);
CREATE TABLE payment_links (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  customerId TEXT NOT NULL,
  state TEXT NOT NULL,
  invoiceCount INTEGER NOT NULL,
  askedCents INTEGER NOT NULL,
  currency TEXT NOT NULL,
  language TEXT NOT NULL,
  sentTo TEXT NOT NULL,
  tokenLast4 TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  createdBy TEXT NOT NULL,
  sentAt INTEGER,
  openedAt INTEGER,
  activeUntilAt INTEGER,
  unopenedUntilAt INTEGER NOT NULL,
  triedAt INTEGER,
  tryOutcome TEXT NOT NULL,
  paidAt INTEGER
) STRICT;
CREATE INDEX payment_links_by_customerId ON payment_links (customerId);
CREATE TABLE payment_link_invoices (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  linkId TEXT NOT NULL,
  invoiceId TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_link_invoices_by_linkId ON payment_link_invoices (linkId);
CREATE INDEX payment_link_invoices_by_invoiceId ON payment_link_invoices (invoiceId);
CREATE TABLE mails (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  kind TEXT NOT NULL,
  customerId TEXT NOT NULL,
  invoiceId TEXT,
  revision INTEGER NOT NULL,
  paymentId TEXT,
  linkId TEXT,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  lastError TEXT NOT NULL,
  queuedAt INTEGER NOT NULL,
  queuedBy TEXT NOT NULL,
  sentAt INTEGER
) STRICT;
CREATE INDEX mails_by_invoiceId ON mails (invoiceId);
CREATE INDEX mails_by_linkId ON mails (linkId);
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  customerId TEXT,
  subject TEXT NOT NULL,
  params TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  closedBy TEXT,
  closedAt INTEGER
) STRICT;
CREATE TABLE sync_issues (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  commandId TEXT NOT NULL,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  code TEXT NOT NULL,
  params TEXT NOT NULL,
  field TEXT NOT NULL,
  userId TEXT NOT NULL,
  deviceId TEXT NOT NULL,
  state TEXT NOT NULL,
  refusedAt INTEGER NOT NULL,
  closedBy TEXT
) STRICT;

CREATE INDEX orders_by_number ON orders (number);
CREATE INDEX orders_by_ship ON orders (shipOn);
CREATE INDEX invoices_open_by_due ON invoices (dueOn) WHERE openCents > 0;
CREATE INDEX invoices_by_number ON invoices (number);
CREATE INDEX payments_by_received ON payments (receivedOn);
CREATE INDEX mails_unsent ON mails (queuedAt) WHERE state IN ('queued', 'waiting');
CREATE INDEX tasks_open ON tasks (createdAt) WHERE state = 'open';

CREATE TABLE claim (
  name TEXT PRIMARY KEY,
  tableName TEXT NOT NULL,
  id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_by_row ON claim (tableName, id);

-- Commands given here, in the order given. Kept after the relay settled them, until a backup of the relay holds them.
CREATE TABLE outbox (
  ord INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  userId TEXT NOT NULL,
  givenAt INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued', 'settled')),
  -- What the relay answered to the push; it counts only when a pull contains its revision.
  ackedAt INTEGER,
  prediction TEXT NOT NULL CHECK (prediction IN ('accepted', 'refused')),
  outcome TEXT CHECK (outcome IN ('accepted', 'refused', 'quarantined')),
  rev INTEGER
) STRICT;
CREATE INDEX outbox_queued ON outbox (ord) WHERE status = 'queued';

-- The rows a queued command touches, for asking "is this saved at the relay yet?".
CREATE TABLE outbox_row (
  commandId TEXT NOT NULL,
  tableName TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (tableName, id, commandId)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_row_by_command ON outbox_row (commandId);

-- The confirmed image of every row a queued command touched; doc is NULL where there was no row.
CREATE TABLE base_image (
  tableName TEXT NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  doc TEXT,
  PRIMARY KEY (tableName, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_cursor (
  scope TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  tag TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE number_lease (
  id TEXT PRIMARY KEY,
  series TEXT NOT NULL,
  firstNumber INTEGER NOT NULL,
  lastNumber INTEGER NOT NULL,
  nextNumber INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who has logged in on this desktop before, and may do so again without the relay.
CREATE TABLE local_login (
  userId TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  verifier TEXT NOT NULL,
  loggedInAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
