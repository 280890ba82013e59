//! The only integration-test binary: the real wiring, on both databases.

mod drift;
mod house;
mod routes;
mod statements;
