/**
 * The memo's document schema. Node and mark names are part of the stored
 * format: the server admits exactly these, so a change here is a new
 * SCHEMA_VERSION.
 *
 * Content expressions are lenient (`block*`) on purpose. The Yjs binding
 * deletes an element whose content does not fit the schema, and two people
 * editing at once can leave a list item without its first paragraph; a strict
 * expression would turn that into lost text.
 */
import { type DOMOutputSpec, type Mark, type Node, Schema } from "prosemirror-model";

export const SCHEMA_VERSION = 1;
/** Name of the shared root type inside the Yjs document. */
export const ROOT = "memo";

const SAFE_LINK = /^(https?:\/\/|mailto:)\S+$/i;
const LONGEST_LINK = 2000;

/** The address if a link may point there, else null. */
export function safeHref(href: unknown): string | null {
  const address = typeof href === "string" ? href.trim() : "";
  return SAFE_LINK.test(address) && address.length <= LONGEST_LINK && URL.canParse(address) ? address : null;
}

/** Page headings above the memo are h1 and h2, so levels 2 and 3 become h3 and h4. */
function headingLevel(node: Node): 2 | 3 {
  return node.attrs.level === 3 ? 3 : 2;
}

function levelFrom(dom: HTMLElement): { level: 2 | 3 } {
  const own = dom.getAttribute("data-level");
  if (own !== null) return { level: own === "3" ? 3 : 2 };
  return { level: Number(dom.tagName.slice(1)) >= 3 ? 3 : 2 };
}

function linkToDom(mark: Mark): DOMOutputSpec {
  const href = safeHref(mark.attrs.href);
  return href === null
    ? ["span", 0]
    : ["a", { href, rel: "noopener noreferrer nofollow", target: "_blank" }, 0];
}

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      group: "block",
      content: "inline*",
      parseDOM: [{ tag: "p" }],
      toDOM: () => ["p", 0],
    },
    heading: {
      group: "block",
      content: "inline*",
      defining: true,
      attrs: { level: { default: 2 } },
      parseDOM: ["h1", "h2", "h3", "h4", "h5", "h6"].map((tag) => ({ tag, getAttrs: levelFrom })),
      toDOM: (node) => {
        const level = headingLevel(node);
        return [`h${level + 1}`, { "data-level": String(level) }, 0];
      },
    },
    bullet_list: {
      group: "block",
      content: "(list_item | check_item)*",
      parseDOM: [{ tag: "ul" }],
      toDOM: () => ["ul", 0],
    },
    ordered_list: {
      group: "block",
      content: "(list_item | check_item)*",
      parseDOM: [{ tag: "ol" }],
      toDOM: () => ["ol", 0],
    },
    list_item: {
      content: "block*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    check_item: {
      group: "block",
      content: "inline*",
      defining: true,
      attrs: { checked: { default: false } },
      parseDOM: [
        {
          tag: "div[data-check]",
          priority: 60,
          getAttrs: (dom: HTMLElement) => ({ checked: dom.getAttribute("data-check") === "true" }),
        },
      ],
      toDOM: (node) => ["div", { "data-check": node.attrs.checked === true ? "true" : "false" }, 0],
    },
    blockquote: {
      group: "block",
      content: "block*",
      defining: true,
      parseDOM: [{ tag: "blockquote" }],
      toDOM: () => ["blockquote", 0],
    },
    horizontal_rule: {
      group: "block",
      parseDOM: [{ tag: "hr" }],
      toDOM: () => ["hr"],
    },
    text: { group: "inline" },
    hard_break: {
      group: "inline",
      inline: true,
      selectable: false,
      leafText: () => "\n",
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
    },
  },
  marks: {
    link: {
      inclusive: false,
      attrs: { href: { default: "" } },
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (dom: HTMLElement) => {
            const href = safeHref(dom.getAttribute("href"));
            return href === null ? false : { href };
          },
        },
      ],
      toDOM: linkToDom,
    },
    strong: {
      parseDOM: [{ tag: "strong" }, { tag: "b" }],
      toDOM: () => ["strong", 0],
    },
    em: {
      parseDOM: [{ tag: "em" }, { tag: "i" }],
      toDOM: () => ["em", 0],
    },
    strike: {
      parseDOM: [{ tag: "s" }, { tag: "del" }, { tag: "strike" }],
      toDOM: () => ["s", 0],
    },
    code: {
      code: true,
      parseDOM: [{ tag: "code" }],
      toDOM: () => ["code", 0],
    },
  },
});

export const nodes = schema.nodes as unknown as Record<
  | "doc" | "paragraph" | "heading" | "bullet_list" | "ordered_list" | "list_item"
  | "check_item" | "blockquote" | "horizontal_rule" | "text" | "hard_break",
  import("prosemirror-model").NodeType
>;
export const marks = schema.marks as unknown as Record<
  "link" | "strong" | "em" | "strike" | "code",
  import("prosemirror-model").MarkType
>;
