/**
 * What may come in by pasting. The schema keeps only what a memo knows; before
 * it, this cleaning turns what Word, Excel, Teams and web pages wrap around
 * the text into plain structure, so that lists stay lists and table rows stay
 * lines, and nothing hidden comes along.
 */
import { DOMParser, type Node as ProseNode, type ParseOptions, type Slice } from "prosemirror-model";
import { schema } from "./schema";

/** One paste may not exceed what one message to the server may carry. */
export const LONGEST_PASTE = 50_000;

/** Beyond this nothing is even read: what an office program wraps around a text of that length is less. */
const LONGEST_RAW = { "text/plain": 2 * LONGEST_PASTE, "text/html": 5_000_000 };

/** Whether reading what comes in would take so long that the page stands still. */
export function isFlood(data: DataTransfer | null): boolean {
  return Object.entries(LONGEST_RAW).some(([type, most]) => (data?.getData(type).length ?? 0) > most);
}

const JUNK = "style, script, meta, link, title, head, xml, template, svg, iframe, object, [hidden]";
/** "1.", "(2)", "一、", "a)"; a lone letter is a Wingdings bullet. */
const NUMBERED = /^[(（]?([0-9０-９一二三四五六七八九十①-⑳]+[.．)）、]?|[a-zA-Z]+[.．)）])$/;
/** Where `disarm` puts a style, out of reach of the security policy. */
const STYLE = "data-style";

/**
 * Before the browser parses it: styles and handlers would each be reported as
 * a violation of the security policy, even in a document nobody sees.
 */
export function disarm(html: string): string {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, (_, name: string) =>
      name.toLowerCase() === "style" ? ` ${STYLE}=` : " data-off="));
}

/** ProseMirror hands the pasted DOM (already parsed, inert) to this parser. */
export class CleaningParser extends DOMParser {
  constructor() {
    const standard = DOMParser.fromSchema(schema);
    super(standard.schema, standard.rules);
  }

  override parseSlice(dom: globalThis.Node, options?: ParseOptions): Slice {
    if (dom instanceof Element && dom.querySelector("[data-pm-slice]") === null) clean(dom);
    return super.parseSlice(dom, options);
  }
}

export function clean(root: Element): void {
  removeComments(root);
  for (const junk of root.querySelectorAll(JUNK)) junk.remove();
  for (const element of [...root.querySelectorAll("*")]) {
    if (element.tagName.includes(":")) element.replaceWith(...element.childNodes);
  }
  for (const image of root.querySelectorAll("img, emoji")) replaceImage(image);
  wordLists(root);
  for (const styled of root.querySelectorAll(`[${STYLE}]`)) styleToTags(styled);
  for (const item of root.querySelectorAll("li")) checkListItem(item);
  for (const table of [...root.querySelectorAll("table")].reverse()) tableToLines(table);
  for (const paragraph of root.querySelectorAll("p, div")) {
    const empty = paragraph.textContent?.replace(/[\s\u00a0\u200b]/g, "") === "";
    if (empty && paragraph.querySelector("br, hr, input, [data-check]") === null) paragraph.remove();
  }
  plainSpaces(root);
}

function removeComments(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: globalThis.Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Teams and Outlook draw emoji as pictures; the letter is in `alt`. */
function replaceImage(image: Element): void {
  const alt = image.getAttribute("alt") ?? "";
  if (/\p{Extended_Pictographic}/u.test(alt) && alt.length <= 16) image.replaceWith(alt);
  else image.remove();
}

/** What a style says and a memo knows: bold, italic, struck through. */
function styleToTags(element: Element): void {
  // Word also says what holds for Arabic and the like (mso-bidi-font-weight); that is not how it looks.
  const style = (element.getAttribute(STYLE) ?? "").replace(/mso-[\w-]+\s*:[^;]*;?/gi, "");
  const wrap = (tag: string) => {
    const wrapper = element.ownerDocument.createElement(tag);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  };
  // Google Docs wraps everything in <b style="font-weight:normal">.
  if (element.tagName === "B" && /font-weight:\s*(normal|400)/i.test(style)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (element.querySelector("p, div, li, table, h1, h2, h3, h4, h5, h6") !== null) return;
  if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) wrap("strong");
  if (/font-style:\s*italic/i.test(style)) wrap("em");
  if (/text-decoration[^;]*line-through/i.test(style)) wrap("s");
}

/** Word writes list items as paragraphs with a drawn marker in an "Ignore" span. */
function wordLists(root: Element): void {
  const isItem = (element: Element | null): element is Element =>
    element?.tagName === "P" && /mso-list:\s*l\d/i.test(element.getAttribute(STYLE) ?? "");
  for (const paragraph of root.querySelectorAll("p")) {
    if (!isItem(paragraph)) continue;
    const marker = [...paragraph.querySelectorAll("span")]
      .find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute(STYLE) ?? ""));
    const tag = NUMBERED.test(marker?.textContent?.trim() ?? "") ? "OL" : "UL";
    marker?.remove();
    const before = paragraph.previousElementSibling;
    const joins = before?.tagName === tag && before.hasAttribute("data-word-list");
    const list = joins ? before : root.ownerDocument.createElement(tag);
    if (!joins) {
      list.setAttribute("data-word-list", "");
      paragraph.before(list);
    }
    const item = root.ownerDocument.createElement("li");
    list.append(item);
    item.append(paragraph);
  }
}

/** "☐ task" lists of GitHub, Loop and the like: an item with a checkbox inside. */
function checkListItem(item: Element): void {
  const box = item.querySelector("input[type=checkbox]");
  const marked = box !== null ? box.hasAttribute("checked") : item.getAttribute("aria-checked") === "true";
  if (box === null && item.getAttribute("role") !== "checkbox") return;
  box?.remove();
  const check = item.ownerDocument.createElement("div");
  check.setAttribute("data-check", String(marked));
  check.append(item.textContent?.trim() ?? "");
  const list = item.parentElement;
  if (list === null || !/^[UO]L$/.test(list.tagName)) return item.replaceWith(check);
  list.before(check);
  item.remove();
  if (list.childElementCount === 0) list.remove();
}

function tableToLines(table: Element): void {
  const lines: Element[] = [];
  for (const line of table.querySelectorAll("br")) line.replaceWith(" ");
  for (const row of table.querySelectorAll("tr")) {
    const cells = [...row.querySelectorAll("th, td")]
      .map((cell) => cell.textContent?.replace(/[\s\u00a0]+/g, " ").trim() ?? "");
    if (cells.every((cell) => cell === "")) continue;
    const line = table.ownerDocument.createElement("p");
    line.textContent = cells.join(" / ");
    lines.push(line);
  }
  table.replaceWith(...lines);
}

function plainSpaces(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    text.nodeValue = (text.nodeValue ?? "").replace(/\u00a0/g, " ").replace(/[\u200b\ufeff]/g, "");
  }
}

/** The memo as plain text, for the clipboard and for rescuing what the server refused. */
export function plainText(doc: ProseNode): string {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (node.type.name === "horizontal_rule") lines.push("---");
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, "", "\n");
    lines.push(node.type.name === "check_item" ? `${node.attrs.checked === true ? "☑" : "☐"} ${text}` : text);
    return false;
  });
  return lines.join("\n");
}
