/** Letters with marks, each beside what it stands for where names are put in order. */
const MARKED: readonly (readonly [marked: string, plain: string])[] = [
  ['àáâãäåāăąǎạảấầẩẫậắằẳẵặÀÁÂÃÄÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ', 'a'],
  ['æÆ', 'ae'],
  ['çćĉċčÇĆĈĊČ', 'c'],
  ['ďđðĎĐÐ', 'd'],
  ['èéêëēĕėęěẽẹẻếềểễệÈÉÊËĒĔĖĘĚẼẸẺẾỀỂỄỆ', 'e'],
  ['ĝğġģǧĜĞĠĢǦ', 'g'],
  ['ĥħĤĦ', 'h'],
  ['ìíîïĩīĭįıǐỉịÌÍÎÏĨĪĬĮǏỈỊİ', 'i'],
  ['ĵĴ', 'j'],
  ['ķĶ', 'k'],
  ['ĺļľłĹĻĽŁ', 'l'],
  ['ñńņňÑŃŅŇ', 'n'],
  ['òóôõöøōŏőǒọỏốồổỗộơớờởỡợÒÓÔÕÖØŌŎŐǑỌỎỐỒỔỖỘƠỚỜỞỠỢ', 'o'],
  ['œŒ', 'oe'],
  ['ŕŗřŔŖŘ', 'r'],
  ['śŝşšșŚŜŞŠȘ', 's'],
  ['ßẞ', 'ss'],
  ['ţťțŧŢŤȚŦ', 't'],
  ['þÞ', 'th'],
  ['ùúûüũūŭůűųǔụủưứừửữựÙÚÛÜŨŪŬŮŰŲǓỤỦƯỨỪỬỮỰ', 'u'],
  ['ŵẁẃẅŴẀẂẄ', 'w'],
  ['ýÿŷỳỵỷỹÝŸŶỲỴỶỸ', 'y'],
  ['źżžŹŻŽ', 'z'],
  // The marks by themselves, which some systems write after their letters.
  [
    '\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u031b\u0323\u0326\u0327\u0328',
    '',
  ],
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
