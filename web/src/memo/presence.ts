/**
 * Who is here and what they are doing, over Yjs awareness. The server
 * overwrites `user` with what it knows, so names cannot be borrowed; what is
 * sent here only matters to third-party servers.
 */
import type { Awareness } from "y-protocols/awareness";
import type { Announcer } from "./announcer";
import { element } from "./dom";
import type { Labels } from "./labels";

export type Seat = "leader" | "member";
export type Activity = "typing" | "composing" | null;

export interface User {
  name: string;
  seat: Seat;
}

export interface Peer {
  client: number;
  user: User;
  activity: Activity;
  cursor: { anchor: unknown; head: unknown } | null;
}

/** "Typing" fades this long after the last letter. */
const TYPING_MS = 2_500;
/** Shape besides colour: leaders a square, members a circle. */
export const SHAPE: Record<Seat, string> = { leader: "■", member: "●" };

export class Presence {
  private fade: number | undefined;

  constructor(private readonly awareness: Awareness, user: User) {
    awareness.setLocalState({ user, activity: null, cursor: null });
  }

  typing(): void {
    if (this.activity === "composing") return;
    this.setActivity("typing");
    clearTimeout(this.fade);
    this.fade = window.setTimeout(() => this.setActivity(null), TYPING_MS);
  }

  composing(on: boolean): void {
    clearTimeout(this.fade);
    this.setActivity(on ? "composing" : null);
  }

  setCursor(cursor: Peer["cursor"]): void {
    this.awareness.setLocalStateField("cursor", cursor);
  }

  peers(): Peer[] {
    const peers: Peer[] = [];
    this.awareness.getStates().forEach((state, client) => {
      const peer = client === this.awareness.clientID ? null : readPeer(client, state);
      if (peer !== null) peers.push(peer);
    });
    return peers;
  }

  onChange(listener: () => void): void {
    this.awareness.on("change", listener);
  }

  destroy(): void {
    clearTimeout(this.fade);
  }

  private get activity(): Activity {
    return (this.awareness.getLocalState()?.activity as Activity | undefined) ?? null;
  }

  private setActivity(activity: Activity): void {
    if (this.activity !== activity) this.awareness.setLocalStateField("activity", activity);
  }
}

/** Other clients may send anything; what does not fit is not shown. */
function readPeer(client: number, state: Record<string, unknown>): Peer | null {
  const user = state.user as Partial<User> | undefined;
  if (typeof user?.name !== "string" || user.name === "") return null;
  const activity = state.activity === "typing" || state.activity === "composing" ? state.activity : null;
  const cursor = state.cursor as Peer["cursor"] | undefined;
  return {
    client,
    user: { name: user.name.slice(0, 100), seat: user.seat === "leader" ? "leader" : "member" },
    activity,
    cursor: cursor?.anchor != null && cursor.head != null ? cursor : null,
  };
}

/** The visible list; several windows of one person count once. */
export class PeopleList {
  readonly dom: HTMLElement;
  private known: Map<string, string> | null = null;

  constructor(
    private readonly self: User,
    private readonly labels: Labels,
    private readonly announcer: Announcer,
  ) {
    this.dom = element("ul", { class: "presence", "aria-label": labels("people") });
    this.show([], false);
  }

  show(peers: Peer[], online: boolean): void {
    const people = new Map<string, Peer>();
    for (const peer of peers) {
      const key = `${peer.user.seat} ${peer.user.name}`;
      const shown = people.get(key);
      if (shown === undefined || shown.activity === null) people.set(key, peer);
    }
    people.delete(`${this.self.seat} ${this.self.name}`);
    const items = [this.person(this.self, this.labels("you"))];
    for (const peer of people.values()) {
      items.push(this.person(peer.user, peer.activity === null ? "" : this.labels(peer.activity)));
    }
    if (people.size === 0) items.push(element("li", {}, this.labels("alone")));
    this.dom.replaceChildren(...items);
    if (online) this.announce(people);
    else this.known = null;
  }

  private person({ name, seat }: User, remark: string): HTMLElement {
    const item = element(
      "li",
      { class: `memo-person-${seat}` },
      element("span", { class: "memo-shape", "aria-hidden": "true" }, SHAPE[seat]),
      element("span", { class: "name" }, name),
      element("span", {}, this.labels(seat === "leader" ? "seat_leader" : "seat_member")),
    );
    if (remark !== "") item.append(element("span", {}, remark));
    return item;
  }

  private announce(people: Map<string, Peer>): void {
    const now = new Map([...people].map(([key, peer]) => [key, peer.user.name]));
    const before = this.known ?? now;
    for (const [key, name] of now) if (!before.has(key)) this.announcer.say(this.labels("peer_came", { name }));
    for (const [key, name] of before) if (!now.has(key)) this.announcer.say(this.labels("peer_left", { name }));
    this.known = now;
  }
}
