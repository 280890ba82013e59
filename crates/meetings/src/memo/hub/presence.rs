//! Who is here and where their carets stand. Kept for those who come in, and kept honest: a client
//! speaks only for itself, and who it is the server says.

use super::peer::PeerId;
use memo_wire::awareness::{AwarenessUpdate, Presence};
use platform::PersonId;
use serde_json::Value;
use std::collections::BTreeMap;

/// Clients that one connection may speak for: one an editor.
const MOST_OWN: usize = 4;

#[derive(Debug)]
struct Held {
    peer: PeerId,
    person: PersonId,
    presence: Presence,
}

/// The presence of everybody in one memo.
#[derive(Debug, Default)]
pub struct Presences {
    held: BTreeMap<u64, Held>,
}

impl Presences {
    /// Takes what a peer says about itself, and returns what the others should hear. `theirs` says
    /// whether a client id is known to be somebody else's.
    pub fn hear(
        &mut self,
        (peer, person): (PeerId, PersonId),
        user: &Value,
        mut update: AwarenessUpdate,
        theirs: impl Fn(u64) -> bool,
    ) -> Option<AwarenessUpdate> {
        let mut own = self.held.values().filter(|held| held.peer == peer).count();
        update.retain(|client| match self.held.get(&client) {
            Some(held) => held.person == person,
            None if theirs(client) || own >= MOST_OWN => false,
            None => {
                own += 1;
                true
            }
        });
        update.set_user(user);
        for entry in &update.entries {
            // Back by a new connection before the old one is found dead.
            if let Some(held) = self.held.get_mut(&entry.client) {
                held.peer = peer;
            }
        }
        update.entries.retain(|entry| self.is_news(entry));
        for entry in &update.entries {
            self.keep(peer, person, entry);
        }
        (!update.entries.is_empty()).then_some(update)
    }

    fn is_news(&self, entry: &Presence) -> bool {
        match self.held.get(&entry.client) {
            Some(held) if entry.state.is_none() => entry.clock >= held.presence.clock,
            Some(held) => entry.clock > held.presence.clock,
            None => entry.state.is_some(),
        }
    }

    fn keep(&mut self, peer: PeerId, person: PersonId, entry: &Presence) {
        if entry.state.is_some() {
            self.held.insert(entry.client, Held { peer, person, presence: entry.clone() });
        } else {
            self.held.remove(&entry.client);
        }
    }

    /// Whose client this is, as far as somebody who is here said so.
    pub fn person_of(&self, client: u64) -> Option<PersonId> {
        self.held.get(&client).map(|held| held.person)
    }

    /// Everybody who is here, for somebody who comes in.
    pub fn all(&self) -> AwarenessUpdate {
        AwarenessUpdate { entries: self.held.values().map(|held| held.presence.clone()).collect() }
    }

    /// Forgets a peer's clients, unless they came back by another connection; returns the farewell.
    pub fn leave(&mut self, peer: PeerId) -> Option<AwarenessUpdate> {
        let gone: Vec<u64> =
            self.held.iter().filter(|(_, held)| held.peer == peer).map(|(id, _)| *id).collect();
        let farewell = |client: u64| {
            let held = self.held.remove(&client)?;
            Some(Presence { client, clock: held.presence.clock + 1, state: None })
        };
        let entries: Vec<_> = gone.into_iter().filter_map(farewell).collect();
        (!entries.is_empty()).then_some(AwarenessUpdate { entries })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(entries: &[(u64, u32, Option<Value>)]) -> AwarenessUpdate {
        let entries = entries.iter().map(|(client, clock, state)| Presence {
            client: *client,
            clock: *clock,
            state: state.as_ref().and_then(|state| state.as_object().cloned()),
        });
        AwarenessUpdate { entries: entries.collect() }
    }

    const ANNA: (PeerId, PersonId) = (1, PersonId(10));
    const BERT: (PeerId, PersonId) = (2, PersonId(20));

    #[test]
    fn nobody_speaks_for_another() {
        let mut here = Presences::default();
        let (anna, bert) = (json!({"name": "Anna"}), json!({"name": "Bert"}));
        let hello = said(&[(7, 1, Some(json!({"user": {"name": "社長"}, "cursor": 3})))]);
        let heard = here.hear(ANNA, &anna, hello, |_| false).expect("news");
        let state = heard.entries[0].state.clone().expect("present");
        assert_eq!(Value::Object(state), json!({"user": {"name": "Anna"}, "cursor": 3}));
        let stolen = said(&[(7, 9, None), (8, 1, Some(json!({})))]);
        let heard = here.hear(BERT, &bert, stolen, |_| false).expect("news of 8 only");
        assert_eq!(heard.entries.len(), 1);
        assert_eq!(heard.entries[0].client, 8);
        assert!(here.hear(BERT, &bert, said(&[(9, 1, Some(json!({})))]), |id| id == 9).is_none());
        assert_eq!(here.all().entries.len(), 2);
        assert_eq!(here.person_of(7), Some(PersonId(10)));
    }

    #[test]
    fn a_lost_connection_says_goodbye_unless_its_client_is_back() {
        let mut here = Presences::default();
        let user = json!({});
        here.hear((1, PersonId(10)), &user, said(&[(7, 5, Some(json!({})))]), |_| false);
        here.hear((3, PersonId(10)), &user, said(&[(7, 5, Some(json!({})))]), |_| false);
        assert!(here.leave(1).is_none());
        let farewell = here.leave(3).expect("the last one");
        assert_eq!((farewell.entries[0].clock, farewell.entries[0].state.is_none()), (6, true));
    }

    #[test]
    fn one_connection_cannot_be_a_crowd() {
        let mut here = Presences::default();
        let crowd: Vec<_> = (0..40).map(|client| (client, 1, Some(json!({})))).collect();
        here.hear(ANNA, &json!({}), said(&crowd), |_| false);
        assert_eq!(here.all().entries.len(), MOST_OWN);
    }
}
