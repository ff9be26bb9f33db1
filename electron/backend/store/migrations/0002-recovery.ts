/** Pulls of many pages wait on disk; logins keep their proof for a relay that was put back; what a backup holds is found. */
export const recoverySchema = `
-- Rows of a pull that has more pages than one, until all of them are here.
CREATE TABLE pull_stage (
  ord INTEGER PRIMARY KEY,
  tableName TEXT NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  doc TEXT
) STRICT;

-- The relay's token of the login, sealed: proof that the login took place, for a relay that has forgotten it.
ALTER TABLE local_login ADD COLUMN userToken TEXT NOT NULL DEFAULT '';

CREATE INDEX outbox_settled ON outbox (rev) WHERE status = 'settled';
`
