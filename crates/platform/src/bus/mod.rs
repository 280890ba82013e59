//! What the nodes of one installation tell each other: small hints by topic.
//!
//! Invariants. The database is the truth; a message only says where to look sooner. So messages
//! may be lost, doubled or late: whoever listens is told ([`Heard::Missed`]) when something may
//! have been missed, and then looks at everything. Publishing never waits and never fails. What is
//! sent is sealed with the key of the installation, so that a NATS server that others use too
//! neither reads nor forges it.
//!
//! One node alone has no bus: publishing costs nothing then. `post` is the handle · `watch` knows
//! who is there and whether this node slept · `nats` is the link · `switch` joins nodes in a test.

mod nats;
mod post;
#[cfg(feature = "testing")]
mod switch;
mod watch;

pub use nats::{BusError, NatsSettings, check, connect};
pub use post::{Bus, Heard, Message, NodeId};
#[cfg(feature = "testing")]
pub use switch::Switch;
