/**
 * Whether what arrives fits this editor's schema. The Yjs binding deletes
 * whatever does not, for everybody; so the bridge asks here first and rather
 * stops. Two editors of the same schema can never bring about a misfit, since
 * every content expression is a plain "any number of these".
 */
import type { NodeType } from "prosemirror-model";
import * as Y from "yjs";
import { nodes, schema } from "./schema";

/** The binding tells overlapping marks of one name apart by a suffix. */
const SUFFIX = /--[a-zA-Z0-9+/=]{8}$/;

type Change = { insert?: unknown; attributes?: Record<string, unknown> };

/** `changes` is what a Yjs event says was put into `target`. */
export function fits(target: Y.AbstractType<unknown>, changes: readonly Change[]): boolean {
  if (target instanceof Y.XmlText) return textFits(changes);
  const parent = target instanceof Y.XmlElement ? schema.nodes[target.nodeName] : nodes.doc;
  if (parent === undefined) return false;
  return changes.every(({ insert }) => !Array.isArray(insert) || insert.every((child) => childFits(parent, child)));
}

function textFits(changes: readonly Change[]): boolean {
  return changes.every(({ insert, attributes = {} }) =>
    (insert === undefined || typeof insert === "string")
    && Object.keys(attributes).every((name) => schema.marks[name.replace(SUFFIX, "")] !== undefined));
}

function childFits(parent: NodeType, child: unknown): boolean {
  if (child instanceof Y.XmlText) return allows(parent, nodes.text) && textFits(child.toDelta() as Change[]);
  if (!(child instanceof Y.XmlElement)) return false;
  const type = schema.nodes[child.nodeName];
  return type !== undefined && allows(parent, type) && child.toArray().every((inner) => childFits(type, inner));
}

function allows(parent: NodeType, child: NodeType): boolean {
  return parent.contentMatch.matchType(child) !== null;
}
