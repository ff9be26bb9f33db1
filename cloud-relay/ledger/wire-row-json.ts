/** A row as the relay stores it. */
export interface EntityRow {
  tbl: string
  id: string
  rev: number
  deleted: number
  doc: string
}

/**
 * The row as JSON for the wire. The document is JSON as it was written: putting it together as text spares parsing a page
 * to print it again.
 */
export function wireRowJson({ tbl, id, rev, deleted, doc }: EntityRow): string {
  return `{"table":${JSON.stringify(tbl)},"id":${JSON.stringify(id)},"rev":${rev},"doc":${deleted ? 'null' : doc}}`
}
