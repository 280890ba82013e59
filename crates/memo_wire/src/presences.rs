//! Who is here and where their carets stand. Kept for those who come in, and kept honest: a client
//! speaks only for itself, and who it is the server says. Who is here by another server that server
//! says.

use crate::awareness::{AwarenessUpdate, Presence};
use serde_json::Value;
use std::collections::BTreeMap;

/// Clients that one connection may speak for: one an editor.
const MOST_OWN: usize = 4;

#[derive(Debug)]
struct Held<Way, Person> {
    way: Way,
    person: Person,
    presence: Presence,
}

/// The presence of everybody in one document. `Way`: what somebody is here by, a connection or
/// another server.
#[derive(Debug)]
pub struct Presences<Way, Person> {
    held: BTreeMap<u64, Held<Way, Person>>,
}

impl<Way, Person> Default for Presences<Way, Person> {
    fn default() -> Self {
        Self { held: BTreeMap::new() }
    }
}

impl<Way: Copy + Eq, Person: Copy + Ord> Presences<Way, Person> {
    /// Takes what a connection says about itself, and returns what the others should hear. `user` is
    /// who it is, as the server knows; `theirs` says whether a client id is known to be somebody
    /// else's.
    pub fn hear(
        &mut self,
        (way, person): (Way, Person),
        user: &Value,
        mut update: AwarenessUpdate,
        theirs: impl Fn(u64) -> bool,
    ) -> Option<AwarenessUpdate> {
        let mut own = self.held.values().filter(|held| held.way == way).count();
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
                held.way = way;
            }
        }
        update.entries.retain(|entry| self.is_news(entry));
        for entry in &update.entries {
            self.keep(way, person, entry);
        }
        (!update.entries.is_empty()).then_some(update)
    }

    /// Takes what another server says about a person who is there, and returns what is new.
    pub fn hear_relayed(
        &mut self,
        (way, person): (Way, Person),
        mut update: AwarenessUpdate,
    ) -> Option<AwarenessUpdate> {
        update.retain(|client| self.held.get(&client).is_none_or(|held| held.person == person));
        // A farewell is for those who did not come back by another way meanwhile.
        update.entries.retain(|entry| {
            let comes = entry.state.is_some();
            self.is_news(entry)
                && (comes || self.held.get(&entry.client).is_some_and(|held| held.way == way))
        });
        for entry in &update.entries {
            self.keep(way, person, entry);
        }
        (!update.entries.is_empty()).then_some(update)
    }

    /// Forgets everybody who is here by a server that is gone; returns the farewell. Its clocks do
    /// not run ahead: whoever is there after all shows with the next word.
    pub fn lose(&mut self, way: Way) -> Option<AwarenessUpdate> {
        let mut entries = Vec::new();
        self.held.retain(|client, held| {
            let gone = held.way == way;
            if gone {
                let clock = held.presence.clock;
                entries.push(Presence { client: *client, clock, state: None });
            }
            !gone
        });
        (!entries.is_empty()).then_some(AwarenessUpdate { entries })
    }

    /// Who is here by a way that is our own, person by person: for a server that asks.
    pub fn by(&self, is_own: impl Fn(Way) -> bool) -> Vec<(Person, AwarenessUpdate)> {
        let mut own: BTreeMap<Person, Vec<Presence>> = BTreeMap::new();
        for held in self.held.values().filter(|held| is_own(held.way)) {
            own.entry(held.person).or_default().push(held.presence.clone());
        }
        own.into_iter().map(|(person, entries)| (person, AwarenessUpdate { entries })).collect()
    }

    fn is_news(&self, entry: &Presence) -> bool {
        match self.held.get(&entry.client) {
            Some(held) if entry.state.is_none() => entry.clock >= held.presence.clock,
            Some(held) => entry.clock > held.presence.clock,
            None => entry.state.is_some(),
        }
    }

    fn keep(&mut self, way: Way, person: Person, entry: &Presence) {
        if entry.state.is_some() {
            self.held.insert(entry.client, Held { way, person, presence: entry.clone() });
        } else {
            self.held.remove(&entry.client);
        }
    }

    /// Whose client this is, as far as somebody who is here said so.
    pub fn person_of(&self, client: u64) -> Option<Person> {
        self.held.get(&client).map(|held| held.person)
    }

    /// Everybody who is here, for somebody who comes in.
    pub fn all(&self) -> AwarenessUpdate {
        AwarenessUpdate { entries: self.held.values().map(|held| held.presence.clone()).collect() }
    }

    /// Forgets a connection's clients, unless they came back by another; returns the farewell.
    pub fn leave(&mut self, way: Way) -> Option<AwarenessUpdate> {
        let gone: Vec<u64> =
            self.held.iter().filter(|(_, held)| held.way == way).map(|(id, _)| *id).collect();
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

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Way {
        Peer(u64),
        Node(u64),
    }

    const ANNA: (Way, u64) = (Way::Peer(1), 10);
    const BERT: (Way, u64) = (Way::Peer(2), 20);

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
        assert_eq!(here.person_of(7), Some(10));
    }

    #[test]
    fn a_lost_connection_says_goodbye_unless_its_client_is_back() {
        let mut here = Presences::default();
        let user = json!({});
        here.hear(ANNA, &user, said(&[(7, 5, Some(json!({})))]), |_| false);
        here.hear((Way::Peer(3), 10), &user, said(&[(7, 5, Some(json!({})))]), |_| false);
        assert!(here.leave(Way::Peer(1)).is_none());
        let farewell = here.leave(Way::Peer(3)).expect("the last one");
        assert_eq!((farewell.entries[0].clock, farewell.entries[0].state.is_none()), (6, true));
    }

    #[test]
    fn who_is_here_by_a_node_goes_with_it_unless_they_came_by_another_way() {
        let mut here = Presences::default();
        let (node, anna, bert) = (Way::Node(5), 10, 20);
        let is_peer = |way| matches!(way, Way::Peer(_));
        let hello = |client| said(&[(client, 3, Some(json!({})))]);
        assert!(here.hear_relayed((node, anna), hello(7)).is_some());
        assert!(here.hear_relayed((node, anna), hello(7)).is_none(), "no news");
        assert!(here.hear_relayed((node, bert), hello(7)).is_none(), "somebody else's");
        assert!(here.hear_relayed((node, bert), hello(8)).is_some());
        assert!(here.by(is_peer).is_empty());
        // Anna's connection breaks and she comes back here.
        assert!(
            here.hear((Way::Peer(1), anna), &json!({}), said(&[(7, 4, Some(json!({})))]), |_| {
                false
            })
            .is_some()
        );
        assert!(here.hear_relayed((node, anna), said(&[(7, 5, None)])).is_none(), "late farewell");
        let farewell = here.lose(node).expect("Bert is gone");
        assert_eq!(farewell.entries, [Presence { client: 8, clock: 3, state: None }]);
        assert_eq!(here.by(is_peer).len(), 1);
        assert!(here.lose(node).is_none());
    }

    #[test]
    fn one_connection_cannot_be_a_crowd() {
        let mut here = Presences::default();
        let crowd: Vec<_> = (0..40).map(|client| (client, 1, Some(json!({})))).collect();
        here.hear(ANNA, &json!({}), said(&crowd), |_| false);
        assert_eq!(here.all().entries.len(), MOST_OWN);
    }
}
