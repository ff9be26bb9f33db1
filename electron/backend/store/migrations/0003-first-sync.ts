/** A first sync builds indexes when all rows are there; their text waits here, so that a cut leaves none out. */
export const firstSyncSchema = `
CREATE TABLE deferred_index (
  name TEXT PRIMARY KEY,
  sql TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
