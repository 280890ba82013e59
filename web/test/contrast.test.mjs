// Computes the WCAG contrast of every pair of tokens that the style sheets put on each other, in both themes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../css/tokens.css", import.meta.url), "utf8");

/** Name -> [light, dark] of the declarations in one stretch of the file. */
function colours(text) {
  const found = new Map();
  for (const [, name, light, dark] of text.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\);/g)) {
    found.set(name, [light, dark]);
  }
  return found;
}

const more = css.indexOf("@media (prefers-contrast: more)");
const usual = colours(css.slice(0, more));
const strong = new Map([...usual, ...colours(css.slice(more))]);

const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["page", "surface", "sunken"];
const WORDS = ["ink", "ink-2", "ink-3", "primary", "primary-hover", "turn", "error", "ok", "caution", "danger"];

/** [text or mark, ground, least contrast] */
function pairs(tokens) {
  const list = [];
  for (const name of tokens.keys()) {
    if (name.startsWith("on-")) list.push([name, name.slice(3), 4.5]);
  }
  for (const ground of GROUNDS) {
    for (const word of WORDS) list.push([word, ground, 4.5]);
    list.push(["control", ground, 3], ["focus", ground, 3]);
  }
  // Placed outside their own family: the hover of a button, marks inside coloured grounds, inverted toasts and step numbers.
  list.push(["on-primary", "primary-hover", 4.5], ["on-danger", "danger-hover", 4.5], ["page", "ink", 4.5]);
  list.push(["primary", "primary-soft", 3], ["control", "primary-soft", 3], ["on-turn-soft", "surface", 4.5]);
  return list;
}

function check(tokens, theme) {
  const column = theme === "light" ? 0 : 1;
  const short = [];
  for (const [mark, ground, least] of pairs(tokens)) {
    assert.ok(tokens.has(mark) && tokens.has(ground), `tokens.css lacks ${mark} or ${ground}`);
    const ratio = contrast(tokens.get(mark)[column], tokens.get(ground)[column]);
    if (ratio < least) short.push(`${mark} on ${ground}: ${ratio.toFixed(2)} < ${least}`);
  }
  assert.deepEqual(short, []);
}

test("the formula gives the known ends and one known value between", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#ffffff", "#ffffff"), 1);
  assert.equal(contrast("#767676", "#ffffff").toFixed(2), "4.54");
});

test("the file was read: every colour has a light and a dark half", () => {
  assert.ok(usual.size >= 50, `only ${usual.size} colours found`);
  const written = css.match(/light-dark\(#/g).length;
  assert.equal(usual.size + colours(css.slice(more)).size, written);
});

for (const theme of ["light", "dark"]) {
  test(`contrast, ${theme}`, () => check(usual, theme));
  test(`contrast, ${theme}, when more of it is asked for`, () => check(strong, theme));
}

test("the focus mark shows on every ground that holds controls: its outline or its ring reaches 3 : 1", () => {
  const ring = css.match(/--focus-ring:\s*(#[0-9a-f]{6})/)[1];
  for (const [name, halves] of usual) {
    if (!GROUNDS.includes(name) && !/^(?!on-).*-soft$/.test(name)) continue;
    halves.forEach((ground, column) => {
      const best = Math.max(contrast(usual.get("focus")[column], ground), contrast(ring, ground));
      assert.ok(best >= 3, `focus on ${name}: ${best.toFixed(2)}`);
    });
  }
});
