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

const PUT_IN_ORDER = [
  { table: 'customers', order: 'nameOrder', from: 'name', text: 'name' },
  { table: 'customers', order: 'cityOrder', from: 'billingAddress', text: "billingAddress ->> 'city'" },
  { table: 'users', order: 'nameOrder', from: 'name', text: 'name' },
  { table: 'products', order: 'descriptionOrder', from: 'description', text: 'description' },
]

function keptInOrder({ table, order, from, text }: (typeof PUT_IN_ORDER)[number]): string {
  const set = `UPDATE ${table} SET ${order} = ${orderOf(`(${text})`)}`
  return `ALTER TABLE ${table} ADD COLUMN ${order} TEXT;
${set};
CREATE TRIGGER ${table}_${order}_added AFTER INSERT ON ${table}
  BEGIN ${set} WHERE id = new.id; END;
CREATE TRIGGER ${table}_${order}_changed AFTER UPDATE OF ${from} ON ${table} WHEN new.${from} IS NOT old.${from}
  BEGIN ${set} WHERE id = new.id; END;`
}

/**
 * Names in the order in which people look for them: Ángel's stands by Angel's, not after Zoe's. SQLite itself keeps the
 * columns, so that they follow whoever writes the row. They are stored: an index of a column that is only worked out never
 * answers alone, and each row would be read.
 */
export const nameOrder = `
${PUT_IN_ORDER.map(keptInOrder).join('\n')}

CREATE INDEX customers_by_name_order ON customers (nameOrder, id, active, salespersonId);
DROP INDEX customers_by_city;
CREATE INDEX customers_by_city ON customers (cityOrder, id, active, salespersonId);
DROP INDEX users_by_name;
CREATE INDEX users_by_name ON users (nameOrder, id);
`
