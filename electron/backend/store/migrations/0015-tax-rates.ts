/**
 * A tax rate has three decimals of a percent: New York City's 8.875 is 887.5 basis points. The column is made anew, for what a
 * column of a STRICT table holds can not be changed.
 */
export const taxRates = ['customers', 'orders']
  .map(
    table => `
ALTER TABLE ${table} ADD COLUMN taxRate REAL NOT NULL DEFAULT 0;
UPDATE ${table} SET taxRate = taxBps WHERE taxBps <> 0;
ALTER TABLE ${table} DROP COLUMN taxBps;
ALTER TABLE ${table} RENAME COLUMN taxRate TO taxBps;
`,
  )
  .join('')
