/**
 * The small fields of a 1-on-1: a line or two in plain paragraphs. They share
 * the memo's document format, so nothing else needs to know them, but offer
 * neither tools nor shortcuts, and what is pasted leaves its looks behind.
 */
import { Fragment, Slice } from "prosemirror-model";
import { plainText } from "./clipboard";
import { nodes, schema } from "./schema";

export type Kind = "shared" | "private" | "key_point" | "mindful";

export const KINDS: readonly Kind[] = ["shared", "key_point", "mindful", "private"];

export function isBrief(kind: Kind): boolean {
  return kind === "key_point" || kind === "mindful";
}

/** What was pasted, as paragraphs of text. */
export function plainParagraphs(slice: Slice): Slice {
  const inline = slice.content.firstChild?.isInline === true;
  const blocks = inline ? Fragment.from(nodes.paragraph.create(null, slice.content)) : slice.content;
  const lines = plainText(nodes.doc.create(null, blocks)).split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return Slice.empty;
  return new Slice(Fragment.from(lines.map((line) => nodes.paragraph.create(null, schema.text(line)))), 1, 1);
}
