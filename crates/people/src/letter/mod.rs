//! Mails of this area: to whom, in which language, from which keys of the catalogues.
//!
//! Invariants. A subject takes no argument, so no name and no topic shows on a locked screen. Who
//! is gone or suspended gets no mail.
//!
//! Uses: organization, person

mod receiver;

pub(crate) use receiver::Receiver;
