// Ids in addresses: base 32 in Crockford's alphabet, as crates/platform/src/id.rs writes them.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The number of an id, or null for anything that is not one. */
export function decode(text) {
  if (!/^(0|[1-9a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{0,12})$/.test(text)) return null;
  let id = 0n;
  for (const letter of text) id = id * 32n + BigInt(ALPHABET.indexOf(letter));
  return id < 1n << 63n ? id : null;
}

/** The text of an id that came from the database as decimal text. */
export function encode(decimal) {
  let id = BigInt(decimal);
  if (id === 0n) return "0";
  let text = "";
  for (; id > 0n; id >>= 5n) text = ALPHABET[Number(id & 31n)] + text;
  return text;
}
