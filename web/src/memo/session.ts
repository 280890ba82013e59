/**
 * One open memo without its looks: the two documents, the connection, the
 * drafts on this device, and the question whether everything is safe.
 */
import type { HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import type { Awareness } from "y-protocols/awareness";
import { Bridge } from "./bridge";
import { MemoProvider } from "./connection";
import { Drafts } from "./drafts";
import type { NoticeKind } from "./notice";
import type { SaveState } from "./save_state";
import { SCHEMA_VERSION } from "./schema";

export interface SessionListener {
  changed(): void;
  typed(): void;
  /** The other person changed the text (not the first loading of it). */
  peerWrote(): void;
}

export interface SessionOptions {
  socket: HocuspocusProviderWebsocket;
  document: string;
  token: string;
  /** Who drafts on this device belong to. */
  person: string;
  readOnly: boolean;
}

/** Storage that does not answer must not keep people from writing. */
const DRAFTS_PATIENCE_MS = 1_500;

export class Session {
  readonly bridge: Bridge;
  readonly provider: MemoProvider;
  private dirty = false;
  private revoked = false;

  static async open(options: SessionOptions, listener: SessionListener): Promise<Session> {
    const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), DRAFTS_PATIENCE_MS));
    const loading = Drafts.open(options.person, options.document).then(async (drafts) => {
      if (drafts === null) return null;
      return { drafts, kept: await drafts.load() };
    });
    const loaded = await Promise.race([loading.catch(() => null), patience]);
    return new Session(options, listener, loaded?.drafts ?? null, loaded?.kept ?? null);
  }

  private constructor(
    private readonly options: SessionOptions,
    private readonly listener: SessionListener,
    private readonly drafts: Drafts | null,
    kept: Uint8Array | null,
  ) {
    this.bridge = new Bridge({
      localEdit: (update) => this.wrote(update),
      remoteEdit: () => {
        if (this.provider.isSynced) listener.peerWrote();
      },
      heldChanged: () => this.changed(),
      unknownNode: () => this.changed(),
    });
    this.provider = new MemoProvider(options.socket, options.document, this.bridge.net, options.token, {
      changed: () => this.changed(),
      stateless: (payload) => this.heard(payload),
    });
    this.bridge.net.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === this.provider) this.drafts?.append(update, false);
    });
    if (drafts !== null) drafts.settled = () => this.listener.changed();
    if (kept !== null) this.bridge.restore(kept);
    this.provider.attach();
  }

  get awareness(): Awareness {
    return this.provider.awareness as Awareness;
  }

  get state(): SaveState {
    if (this.safe) return "saved";
    if (this.provider.notStored) return "failed";
    if (this.provider.online) return "saving";
    const isKept = this.dirty && this.bridge.waitingOut === 0 && this.drafts?.isSettled === true;
    return isKept ? "kept" : "offline";
  }

  /** Why the text may not be changed here, or null. */
  get obstacle(): NoticeKind | null {
    if (this.bridge.isFrozen) return "notice_outdated";
    if (this.provider.refused || this.revoked) return "notice_refused";
    if (this.provider.notStored) return "notice_not_stored";
    if (this.options.readOnly || this.provider.scope === "readonly") return "notice_read_only";
    return null;
  }

  async discardDrafts(): Promise<void> {
    await this.drafts?.discard();
  }

  destroy(): void {
    this.bridge.release();
    this.provider.destroy();
    this.bridge.destroy();
    this.drafts?.close();
  }

  private get safe(): boolean {
    return this.provider.confirmed && this.bridge.waitingOut === 0 && !this.bridge.isFrozen;
  }

  private wrote(update: Uint8Array): void {
    this.dirty = true;
    this.drafts?.append(update, true);
    this.listener.typed();
    this.changed();
  }

  private changed(): void {
    if (this.safe) {
      this.dirty = false;
      this.drafts?.confirmed();
    }
    this.listener.changed();
  }

  /**
   * Messages beside the protocol: `{"kind":"schema","version":2}`, `{"kind":"revoked"}`, and
   * `{"kind":"changed"}` when agenda or promises around the memo changed: the page hears of it.
   */
  private heard(payload: string): void {
    const message = parse(payload);
    if (message.kind === "schema" && Number(message.version) > SCHEMA_VERSION) this.bridge.freeze();
    if (message.kind === "revoked") this.revoked = true;
    if (message.kind === "changed") document.body.dispatchEvent(new Event("aizuchi:changed"));
    this.changed();
  }
}

function parse(payload: string): { kind?: unknown; version?: unknown } {
  try {
    const message: unknown = JSON.parse(payload);
    return typeof message === "object" && message !== null ? message : {};
  } catch {
    return {};
  }
}
