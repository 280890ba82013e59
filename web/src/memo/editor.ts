/**
 * One memo on the page: text, toolbar, people, save state. Looks and wiring
 * only; what is true about the text is asked from the session.
 */
import { type Command, EditorState, Plugin, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { ySyncPlugin, ySyncPluginKey, yUndoPlugin } from "y-prosemirror";
import { Announcer } from "./announcer";
import { isBrief, type Kind, plainParagraphs } from "./brief";
import { anchorOf, type SyncState, textRange } from "./anchor";
import { carets } from "./carets";
import { CheckItemView } from "./check_item";
import { CleaningParser, disarm, isFlood, LONGEST_PASTE, plainText } from "./clipboard";
import { currentLine } from "./commands";
import { CommentForm } from "./comment_form";
import type { CommentList } from "./comment_list";
import { comments, isGone, mark, placeOf } from "./comments";
import { Composition } from "./composition";
import { element, freshId } from "./dom";
import { briefBindings, keyBindings, keyboard } from "./keys";
import type { LabelKey, Labels } from "./labels";
import { LinkForm } from "./link_form";
import { Notice } from "./notice";
import { PeopleList, Presence, type User } from "./presence";
import { SaveStateLine } from "./save_state";
import { ROOT, safeHref, schema } from "./schema";
import { Session, type SessionOptions } from "./session";
import { Toolbar } from "./toolbar";
import { typingRules } from "./typing_rules";

export interface EditorOptions extends SessionOptions {
  kind: Kind;
  user: User;
  labels: Labels;
  /** This person reads it and never writes: that is how it is meant, and nothing is in the way. */
  reader: boolean;
  /** Where a word beside a passage is sent to, or null. */
  comments: string | null;
  /** What was said so far. */
  list: CommentList;
  /** The page takes `aizuchi:wish` events. */
  wishes: boolean;
  /** Gets `aizuchi:promise` and `aizuchi:wish` events. */
  target: HTMLElement;
}

export class MemoEditor {
  readonly dom: HTMLElement;
  private readonly view: EditorView;
  private readonly session: Session;
  private readonly presence: Presence;
  private readonly people: PeopleList;
  private readonly announcer: Announcer;
  private readonly composition: Composition;
  private readonly toolbar: Toolbar;
  private readonly linkForm: LinkForm;
  private readonly commentForm: CommentForm | null;
  private readonly notice: Notice;
  private readonly saveState: SaveStateLine;
  private readonly body = element("div", { class: "memo-editor" });
  private readonly textId = freshId("memo-text");
  private readonly helpId = freshId("memo-help");
  private editable = false;

  get kind(): Kind {
    return this.options.kind;
  }

  static async open(options: EditorOptions): Promise<MemoEditor> {
    // The session speaks up before the editor around it exists.
    let editor: MemoEditor | undefined;
    const session = await Session.open({ ...options, readOnly: options.readOnly || options.reader }, {
      changed: () => editor?.refresh(),
      typed: () => editor?.presence.typing(),
      peerWrote: () => editor?.peerWrote(),
    });
    editor = new MemoEditor(options, session);
    return editor;
  }

  private constructor(private readonly options: EditorOptions, session: Session) {
    const { labels, user } = options;
    this.session = session;
    this.presence = new Presence(session.awareness, user);
    this.announcer = new Announcer(element("div"));
    this.people = new PeopleList(user, labels, this.announcer);
    this.saveState = new SaveStateLine(labels);
    this.notice = new Notice(labels, {
      text: () => plainText(this.view.state.doc),
      discard: () => session.discardDrafts(),
    });
    const view = () => this.view;
    this.linkForm = new LinkForm(labels, view);
    this.commentForm = this.commentable();
    const { promise, link, wish, comment } = this;
    this.toolbar = new Toolbar({ link, promise, wish, comment }, labels, this.textId, view);
    this.composition = this.watchComposition();
    this.view = this.createView();
    this.composition.attach(this.view.dom);
    this.dom = this.layOut();
    this.presence.onChange(() => this.refreshPeople());
    options.list.add({
      kind: options.kind,
      changed: () => this.markPassages(),
      show: (id) => this.showPassage(id),
      isGone: (id) => this.session.provider.isSynced && isGone(this.view, id),
    });
    this.refresh();
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.composition.destroy();
    this.view.destroy();
    this.presence.destroy();
    this.announcer.destroy();
    this.saveState.destroy();
    this.notice.destroy();
    this.session.destroy();
    this.dom.remove();
  }

  private readonly link: Command = (_state, dispatch) => {
    if (dispatch !== undefined) this.linkForm.open();
    return true;
  };

  /** "このことを約束にする": the meeting page's form takes the line from here. */
  private readonly promise: Command = (state, dispatch) => this.hand("aizuchi:promise", state, dispatch);

  private get wish(): Command | null {
    return this.options.wishes ? (state, dispatch) => this.hand("aizuchi:wish", state, dispatch) : null;
  }

  private hand(event: string, state: EditorState, dispatch: unknown): true {
    if (dispatch === undefined) return true;
    const text = currentLine(state);
    if (text === "") this.notice.pass("promise_empty");
    else {
      const detail = { text, document: this.options.kind };
      this.options.target.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
    }
    return true;
  }

  private commentable(): CommentForm | null {
    const { comments: path, kind, labels } = this.options;
    if (path === null || kind === "private") return null;
    return new CommentForm(labels, path, kind, (sent) => {
      if (sent) this.announcer.say(labels("comment_sent"));
      this.view.focus();
    });
  }

  /** What is selected, or else the line; in a small field all of it. */
  private get comment(): Command | null {
    if (this.commentForm === null) return null;
    return (state, dispatch) => {
      if (dispatch !== undefined) this.say(state);
      return true;
    };
  }

  private say(state: EditorState): void {
    const { from, to, empty, $head } = state.selection;
    const bounds = !empty ? [from, to] : this.brief || !$head.parent.isTextblock
      ? [0, state.doc.content.size] : [$head.start(), $head.end()];
    const range = textRange(state.doc, bounds[0] ?? 0, bounds[1] ?? 0);
    if (range === null) return this.notice.pass("comment_empty");
    const quote = state.doc.textBetween(range.from, range.to, "\n", "\n");
    this.commentForm?.open({ quote, anchor: anchorOf(ySyncPluginKey.getState(state) as SyncState, range) });
  }

  /** Marks what the list says. While a conversion is open it waits for its end. */
  private markPassages(): void {
    if (this.composition.holding) return;
    mark(this.view, { passages: this.options.list.passages(this.options.kind) });
  }

  private showPassage(id: string): void {
    const range = placeOf(this.view, id);
    if (range === null) return this.options.list.tell();
    mark(this.view, { active: id });
    this.view.dom.querySelector(`[data-passage="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
    // On a phone the keyboard would cover what is to be seen.
    if (!matchMedia("(pointer: coarse)").matches) this.view.focus();
  }

  private watchComposition(): Composition {
    const { bridge } = this.session;
    return new Composition({
      hold: () => {
        bridge.hold();
        this.presence.composing(true);
      },
      release: () => {
        this.rescue(bridge.release());
        this.presence.composing(false);
        this.markPassages();
        this.refresh();
      },
      overdue: () => {
        bridge.sendHeld();
        // Leaving the field makes the input method commit what is there; only
        // then may the other person's text come in.
        if (bridge.waitingIn === 0) return;
        this.view.dom.blur();
        this.view.focus();
      },
    });
  }

  /** The other person removed the paragraph under the conversion: what was written stays, as its own line. */
  private rescue(lost: string): void {
    if (lost === "") return;
    const { state } = this.view;
    const { $head } = state.selection;
    const after = $head.depth === 0 ? state.doc.content.size : $head.after(1);
    const line = schema.node("paragraph", null, schema.text(lost));
    const tr = state.tr.insert(after, line);
    this.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1 + lost.length)).scrollIntoView());
  }

  private createView(): EditorView {
    const { labels } = this.options;
    const layer = element("div", { class: "memo-carets", "aria-hidden": "true" });
    const state = EditorState.create({
      schema,
      plugins: [
        ySyncPlugin(this.session.bridge.edit.getXmlFragment(ROOT)),
        yUndoPlugin(),
        ...this.brief ? [] : [typingRules(this.composition)],
        keyboard(this.composition, this.bindings()),
        comments((id) => this.options.list.point(id)),
        carets(this.presence, () => this.composition, layer),
        new Plugin({ view: () => ({ update: (view) => this.drawn(view) }) }),
      ],
    });
    const view = new EditorView({ mount: this.body.appendChild(element("div")) }, {
      state,
      editable: () => this.editable,
      attributes: () => this.attributes(),
      transformPastedHTML: disarm,
      clipboardParser: new CleaningParser(),
      transformPasted: (slice) => this.brief ? plainParagraphs(slice) : slice,
      clipboardTextSerializer: (slice) => plainText(schema.topNodeType.create(null, slice.content)),
      nodeViews: {
        check_item: (node, owner, position) => new CheckItemView(node, owner, position, labels("check_done")),
      },
      handleDOMEvents: {
        paste: (_view, event) => this.refuseFlood(event, event.clipboardData),
        drop: (_view, event) => this.refuseFlood(event, event.dataTransfer),
      },
      handlePaste: (_view, _event, slice) => this.refusePaste(slice.size),
      handleDrop: (_view, _event, slice) => this.refusePaste(slice.size),
      handleClick: (_view, _position, event) => this.openLink(event),
    });
    this.body.append(layer);
    return view;
  }

  private bindings(): Record<string, Command> {
    if (this.brief) return briefBindings(this.comment);
    return keyBindings({
      toolbar: () => this.toolbar.focus(),
      link: () => this.linkForm.open(),
      promise: this.promise,
      wish: this.wish,
      comment: this.comment,
    });
  }

  private get brief(): boolean {
    return isBrief(this.options.kind);
  }

  /** The words of what this person does with it, where there are others for who only reads. */
  private said(what: "note" | "placeholder"): string {
    const key: LabelKey = `${what}_${this.options.kind}`;
    return this.options.labels(key === `${what}_mindful` && this.options.reader ? `${what}_mindful_read` : key);
  }

  private attributes(): Record<string, string> {
    const attributes: Record<string, string> = {
      id: this.textId,
      class: "memo-text",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": this.options.labels(`editor_${this.options.kind}`),
      "aria-placeholder": this.said("placeholder"),
    };
    const described = [...this.options.reader ? [] : [this.saveState.id], ...this.help() === "" ? [] : [this.helpId]];
    if (described.length > 0) attributes["aria-describedby"] = described.join(" ");
    // Not editable is still readable: reachable to scroll and to copy.
    if (!this.editable) Object.assign(attributes, { "aria-readonly": "true", tabindex: "0" });
    return attributes;
  }

  private layOut(): HTMLElement {
    const { kind, labels, reader } = this.options;
    const titleId = freshId("memo-title");
    this.body.dataset["placeholder"] = this.said("placeholder");
    const title = labels(`editor_${kind}`);
    const header = element("header", {}, element(this.brief ? "h3" : "h2", { id: titleId }, title));
    if (kind === "shared") header.append(this.people.dom);
    if (!reader) header.append(this.saveState.dom);
    const tools = [this.toolbar.dom, this.linkForm.dom];
    const help = element("p", { class: "visually-hidden", id: this.helpId }, this.help());
    const footer = element("footer", { class: "small" }, this.said("note"));
    if (this.brief && this.commentForm !== null) footer.append(this.commentButton());
    return element(
      "section",
      { class: ["memo", ...this.brief ? ["brief"] : [], ...kind === "private" ? ["private"] : []].join(" "), "aria-labelledby": titleId },
      header, this.notice.dom, ...this.brief ? [] : tools, ...this.commentForm === null ? [] : [this.commentForm.dom],
      this.body, footer, help,
      this.announcer.region,
    );
  }

  /** The keys that there are here, in words. */
  private help(): string {
    const { labels } = this.options;
    return [
      ...this.brief ? [] : [labels("keyboard_help")],
      ...this.brief || this.wish === null ? [] : [labels("keyboard_help_wish")],
      ...this.commentForm === null ? [] : [labels("keyboard_help_comment")],
    ].join(" ");
  }

  /** A small field has no toolbar, but one may say something beside it. */
  private commentButton(): HTMLElement {
    const button = element("button", { type: "button", class: "button small quiet" }, this.options.labels("tool_comment"));
    button.title = this.options.labels("comment_title");
    // A press must not take the selection out of the text.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.say(this.view.state));
    return button;
  }

  /** After every change of the editor's state. */
  private drawn(view: EditorView): void {
    const { doc } = view.state;
    const blank = doc.childCount <= 1 && doc.content.size <= 2 && (doc.firstChild?.isTextblock ?? true);
    this.body.classList.toggle("memo-empty", blank && doc.firstChild?.type.name !== "check_item");
    this.toolbar.refresh(view.state, this.editable);
    this.options.list.tell();
  }

  private refresh(): void {
    const { obstacle, state, bridge } = this.session;
    this.saveState.show(state);
    this.saveState.showHeld(bridge.waitingIn > 0 && !bridge.isFrozen);
    this.notice.show(obstacle === "notice_read_only" && this.options.reader ? null : obstacle);
    this.refreshPeople();
    if (this.editable !== (obstacle === null)) {
      this.editable = obstacle === null;
      this.view.setProps({ editable: () => this.editable });
    }
    this.drawn(this.view);
  }

  private refreshPeople(): void {
    this.people.show(this.presence.peers(), this.session.provider.online);
  }

  private peerWrote(): void {
    const peers = this.presence.peers();
    const busy = peers.filter((peer) => peer.activity !== null);
    const names = [...new Set((busy.length > 0 ? busy : peers).map((peer) => peer.user.name))];
    if (names.length === 0) return;
    const list = new Intl.ListFormat(document.documentElement.lang || "ja").format(names);
    this.announcer.say(this.options.labels("peer_wrote", { names: list }));
  }

  private refuseFlood(event: Event, data: DataTransfer | null): boolean {
    if (!isFlood(data)) return false;
    event.preventDefault();
    this.notice.pass("notice_paste_too_long");
    return true;
  }

  private refusePaste(size: number): boolean {
    if (size <= LONGEST_PASTE) return false;
    this.notice.pass("notice_paste_too_long");
    return true;
  }

  /** In an editable text a plain click sets the caret, so links open with Ctrl or ⌘. */
  private openLink(event: MouseEvent): boolean {
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    const href = safeHref(anchor?.getAttribute("href"));
    if (href === null || !(event.ctrlKey || event.metaKey)) return false;
    window.open(href, "_blank", "noopener,noreferrer");
    return true;
  }
}
