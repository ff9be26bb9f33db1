/** Letters with marks, each beside what it stands for where names are put in order. */
const MARKED: readonly (readonly [marked: string, plain: string])[] = [
  ['àáâãäåÀÁÂÃÄÅāăąĀĂĄ', 'a'],
  ['æÆ', 'ae'],
  ['çÇćĉċčĆĈĊČ', 'c'],
  ['ďđĎĐ', 'd'],
  ['èéêëÈÉÊËēĕėęěĒĔĖĘĚ', 'e'],
  ['ĝğġģĜĞĠĢ', 'g'],
  ['ĥħĤĦ', 'h'],
  ['ìíîïÌÍÎÏĩīĭįıĨĪĬĮİ', 'i'],
  ['ĵĴ', 'j'],
  ['ķĶ', 'k'],
  ['ĺļľłĹĻĽŁ', 'l'],
  ['ñÑńņňŃŅŇ', 'n'],
  ['òóôõöøÒÓÔÕÖØōŏőŌŎŐ', 'o'],
  ['œŒ', 'oe'],
  ['ŕŗřŔŖŘ', 'r'],
  ['śŝşšșŚŜŞŠȘ', 's'],
  ['ß', 'ss'],
  ['ţťțŢŤȚ', 't'],
  ['ùúûüÙÚÛÜũūŭůűųŨŪŬŮŰŲ', 'u'],
  ['ŵŴ', 'w'],
  ['ýÿÝŷŸŶ', 'y'],
  ['źżžŹŻŽ', 'z'],
]

/** Each of these letters by itself. */
export const PLAIN_OF: ReadonlyMap<string, string> = new Map(
  MARKED.flatMap(([marked, plain]) => [...marked].map(letter => [letter, plain] as const)),
)

/** A text as it is put in order, in SQL; most have plain letters only and are quick. */
function orderOf(text: string): string {
  const plain = [...PLAIN_OF].reduce(
    (inner, [letter, stands]) => `replace(${inner}, '${letter}', '${stands}')`,
    text,
  )
  return `CASE WHEN ${text} GLOB '*[^ -~]*' THEN lower(${plain}) ELSE lower(${text}) END`
}

/**
 * Names in the order in which people look for them: Ángel's stands by Angel's, not after Zoe's. The columns are worked out by
 * SQLite from the row's own, so that they can't differ. `customers_by_name` stays: whoever reads all of them finds the rest
 * beside the name in it, which an index of a worked out column never answers alone.
 */
export const nameOrder = `
ALTER TABLE customers ADD COLUMN nameOrder TEXT GENERATED ALWAYS AS (${orderOf('name')}) VIRTUAL;
ALTER TABLE customers ADD COLUMN cityOrder TEXT GENERATED ALWAYS AS (${orderOf("(billingAddress ->> 'city')")}) VIRTUAL;
ALTER TABLE users ADD COLUMN nameOrder TEXT GENERATED ALWAYS AS (${orderOf('name')}) VIRTUAL;
ALTER TABLE products ADD COLUMN descriptionOrder TEXT GENERATED ALWAYS AS (${orderOf('description')}) VIRTUAL;

CREATE INDEX customers_by_name_order ON customers (nameOrder, id);
DROP INDEX customers_by_city;
CREATE INDEX customers_by_city ON customers (cityOrder, id, active, salespersonId);
DROP INDEX users_by_name;
CREATE INDEX users_by_name ON users (nameOrder, id);
`
