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
CREATE TABLE outbox_row (
  commandId TEXT NOT NULL,
  tableName TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (tableName, id, commandId)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_row_by_command ON outbox_row (commandId);
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
CREATE TABLE local_login (
  userId TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  verifier TEXT NOT NULL,
  loggedInAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO companies VALUES ('company', 3, NULL, 'Aalsmeer Floral Co.', 'America/New_York', 'USD', 'en', '[]', '+1 305 555 0100', 'office@aalsmeer.example', 'invoice-date', '[{"code":"NET30","name":"Net 30","days":30},{"code":"NET15","name":"Net 15","days":15},{"code":"NET7","name":"Net 7","days":7},{"code":"COD","name":"COD","days":0},{"code":"PREPAY","name":"Prepay","days":0},{"code":"PIA","name":"Paid in advance","days":0}]', '[{"code":"FB","name":"Full box","fuelCents":0},{"code":"HB","name":"Half box","fuelCents":0},{"code":"QB","name":"Quarter box","fuelCents":0},{"code":"EB","name":"Eighth box","fuelCents":0}]', '["Pick up","Own truck"]', '["Check","Cash","Wire","Credit memo","Other"]', '{"gateway":"sandbox","status":"active"}', 1, 1, 24);
INSERT INTO users VALUES ('01a207a2-3280-7609-84ad-656092a71994', 2, NULL, 'Ana Admin', 'ana@aalsmeer.example', '["admin"]', 1, 0, 'en');
INSERT INTO users VALUES ('01a207ac-5ff8-7385-a106-e69805e7b958', 0, NULL, 'María Ospina', 'maria@aalsmeer.example', '["sales"]', 1, 0, 'es');
INSERT INTO customers VALUES ('01a207a3-24b0-7e6d-95dd-d242db853fd3', 4, NULL, 'PETAL', 'Petal & Stem Atelier', 'Florist', 1, '+1 305 555 0101', '{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"}', '[{"id":"workshop","name":"Brooklyn workshop","address":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"}}]', '[{"id":"buyer","name":"Inès Moreau","email":"ines@petal.example","kind":"buyer"}]', 'NET30', 'Check', NULL, 0, NULL, 'A', 'Own truck', '["pay@petal.example"]', '[]', 0, 'USD', 'en', '', '[]', 1, 0, 'off', 0, 0, '');
INSERT INTO customers VALUES ('01a207ae-34b8-788d-87ff-fbf819c434e0', 0, NULL, 'BLOOM', 'Bloom & Co', 'Florist', 1, '', '{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"}', '[{"id":"workshop","name":"Brooklyn workshop","address":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"}}]', '[{"id":"buyer","name":"Inès Moreau","email":"ines@petal.example","kind":"buyer"}]', 'NET30', 'Check', NULL, 1, '01a207ac-5ff8-7385-a106-e69805e7b958', 'A', 'Own truck', '["pay@petal.example"]', '[]', 0, 'USD', 'en', '', '[]', 1, 0, 'off', 0, 0, '');
INSERT INTO products VALUES ('01a207a4-0f10-7264-bae6-af1f66c2b5bd', 5, NULL, 'ROSE', 'Rose Freedom Red 60cm', 'Roses', 'Red', '60cm', 'box', 'stem', 'HB', 12, 25, 3800, 3600, 3400, 2100, 'standard', 1);
INSERT INTO products VALUES ('01a207a8-aac0-74b9-9afe-ebe576a9af0d', 10, NULL, 'LILY', 'Rose Freedom Red 60cm', 'Roses', 'Red', '60cm', 'box', 'stem', 'HB', 12, 25, 3800, 3600, 3400, 2100, 'standard', 1);
INSERT INTO products VALUES ('01a207b0-f3d8-71c0-86b4-c19f192f4a64', 0, NULL, 'TULIP', 'Rose Freedom Red 60cm', 'Roses', 'Red', '60cm', 'box', 'stem', 'HB', 12, 25, 4100, 3600, 3400, 2100, 'standard', 1);
INSERT INTO orders VALUES ('01a207a4-f970-7e3e-b6b1-c359a87ca92b', 7, NULL, '10001', 'confirmed', '01a207a3-24b0-7e6d-95dd-d242db853fd3', '2026-11-23', '2026-11-25', 'Own truck', NULL, '', '', NULL, NULL, '', '', 'USD', 0, '[]', 4, 37800, 0, 0, 37800, '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', '01a207a2-3280-7609-84ad-656092a71994', 1795424642000);
INSERT INTO orders VALUES ('01a207b2-c898-7716-8f33-3472204bc3e2', 0, NULL, '10002', 'confirmed', '01a207a3-24b0-7e6d-95dd-d242db853fd3', '2026-11-23', '2026-11-25', 'Own truck', NULL, 'PO 77', '', NULL, NULL, '', '', 'USD', 0, '[]', 5, 57000, 0, 0, 57000, '01a207b9-3138-8e4b-93a5-03c920ba4aad', '01a207a2-3280-7609-84ad-656092a71994', 1795425547000);
INSERT INTO orders VALUES ('01a207b9-3138-7539-9405-938b51c1ed8d', 0, NULL, '10003', 'voided', '01a207a3-24b0-7e6d-95dd-d242db853fd3', '2026-11-23', '2026-11-25', 'Own truck', NULL, '', '', NULL, NULL, '', '', 'USD', 0, '[]', 2, 22800, 0, 0, 22800, NULL, '01a207a2-3280-7609-84ad-656092a71994', 1795425967000);
INSERT INTO order_lines VALUES ('01a207a4-f970-74cc-9bd2-200d15bba482', 6, NULL, '01a207a4-f970-7e3e-b6b1-c359a87ca92b', 1, NULL, 'Rose Freedom Red 60cm', 'box-stem', 'HB', 2, 12, 25, 0, 3800, 0, 22800);
INSERT INTO order_lines VALUES ('01a207a4-f970-7c56-963e-5113952bb68d', 6, NULL, '01a207a4-f970-7e3e-b6b1-c359a87ca92b', 2, NULL, 'Tulip White', 'box-stem', 'HB', 2, 12, 25, 0, 2500, 0, 15000);
INSERT INTO order_lines VALUES ('01a207b4-9d58-7acb-841a-36185658bad0', 0, NULL, '01a207b2-c898-7716-8f33-3472204bc3e2', 2, NULL, 'Hydrangea Blue', 'box-stem', 'HB', 5, 12, 25, 0, 3800, 0, 57000);
INSERT INTO order_lines VALUES ('01a207b9-3138-73f8-8e7e-7c1ca5f29836', 0, NULL, '01a207b9-3138-7539-9405-938b51c1ed8d', 1, NULL, 'Rose Freedom Red 60cm', 'box-stem', 'HB', 2, 12, 25, 0, 3800, 0, 22800);
INSERT INTO invoices VALUES ('01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', 8, NULL, '01a207a4-f970-7e3e-b6b1-c359a87ca92b', '01a207a3-24b0-7e6d-95dd-d242db853fd3', '10001', 1, 'open', '2026-11-23', '2026-12-23', 'NET30', 'USD', '', NULL, 37800, 35800, NULL, '01a207bd-c518-784d-811b-fd33af76b28f', '01a207bd-c518-75de-be40-559335eb88af');
INSERT INTO invoices VALUES ('01a207b9-3138-8e4b-93a5-03c920ba4aad', 0, NULL, '01a207b2-c898-7716-8f33-3472204bc3e2', '01a207a3-24b0-7e6d-95dd-d242db853fd3', '10002', 1, 'open', '2026-11-23', '2026-12-23', 'NET30', 'USD', 'PO 77', NULL, 57000, 47000, NULL, NULL, NULL);
INSERT INTO invoice_revisions VALUES ('01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f9', 7, NULL, '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', 1, 37800, '{"language":"en","currency":"USD","company":{"name":"Aalsmeer Floral Co.","lines":[],"phone":"","email":"office@aalsmeer.example"},"number":"10001","revision":1,"issuedOn":"2026-11-23","dueOn":"2026-12-23","terms":"Net 30","billTo":{"name":"Petal & Stem Atelier","lines":["12 Canal St","Brooklyn, NY 11201","US"]},"shipTo":null,"shipOn":"2026-11-25","carrier":"Own truck","poNumber":"","reference":"","salesperson":"","lines":[{"description":"Rose Freedom Red 60cm","soldAs":"box-stem","boxType":"HB","boxes":2,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":3800,"totalCents":22800},{"description":"Tulip White","soldAs":"box-stem","boxType":"HB","boxes":2,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":2500,"totalCents":15000}],"charges":[],"linesCents":37800,"taxCents":0,"totalCents":37800,"note":"","footer":""}', 1795424702000, '01a207a2-3280-7609-84ad-656092a71994');
INSERT INTO invoice_revisions VALUES ('01a207b9-3138-8e4b-93a5-03c920ba4aac', 0, NULL, '01a207b9-3138-8e4b-93a5-03c920ba4aad', 1, 57000, '{"language":"en","currency":"USD","company":{"name":"Aalsmeer Floral Co.","lines":[],"phone":"+1 305 555 0100","email":"office@aalsmeer.example"},"number":"10002","revision":1,"issuedOn":"2026-11-23","dueOn":"2026-12-23","terms":"Net 30","billTo":{"name":"Petal & Stem Atelier","lines":["12 Canal St","Brooklyn, NY 11201","US"]},"shipTo":null,"shipOn":"2026-11-25","carrier":"Own truck","poNumber":"PO 77","reference":"","salesperson":"","lines":[{"description":"Hydrangea Blue","soldAs":"box-stem","boxType":"HB","boxes":5,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":3800,"totalCents":57000}],"charges":[],"linesCents":57000,"taxCents":0,"totalCents":57000,"note":"","footer":""}', 1795425907000, '01a207a2-3280-7609-84ad-656092a71994');
INSERT INTO payments VALUES ('01a207a6-ce30-7e45-926a-e6779057541b', 8, NULL, '5001', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 'payment', 'posted', '2026-11-23', 'Check', '1007', 'USD', 5000, 5000, 'desk', NULL, NULL, 0, '', '01a207a2-3280-7609-84ad-656092a71994', 1795424762000);
INSERT INTO payments VALUES ('01a207a7-b890-7634-befd-85890f538868', 9, NULL, '5002', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 'payment', 'void', '2026-11-23', 'Check', '1007', 'USD', 5000, 0, 'desk', NULL, NULL, 0, '', '01a207a2-3280-7609-84ad-656092a71994', 1795424822000);
INSERT INTO payments VALUES ('01a207bb-05f8-7040-9b8f-a7436df9924b', 0, NULL, '5003', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 'payment', 'posted', '2026-11-23', 'Cash', '', 'USD', 30000, 18000, 'desk', NULL, NULL, 0, 'at the counter', '01a207a2-3280-7609-84ad-656092a71994', 1795426087000);
INSERT INTO applications VALUES ('01a207a7-b890-806d-8f2b-59ecb1f1d9f5', 8, NULL, '01a207a6-ce30-7e45-926a-e6779057541b', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 5000, '2026-11-23', '01a207a2-3280-7609-84ad-656092a71994', 1795424762000);
INSERT INTO applications VALUES ('01a207bb-f058-8c6e-a3ae-e43176a49289', 0, NULL, '01a207bb-05f8-7040-9b8f-a7436df9924b', '01a207b9-3138-8e4b-93a5-03c920ba4aad', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 10000, '2026-11-23', '01a207a2-3280-7609-84ad-656092a71994', 1795426087000);
INSERT INTO applications VALUES ('01a207bc-dab8-8cfa-93d2-f2457cd528a1', 0, NULL, '01a207bb-05f8-7040-9b8f-a7436df9924b', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 2000, '2026-11-23', '01a207a2-3280-7609-84ad-656092a71994', 1795426147000);
INSERT INTO applications VALUES ('01a207bd-c518-8b80-95d8-7b185172ffaa', 0, NULL, '01a207a6-ce30-7e45-926a-e6779057541b', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', '01a207a3-24b0-7e6d-95dd-d242db853fd3', -5000, '2026-11-23', '01a207a2-3280-7609-84ad-656092a71994', 1795426207000);
INSERT INTO payment_links VALUES ('01a207bd-c518-784d-811b-fd33af76b28f', 0, NULL, '01a207a3-24b0-7e6d-95dd-d242db853fd3', 'queued', 1, 35800, 'USD', 'en', '["pay@petal.example"]', '', 1795426267000, '01a207a2-3280-7609-84ad-656092a71994', NULL, NULL, NULL, 1803202267000, NULL, '', NULL);
INSERT INTO payment_link_invoices VALUES ('01a207be-af78-81be-9d2a-16108211b2c6', 0, NULL, '01a207bd-c518-784d-811b-fd33af76b28f', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', 1);
INSERT INTO mails VALUES ('01a207bd-c518-75de-be40-559335eb88af', 0, NULL, 'invoice', '01a207a3-24b0-7e6d-95dd-d242db853fd3', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', 1, NULL, '01a207bd-c518-784d-811b-fd33af76b28f', 'pay@petal.example', 'Invoice', 'Thank you.', 'en', 'queued', 0, '', 1795426267000, '01a207a2-3280-7609-84ad-656092a71994', NULL);
INSERT INTO tasks VALUES ('01a207a8-a2f0-8287-9ac3-ba09fdbb8b78', 9, NULL, 'possible-duplicate-payment', 'done', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 'payments:01a207a7-b890-7634-befd-85890f538868', '{"payment":"5002","twin":"5001","reference":"1007","amountCents":5000}', 1795424822000, '01a207a2-3280-7609-84ad-656092a71994', 1795426387000);
INSERT INTO sync_issues VALUES ('01a207aa-7f80-836a-91dd-fffce020fc2b', 11, NULL, '01a207aa-7f80-736a-91dd-fffce02003d5', 'product.add', '{"productId":"01a207a8-aac0-7785-9b45-c5e0a00bc60f","code":"LILY","description":"Rose Freedom Red 60cm","category":"Roses","color":"Red","grade":"60cm","soldBy":"box","unitType":"stem","boxType":"HB","bunchesPerBox":12,"stemsPerBunch":25,"priceAE4":3800,"priceBE4":3600,"priceCE4":3400,"costE4":2100,"taxClass":"standard","active":true}', 'product-code-taken', '{"code":"LILY"}', 'code', '01a207a2-3280-7609-84ad-656092a71994', '01a207a2-3280-7ff2-858b-852952a244ee', 'closed', 1795424946000, '01a207a2-3280-7609-84ad-656092a71994');
INSERT INTO claim VALUES ('customer.code:petal', 'customers', '01a207a3-24b0-7e6d-95dd-d242db853fd3');
INSERT INTO claim VALUES ('customer.code:bloom', 'customers', '01a207ae-34b8-788d-87ff-fbf819c434e0');
INSERT INTO claim VALUES ('no:INV:10001', 'invoices', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8');
INSERT INTO claim VALUES ('no:INV:10002', 'invoices', '01a207b9-3138-8e4b-93a5-03c920ba4aad');
INSERT INTO claim VALUES ('order.number:10001', 'orders', '01a207a4-f970-7e3e-b6b1-c359a87ca92b');
INSERT INTO claim VALUES ('order.number:10002', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO claim VALUES ('order.number:10003', 'orders', '01a207b9-3138-7539-9405-938b51c1ed8d');
INSERT INTO claim VALUES ('no:PAY:5001', 'payments', '01a207a6-ce30-7e45-926a-e6779057541b');
INSERT INTO claim VALUES ('no:PAY:5002', 'payments', '01a207a7-b890-7634-befd-85890f538868');
INSERT INTO claim VALUES ('no:PAY:5003', 'payments', '01a207bb-05f8-7040-9b8f-a7436df9924b');
INSERT INTO claim VALUES ('product.code:rose', 'products', '01a207a4-0f10-7264-bae6-af1f66c2b5bd');
INSERT INTO claim VALUES ('product.code:lily', 'products', '01a207a8-aac0-74b9-9afe-ebe576a9af0d');
INSERT INTO claim VALUES ('product.code:tulip', 'products', '01a207b0-f3d8-71c0-86b4-c19f192f4a64');
INSERT INTO claim VALUES ('user.login:ana@aalsmeer.example', 'users', '01a207a2-3280-7609-84ad-656092a71994');
INSERT INTO claim VALUES ('user.login:maria@aalsmeer.example', 'users', '01a207ac-5ff8-7385-a106-e69805e7b958');
INSERT INTO outbox VALUES (1, '01a207a3-24b0-7eef-9893-70cc04c6245c', 1, 'company.change', 1, '{"changes":{"paymentsAccount":{"from":null,"to":{"gateway":"sandbox","status":"active"}}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795424462000, 'settled', 1795424823000, 'accepted', 'accepted', 3);
INSERT INTO outbox VALUES (2, '01a207a4-0f10-785f-a976-34e0dad63e94', 2, 'customer.add', 1, '{"customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","code":"PETAL","name":"Petal & Stem Atelier","type":"Florist","active":true,"phone":"","billingAddress":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"},"shipTos":[{"id":"workshop","name":"Brooklyn workshop","address":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"}}],"contacts":[{"id":"buyer","name":"Inès Moreau","email":"ines@petal.example","kind":"buyer"}],"termsCode":"NET30","paymentMethod":"Check","creditLimitCents":null,"creditHold":false,"salespersonId":null,"priceLevel":"A","carrier":"Own truck","invoiceEmails":["pay@petal.example"],"statementEmails":[],"taxBps":0,"currency":"USD","language":"en","notes":"","tags":[],"paymentLinksEnabled":true,"requirePaymentOnConfirm":false,"automaticInvoices":"off","poRequired":false,"financeChargeException":false,"invoiceFooter":""}', '01a207a2-3280-7609-84ad-656092a71994', 1795424522000, 'settled', 1795424823000, 'accepted', 'accepted', 4);
INSERT INTO outbox VALUES (3, '01a207a4-f970-7a2a-b8bd-aa1daea66c2e', 3, 'product.add', 1, '{"productId":"01a207a4-0f10-7264-bae6-af1f66c2b5bd","code":"ROSE","description":"Rose Freedom Red 60cm","category":"Roses","color":"Red","grade":"60cm","soldBy":"box","unitType":"stem","boxType":"HB","bunchesPerBox":12,"stemsPerBunch":25,"priceAE4":3800,"priceBE4":3600,"priceCE4":3400,"costE4":2100,"taxClass":"standard","active":true}', '01a207a2-3280-7609-84ad-656092a71994', 1795424582000, 'settled', 1795424823000, 'accepted', 'accepted', 5);
INSERT INTO outbox VALUES (4, '01a207a5-e3d0-77c4-be15-1f42262d8c06', 4, 'order.create', 1, '{"orderId":"01a207a4-f970-7e3e-b6b1-c359a87ca92b","number":"10001","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","orderedOn":"2026-11-23","shipOn":"2026-11-25","carrier":"Own truck","shipToId":null,"poNumber":"","reference":"","salespersonId":null,"buyerContactId":null,"warehouseNote":"","invoiceNote":"","lines":[{"lineId":"01a207a4-f970-74cc-9bd2-200d15bba482","productId":null,"description":"Rose Freedom Red 60cm","soldAs":"box-stem","boxType":"HB","boxes":2,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":3800,"taxable":false},{"lineId":"01a207a4-f970-7c56-963e-5113952bb68d","productId":null,"description":"Tulip White","soldAs":"box-stem","boxType":"HB","boxes":2,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":2500,"taxable":false}]}', '01a207a2-3280-7609-84ad-656092a71994', 1795424642000, 'settled', 1795424823000, 'accepted', 'accepted', 6);
INSERT INTO outbox VALUES (5, '01a207a6-ce30-7ab8-82c5-d8f0ab3cc6f8', 5, 'order.confirm', 1, '{"orderId":"01a207a4-f970-7e3e-b6b1-c359a87ca92b","issuedOn":"2026-11-23","expectedTotalCents":37800}', '01a207a2-3280-7609-84ad-656092a71994', 1795424702000, 'settled', 1795424823000, 'accepted', 'accepted', 7);
INSERT INTO outbox VALUES (6, '01a207a7-b890-706d-8f2b-59ecb1f1d9f6', 6, 'payment.receive', 1, '{"paymentId":"01a207a6-ce30-7e45-926a-e6779057541b","number":"5001","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","receivedOn":"2026-11-23","method":"Check","reference":"1007","totalCents":5000,"note":"","applications":[{"invoiceId":"01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8","amountCents":5000}]}', '01a207a2-3280-7609-84ad-656092a71994', 1795424762000, 'settled', 1795424823000, 'accepted', 'accepted', 8);
INSERT INTO outbox VALUES (7, '01a207a8-a2f0-7287-9ac3-ba09fdbb8b7a', 7, 'payment.receive', 1, '{"paymentId":"01a207a7-b890-7634-befd-85890f538868","number":"5002","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","receivedOn":"2026-11-23","method":"Check","reference":"1007","totalCents":5000,"note":"","applications":[]}', '01a207a2-3280-7609-84ad-656092a71994', 1795424822000, 'settled', 1795424823000, 'accepted', 'accepted', 9);
INSERT INTO outbox VALUES (8, '01a207aa-7f80-736a-91dd-fffce02003d5', 8, 'product.add', 1, '{"productId":"01a207a8-aac0-7785-9b45-c5e0a00bc60f","code":"LILY","description":"Rose Freedom Red 60cm","category":"Roses","color":"Red","grade":"60cm","soldBy":"box","unitType":"stem","boxType":"HB","bunchesPerBox":12,"stemsPerBunch":25,"priceAE4":3800,"priceBE4":3600,"priceCE4":3400,"costE4":2100,"taxClass":"standard","active":true}', '01a207a2-3280-7609-84ad-656092a71994', 1795424944000, 'settled', 1795424946000, 'accepted', 'refused', 11);
INSERT INTO outbox VALUES (9, '01a207ac-5ff8-707e-b3d5-770d18906436', 9, 'company.change', 1, '{"changes":{"phone":{"from":"","to":"+1 305 555 0100"}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425067000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (10, '01a207ad-4a58-7c98-9f75-6d1f116e061c', 10, 'user.add', 1, '{"userId":"01a207ac-5ff8-7385-a106-e69805e7b958","name":"Maria Ospina","login":"maria@aalsmeer.example","roles":["sales"],"manageOwnCustomers":false,"language":"es"}', '01a207a2-3280-7609-84ad-656092a71994', 1795425127000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (11, '01a207ae-34b8-728d-a510-1e6016395009', 11, 'user.change', 1, '{"userId":"01a207ac-5ff8-7385-a106-e69805e7b958","changes":{"name":{"from":"Maria Ospina","to":"María Ospina"}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425187000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (12, '01a207af-1f18-7cf3-a1de-8ac847a3c81b', 12, 'customer.add', 1, '{"customerId":"01a207ae-34b8-788d-87ff-fbf819c434e0","code":"BLOOM","name":"Bloom & Co","type":"Florist","active":true,"phone":"","billingAddress":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"},"shipTos":[{"id":"workshop","name":"Brooklyn workshop","address":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"}}],"contacts":[{"id":"buyer","name":"Inès Moreau","email":"ines@petal.example","kind":"buyer"}],"termsCode":"NET30","paymentMethod":"Check","creditLimitCents":null,"creditHold":false,"salespersonId":"01a207ac-5ff8-7385-a106-e69805e7b958","priceLevel":"A","carrier":"Own truck","invoiceEmails":["pay@petal.example"],"statementEmails":[],"taxBps":0,"currency":"USD","language":"en","notes":"","tags":[],"paymentLinksEnabled":true,"requirePaymentOnConfirm":false,"automaticInvoices":"off","poRequired":false,"financeChargeException":false,"invoiceFooter":""}', '01a207a2-3280-7609-84ad-656092a71994', 1795425247000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (13, '01a207b0-0978-7920-9f97-fd03c77954cf', 13, 'customer.change', 1, '{"customerId":"01a207ae-34b8-788d-87ff-fbf819c434e0","changes":{"creditHold":{"from":false,"to":true}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425307000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (14, '01a207b0-f3d8-754d-8561-738b6c0f2445', 14, 'customer.change', 1, '{"customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","changes":{"phone":{"from":"","to":"+1 305 555 0101"}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425367000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (15, '01a207b1-de38-7176-8a4f-8188bf57736e', 15, 'product.add', 1, '{"productId":"01a207b0-f3d8-71c0-86b4-c19f192f4a64","code":"TULIP","description":"Rose Freedom Red 60cm","category":"Roses","color":"Red","grade":"60cm","soldBy":"box","unitType":"stem","boxType":"HB","bunchesPerBox":12,"stemsPerBunch":25,"priceAE4":3800,"priceBE4":3600,"priceCE4":3400,"costE4":2100,"taxClass":"standard","active":true}', '01a207a2-3280-7609-84ad-656092a71994', 1795425427000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (16, '01a207b2-c898-73bc-b22e-b0bc66c807c9', 16, 'product.change', 1, '{"productId":"01a207b0-f3d8-71c0-86b4-c19f192f4a64","changes":{"priceAE4":{"from":3800,"to":4100}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425487000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (17, '01a207b3-b2f8-7289-84b6-f3f023c3feda', 17, 'order.create', 1, '{"orderId":"01a207b2-c898-7716-8f33-3472204bc3e2","number":"10002","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","orderedOn":"2026-11-23","shipOn":"2026-11-25","carrier":"Own truck","shipToId":null,"poNumber":"","reference":"","salespersonId":null,"buyerContactId":null,"warehouseNote":"","invoiceNote":"","lines":[{"lineId":"01a207b2-c898-79f5-a32b-135b9f891b6a","productId":null,"description":"Rose Freedom Red 60cm","soldAs":"box-stem","boxType":"HB","boxes":2,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":3800,"taxable":false}]}', '01a207a2-3280-7609-84ad-656092a71994', 1795425547000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (18, '01a207b4-9d58-71bc-9ebe-d1dbbb0e1dbc', 18, 'order.change', 1, '{"orderId":"01a207b2-c898-7716-8f33-3472204bc3e2","changes":{"poNumber":{"from":"","to":"PO 77"}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425607000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (19, '01a207b5-87b8-7e75-a608-71dc5dad3394', 19, 'order.add-line', 1, '{"orderId":"01a207b2-c898-7716-8f33-3472204bc3e2","position":2,"line":{"lineId":"01a207b4-9d58-7acb-841a-36185658bad0","productId":null,"description":"Hydrangea Blue","soldAs":"box-stem","boxType":"HB","boxes":2,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":3800,"taxable":false}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425667000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (20, '01a207b6-7218-70bc-ab0e-fe8d05d31930', 20, 'order.change-line', 1, '{"orderId":"01a207b2-c898-7716-8f33-3472204bc3e2","lineId":"01a207b4-9d58-7acb-841a-36185658bad0","changes":{"boxes":{"from":2,"to":5}}}', '01a207a2-3280-7609-84ad-656092a71994', 1795425727000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (21, '01a207b7-5c78-730d-81ec-7cc544cf0f12', 21, 'order.remove-line', 1, '{"orderId":"01a207b2-c898-7716-8f33-3472204bc3e2","lineId":"01a207b2-c898-79f5-a32b-135b9f891b6a"}', '01a207a2-3280-7609-84ad-656092a71994', 1795425787000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (22, '01a207b8-46d8-745a-a2d5-d9f361470a68', 22, 'order.place', 1, '{"orderId":"01a207b2-c898-7716-8f33-3472204bc3e2"}', '01a207a2-3280-7609-84ad-656092a71994', 1795425847000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (23, '01a207b9-3138-7e4b-93a5-03c920ba4aad', 23, 'order.confirm', 1, '{"orderId":"01a207b2-c898-7716-8f33-3472204bc3e2","issuedOn":"2026-11-23","expectedTotalCents":57000}', '01a207a2-3280-7609-84ad-656092a71994', 1795425907000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (24, '01a207ba-1b98-7293-ba21-7586999d821d', 24, 'order.create', 1, '{"orderId":"01a207b9-3138-7539-9405-938b51c1ed8d","number":"10003","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","orderedOn":"2026-11-23","shipOn":"2026-11-25","carrier":"Own truck","shipToId":null,"poNumber":"","reference":"","salespersonId":null,"buyerContactId":null,"warehouseNote":"","invoiceNote":"","lines":[{"lineId":"01a207b9-3138-73f8-8e7e-7c1ca5f29836","productId":null,"description":"Rose Freedom Red 60cm","soldAs":"box-stem","boxType":"HB","boxes":2,"bunchesPerBox":12,"stemsPerBunch":25,"quantity":0,"priceE4":3800,"taxable":false}]}', '01a207a2-3280-7609-84ad-656092a71994', 1795425967000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (25, '01a207bb-05f8-7067-a425-7584039ae792', 25, 'order.void', 1, '{"orderId":"01a207b9-3138-7539-9405-938b51c1ed8d","voidedOn":"2026-11-23"}', '01a207a2-3280-7609-84ad-656092a71994', 1795426027000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (26, '01a207bb-f058-7c6e-a3ae-e43176a4928a', 26, 'payment.receive', 1, '{"paymentId":"01a207bb-05f8-7040-9b8f-a7436df9924b","number":"5003","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","receivedOn":"2026-11-23","method":"Cash","reference":"","totalCents":30000,"note":"at the counter","applications":[{"invoiceId":"01a207b9-3138-8e4b-93a5-03c920ba4aad","amountCents":10000}]}', '01a207a2-3280-7609-84ad-656092a71994', 1795426087000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (27, '01a207bc-dab8-7cfa-93d2-f2457cd528a1', 27, 'payment.apply', 1, '{"paymentId":"01a207bb-05f8-7040-9b8f-a7436df9924b","appliedOn":"2026-11-23","applications":[{"invoiceId":"01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8","amountCents":2000}]}', '01a207a2-3280-7609-84ad-656092a71994', 1795426147000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (28, '01a207bd-c518-7b80-95d8-7b185172ffaa', 28, 'payment.unapply', 1, '{"paymentId":"01a207a6-ce30-7e45-926a-e6779057541b","invoiceId":"01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8","unappliedOn":"2026-11-23"}', '01a207a2-3280-7609-84ad-656092a71994', 1795426207000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (29, '01a207be-af78-71be-9d2a-16108211b2a2', 29, 'document.email', 1, '{"invoiceId":"01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8","recipients":[{"mailId":"01a207bd-c518-75de-be40-559335eb88af","address":"pay@petal.example"}],"subject":"Invoice","message":"Thank you.","linkId":"01a207bd-c518-784d-811b-fd33af76b28f"}', '01a207a2-3280-7609-84ad-656092a71994', 1795426267000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (30, '01a207bf-99d8-790e-8a9d-1bde2d829c8e', 30, 'payment.void', 1, '{"paymentId":"01a207a7-b890-7634-befd-85890f538868","voidedOn":"2026-11-23"}', '01a207a2-3280-7609-84ad-656092a71994', 1795426327000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (31, '01a207c0-8438-7023-a3b8-63300aa583e4', 31, 'task.close', 1, '{"taskId":"01a207a8-a2f0-8287-9ac3-ba09fdbb8b78"}', '01a207a2-3280-7609-84ad-656092a71994', 1795426387000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox VALUES (32, '01a207c1-6e98-7459-828f-3196707c5f21', 32, 'sync-issue.close', 1, '{"issueId":"01a207aa-7f80-836a-91dd-fffce020fc2b"}', '01a207a2-3280-7609-84ad-656092a71994', 1795426447000, 'queued', NULL, 'accepted', NULL, NULL);
INSERT INTO outbox_row VALUES ('01a207ac-5ff8-707e-b3d5-770d18906436', 'companies', 'company');
INSERT INTO outbox_row VALUES ('01a207ad-4a58-7c98-9f75-6d1f116e061c', 'users', '01a207ac-5ff8-7385-a106-e69805e7b958');
INSERT INTO outbox_row VALUES ('01a207ae-34b8-728d-a510-1e6016395009', 'users', '01a207ac-5ff8-7385-a106-e69805e7b958');
INSERT INTO outbox_row VALUES ('01a207af-1f18-7cf3-a1de-8ac847a3c81b', 'customers', '01a207ae-34b8-788d-87ff-fbf819c434e0');
INSERT INTO outbox_row VALUES ('01a207b0-0978-7920-9f97-fd03c77954cf', 'customers', '01a207ae-34b8-788d-87ff-fbf819c434e0');
INSERT INTO outbox_row VALUES ('01a207b0-f3d8-754d-8561-738b6c0f2445', 'customers', '01a207a3-24b0-7e6d-95dd-d242db853fd3');
INSERT INTO outbox_row VALUES ('01a207b1-de38-7176-8a4f-8188bf57736e', 'products', '01a207b0-f3d8-71c0-86b4-c19f192f4a64');
INSERT INTO outbox_row VALUES ('01a207b2-c898-73bc-b22e-b0bc66c807c9', 'products', '01a207b0-f3d8-71c0-86b4-c19f192f4a64');
INSERT INTO outbox_row VALUES ('01a207b3-b2f8-7289-84b6-f3f023c3feda', 'order_lines', '01a207b2-c898-79f5-a32b-135b9f891b6a');
INSERT INTO outbox_row VALUES ('01a207b3-b2f8-7289-84b6-f3f023c3feda', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO outbox_row VALUES ('01a207b4-9d58-71bc-9ebe-d1dbbb0e1dbc', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO outbox_row VALUES ('01a207b5-87b8-7e75-a608-71dc5dad3394', 'order_lines', '01a207b4-9d58-7acb-841a-36185658bad0');
INSERT INTO outbox_row VALUES ('01a207b5-87b8-7e75-a608-71dc5dad3394', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO outbox_row VALUES ('01a207b6-7218-70bc-ab0e-fe8d05d31930', 'order_lines', '01a207b4-9d58-7acb-841a-36185658bad0');
INSERT INTO outbox_row VALUES ('01a207b6-7218-70bc-ab0e-fe8d05d31930', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO outbox_row VALUES ('01a207b7-5c78-730d-81ec-7cc544cf0f12', 'order_lines', '01a207b2-c898-79f5-a32b-135b9f891b6a');
INSERT INTO outbox_row VALUES ('01a207b7-5c78-730d-81ec-7cc544cf0f12', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO outbox_row VALUES ('01a207b8-46d8-745a-a2d5-d9f361470a68', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO outbox_row VALUES ('01a207b9-3138-7e4b-93a5-03c920ba4aad', 'invoice_revisions', '01a207b9-3138-8e4b-93a5-03c920ba4aac');
INSERT INTO outbox_row VALUES ('01a207b9-3138-7e4b-93a5-03c920ba4aad', 'invoices', '01a207b9-3138-8e4b-93a5-03c920ba4aad');
INSERT INTO outbox_row VALUES ('01a207b9-3138-7e4b-93a5-03c920ba4aad', 'orders', '01a207b2-c898-7716-8f33-3472204bc3e2');
INSERT INTO outbox_row VALUES ('01a207ba-1b98-7293-ba21-7586999d821d', 'order_lines', '01a207b9-3138-73f8-8e7e-7c1ca5f29836');
INSERT INTO outbox_row VALUES ('01a207ba-1b98-7293-ba21-7586999d821d', 'orders', '01a207b9-3138-7539-9405-938b51c1ed8d');
INSERT INTO outbox_row VALUES ('01a207bb-05f8-7067-a425-7584039ae792', 'orders', '01a207b9-3138-7539-9405-938b51c1ed8d');
INSERT INTO outbox_row VALUES ('01a207bb-f058-7c6e-a3ae-e43176a4928a', 'applications', '01a207bb-f058-8c6e-a3ae-e43176a49289');
INSERT INTO outbox_row VALUES ('01a207bb-f058-7c6e-a3ae-e43176a4928a', 'invoices', '01a207b9-3138-8e4b-93a5-03c920ba4aad');
INSERT INTO outbox_row VALUES ('01a207bb-f058-7c6e-a3ae-e43176a4928a', 'payments', '01a207bb-05f8-7040-9b8f-a7436df9924b');
INSERT INTO outbox_row VALUES ('01a207bc-dab8-7cfa-93d2-f2457cd528a1', 'applications', '01a207bc-dab8-8cfa-93d2-f2457cd528a1');
INSERT INTO outbox_row VALUES ('01a207bc-dab8-7cfa-93d2-f2457cd528a1', 'invoices', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8');
INSERT INTO outbox_row VALUES ('01a207bc-dab8-7cfa-93d2-f2457cd528a1', 'payments', '01a207bb-05f8-7040-9b8f-a7436df9924b');
INSERT INTO outbox_row VALUES ('01a207bd-c518-7b80-95d8-7b185172ffaa', 'applications', '01a207bd-c518-8b80-95d8-7b185172ffaa');
INSERT INTO outbox_row VALUES ('01a207bd-c518-7b80-95d8-7b185172ffaa', 'invoices', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8');
INSERT INTO outbox_row VALUES ('01a207bd-c518-7b80-95d8-7b185172ffaa', 'payments', '01a207a6-ce30-7e45-926a-e6779057541b');
INSERT INTO outbox_row VALUES ('01a207be-af78-71be-9d2a-16108211b2a2', 'invoices', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8');
INSERT INTO outbox_row VALUES ('01a207be-af78-71be-9d2a-16108211b2a2', 'mails', '01a207bd-c518-75de-be40-559335eb88af');
INSERT INTO outbox_row VALUES ('01a207be-af78-71be-9d2a-16108211b2a2', 'payment_link_invoices', '01a207be-af78-81be-9d2a-16108211b2c6');
INSERT INTO outbox_row VALUES ('01a207be-af78-71be-9d2a-16108211b2a2', 'payment_links', '01a207bd-c518-784d-811b-fd33af76b28f');
INSERT INTO outbox_row VALUES ('01a207bf-99d8-790e-8a9d-1bde2d829c8e', 'payments', '01a207a7-b890-7634-befd-85890f538868');
INSERT INTO outbox_row VALUES ('01a207c0-8438-7023-a3b8-63300aa583e4', 'tasks', '01a207a8-a2f0-8287-9ac3-ba09fdbb8b78');
INSERT INTO outbox_row VALUES ('01a207c1-6e98-7459-828f-3196707c5f21', 'sync_issues', '01a207aa-7f80-836a-91dd-fffce020fc2b');
INSERT INTO base_image VALUES ('applications', '01a207bb-f058-8c6e-a3ae-e43176a49289', 0, NULL);
INSERT INTO base_image VALUES ('applications', '01a207bc-dab8-8cfa-93d2-f2457cd528a1', 0, NULL);
INSERT INTO base_image VALUES ('applications', '01a207bd-c518-8b80-95d8-7b185172ffaa', 0, NULL);
INSERT INTO base_image VALUES ('companies', 'company', 3, '{"id":"company","name":"Aalsmeer Floral Co.","timeZone":"America/New_York","currency":"USD","language":"en","addressLines":[],"phone":"","email":"office@aalsmeer.example","ageBasis":"invoice-date","terms":[{"code":"NET30","name":"Net 30","days":30},{"code":"NET15","name":"Net 15","days":15},{"code":"NET7","name":"Net 7","days":7},{"code":"COD","name":"COD","days":0},{"code":"PREPAY","name":"Prepay","days":0},{"code":"PIA","name":"Paid in advance","days":0}],"boxTypes":[{"code":"FB","name":"Full box","fuelCents":0},{"code":"HB","name":"Half box","fuelCents":0},{"code":"QB","name":"Quarter box","fuelCents":0},{"code":"EB","name":"Eighth box","fuelCents":0}],"carriers":["Pick up","Own truck"],"paymentMethods":["Check","Cash","Wire","Credit memo","Other"],"paymentsAccount":{"gateway":"sandbox","status":"active"},"linksEnabled":true,"linkBoxDefault":true,"linkHours":24}');
INSERT INTO base_image VALUES ('customers', '01a207a3-24b0-7e6d-95dd-d242db853fd3', 4, '{"id":"01a207a3-24b0-7e6d-95dd-d242db853fd3","code":"PETAL","name":"Petal & Stem Atelier","type":"Florist","active":true,"phone":"","billingAddress":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"},"shipTos":[{"id":"workshop","name":"Brooklyn workshop","address":{"line1":"12 Canal St","line2":"","city":"Brooklyn","region":"NY","postalCode":"11201","country":"US"}}],"contacts":[{"id":"buyer","name":"Inès Moreau","email":"ines@petal.example","kind":"buyer"}],"termsCode":"NET30","paymentMethod":"Check","creditLimitCents":null,"creditHold":false,"salespersonId":null,"priceLevel":"A","carrier":"Own truck","invoiceEmails":["pay@petal.example"],"statementEmails":[],"taxBps":0,"currency":"USD","language":"en","notes":"","tags":[],"paymentLinksEnabled":true,"requirePaymentOnConfirm":false,"automaticInvoices":"off","poRequired":false,"financeChargeException":false,"invoiceFooter":""}');
INSERT INTO base_image VALUES ('customers', '01a207ae-34b8-788d-87ff-fbf819c434e0', 0, NULL);
INSERT INTO base_image VALUES ('invoice_revisions', '01a207b9-3138-8e4b-93a5-03c920ba4aac', 0, NULL);
INSERT INTO base_image VALUES ('invoices', '01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8', 8, '{"id":"01a207a6-ce30-8ab8-82c5-d8f0ab3cc6f8","orderId":"01a207a4-f970-7e3e-b6b1-c359a87ca92b","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","number":"10001","revision":1,"status":"open","issuedOn":"2026-11-23","dueOn":"2026-12-23","termsCode":"NET30","currency":"USD","poNumber":"","salespersonId":null,"totalCents":37800,"openCents":32800,"voidedOn":null,"lastLinkId":null,"lastMailId":null}');
INSERT INTO base_image VALUES ('invoices', '01a207b9-3138-8e4b-93a5-03c920ba4aad', 0, NULL);
INSERT INTO base_image VALUES ('mails', '01a207bd-c518-75de-be40-559335eb88af', 0, NULL);
INSERT INTO base_image VALUES ('order_lines', '01a207b2-c898-79f5-a32b-135b9f891b6a', 0, NULL);
INSERT INTO base_image VALUES ('order_lines', '01a207b4-9d58-7acb-841a-36185658bad0', 0, NULL);
INSERT INTO base_image VALUES ('order_lines', '01a207b9-3138-73f8-8e7e-7c1ca5f29836', 0, NULL);
INSERT INTO base_image VALUES ('orders', '01a207b2-c898-7716-8f33-3472204bc3e2', 0, NULL);
INSERT INTO base_image VALUES ('orders', '01a207b9-3138-7539-9405-938b51c1ed8d', 0, NULL);
INSERT INTO base_image VALUES ('payment_link_invoices', '01a207be-af78-81be-9d2a-16108211b2c6', 0, NULL);
INSERT INTO base_image VALUES ('payment_links', '01a207bd-c518-784d-811b-fd33af76b28f', 0, NULL);
INSERT INTO base_image VALUES ('payments', '01a207a6-ce30-7e45-926a-e6779057541b', 8, '{"id":"01a207a6-ce30-7e45-926a-e6779057541b","number":"5001","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","kind":"payment","status":"posted","receivedOn":"2026-11-23","method":"Check","reference":"1007","currency":"USD","totalCents":5000,"unappliedCents":0,"source":"desk","linkId":null,"attemptId":null,"feeCents":0,"note":"","recordedBy":"01a207a2-3280-7609-84ad-656092a71994","recordedAt":1795424762000}');
INSERT INTO base_image VALUES ('payments', '01a207a7-b890-7634-befd-85890f538868', 9, '{"id":"01a207a7-b890-7634-befd-85890f538868","number":"5002","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","kind":"payment","status":"posted","receivedOn":"2026-11-23","method":"Check","reference":"1007","currency":"USD","totalCents":5000,"unappliedCents":5000,"source":"desk","linkId":null,"attemptId":null,"feeCents":0,"note":"","recordedBy":"01a207a2-3280-7609-84ad-656092a71994","recordedAt":1795424822000}');
INSERT INTO base_image VALUES ('payments', '01a207bb-05f8-7040-9b8f-a7436df9924b', 0, NULL);
INSERT INTO base_image VALUES ('products', '01a207b0-f3d8-71c0-86b4-c19f192f4a64', 0, NULL);
INSERT INTO base_image VALUES ('sync_issues', '01a207aa-7f80-836a-91dd-fffce020fc2b', 11, '{"id":"01a207aa-7f80-836a-91dd-fffce020fc2b","commandId":"01a207aa-7f80-736a-91dd-fffce02003d5","name":"product.add","payload":{"productId":"01a207a8-aac0-7785-9b45-c5e0a00bc60f","code":"LILY","description":"Rose Freedom Red 60cm","category":"Roses","color":"Red","grade":"60cm","soldBy":"box","unitType":"stem","boxType":"HB","bunchesPerBox":12,"stemsPerBunch":25,"priceAE4":3800,"priceBE4":3600,"priceCE4":3400,"costE4":2100,"taxClass":"standard","active":true},"code":"product-code-taken","params":{"code":"LILY"},"field":"code","userId":"01a207a2-3280-7609-84ad-656092a71994","deviceId":"01a207a2-3280-7ff2-858b-852952a244ee","state":"open","refusedAt":1795424946000,"closedBy":null}');
INSERT INTO base_image VALUES ('tasks', '01a207a8-a2f0-8287-9ac3-ba09fdbb8b78', 9, '{"id":"01a207a8-a2f0-8287-9ac3-ba09fdbb8b78","kind":"possible-duplicate-payment","state":"open","customerId":"01a207a3-24b0-7e6d-95dd-d242db853fd3","subject":"payments:01a207a7-b890-7634-befd-85890f538868","params":{"payment":"5002","twin":"5001","reference":"1007","amountCents":5000},"createdAt":1795424822000,"closedBy":null,"closedAt":null}');
INSERT INTO base_image VALUES ('users', '01a207ac-5ff8-7385-a106-e69805e7b958', 0, NULL);
INSERT INTO sync_state VALUES ('companyId', '01a207a2-3280-70fa-ab32-9e6ab2ba7138');
INSERT INTO sync_state VALUES ('deviceId', '01a207a2-3280-7ff2-858b-852952a244ee');
INSERT INTO sync_state VALUES ('deviceKey', 'MC4CAQAwBQYDK2VwBCIEIHbNfSfA436yejq49Ql9Xth+QwqqiGXbmevH7U3rhN6V');
INSERT INTO sync_state VALUES ('deviceName', 'Front desk');
INSERT INTO sync_state VALUES ('durableRev', '0');
INSERT INTO sync_state VALUES ('epoch', '1');
INSERT INTO sync_state VALUES ('incarnation', '01a207a2-3280-7f81-8469-bea447d24290');
INSERT INTO sync_state VALUES ('lastSyncAt', '1795424946000');
INSERT INTO sync_state VALUES ('nextSeq', '33');
INSERT INTO sync_state VALUES ('refreshToken', '2.8EHibhAiYICngYDjMcs-l5zMpYR48clFPopY4KU7Wa8');
INSERT INTO sync_state VALUES ('relayUrl', 'http://127.0.0.1:1');
INSERT INTO scope_cursor VALUES ('company', 11, 'D8kPSEY3Rpyr');
INSERT INTO number_lease VALUES ('01a207a2-3280-73ef-9388-1abe585f3570', 'order', 10001, 10200, 10004);
INSERT INTO number_lease VALUES ('01a207a2-3280-7d34-ab6a-476cd6cbb2e6', 'payment', 5001, 5200, 5004);
INSERT INTO local_login VALUES ('01a207a2-3280-7609-84ad-656092a71994', 'ana@aalsmeer.example', '$argon2id$v=19$m=19456,t=2,p=1$XOiYtVGLT6UpfJq2hnVWfw$7V3JVgGkXlhuvkxx90N4qzXShnEClzmufE5a1rAsWo8', 1795424400000);
PRAGMA user_version = 1;
