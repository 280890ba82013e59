//! The only integration-test binary: the real wiring, on both databases.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod away;
mod backup;
mod bench;
mod child;
mod config;
mod disk;
mod drift;
mod house;
mod http;
mod jobs;
mod kill;
mod kill_http;
mod kill_memo;
mod links;
mod matrix;
mod nodes;
mod nodes_speed;
mod nodes_world;
mod plans;
mod routes;
mod serving;
mod statements;
mod stop;
mod storm;
mod visitor;
