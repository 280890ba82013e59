/**
 * The shared and the private memo of a 1-on-1, as one call. Loaded on demand:
 * this folder brings the editor and Yjs, the only npm code that runs on pages.
 */
import { KINDS, type Kind } from "./brief";
import { CommentList } from "./comment_list";
import { MemoSocket } from "./connection";
import { MemoEditor } from "./editor";
import { labelsFrom } from "./labels";
import type { User } from "./presence";

export { forgetConfirmedDrafts } from "./kept";

export interface MemoProps {
  /** Where a word beside a passage is sent to; without it there are none. */
  comments?: string;
  /** The page has a place for wishes. */
  wishes?: boolean;
  /** Path of the websocket, such as "/memo". */
  url: string;
  /** Document names on the wire; a page shows the ones it names. */
  documents: Partial<Record<Kind, string>>;
  /** Empty where the session cookie speaks. */
  token: string;
  /** `id`, if given, keeps drafts of different people on one machine apart. */
  user: User & { id?: string };
  readOnly: boolean;
  /** Those that are this person's to read and not to write. */
  readOnlyDocuments?: Kind[];
  labels: Record<string, string>;
}

/**
 * Builds the editors inside `host`: into `[data-memo=<kind>]` where the
 * page has such places, else one below the other instead of what is there.
 * Returns what ends it all.
 */
export async function mount(host: HTMLElement, props: MemoProps): Promise<() => void> {
  const socket = new MemoSocket(props.url);
  const labels = labelsFrom(props.labels);
  const list = new CommentList();
  const opening = KINDS.flatMap((kind) => {
    const document = props.documents[kind];
    if (document === undefined || document === "") return [];
    return MemoEditor.open({
      kind, document, labels, list, comments: props.comments ?? null, wishes: props.wishes === true, socket: socket.socket, target: host,
      token: props.token,
      person: props.user.id ?? `${props.user.seat} ${props.user.name}`,
      readOnly: props.readOnly,
      reader: props.readOnlyDocuments?.includes(kind) === true,
      user: { name: props.user.name, seat: props.user.seat },
    });
  });
  const editors = await Promise.all(opening);
  const placed = editors.filter(({ dom, kind }) => {
    const place = host.querySelector(`[data-memo="${kind}"]`);
    place?.replaceChildren(dom);
    return place !== null;
  });
  if (placed.length === 0) host.replaceChildren(...editors.map(({ dom }) => dom));
  list.refresh();
  return () => {
    list.destroy();
    for (const editor of editors) editor.destroy();
    socket.destroy();
  };
}
