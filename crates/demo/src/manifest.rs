//! What a program needs to use the demo: addresses, people, pairs, documents.

use serde::Serialize;

/// Written as JSON by `aizuchi demo --manifest FILE` when everything is ready to serve.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Manifest {
    pub base_url: String,
    pub people: Vec<ManifestPerson>,
    pub pairs: Vec<ManifestPair>,
    pub one_on_ones: Vec<ManifestOneOnOne>,
    pub memos: Vec<ManifestMemo>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ManifestPerson {
    pub id: String,
    pub key: String,
    pub name: String,
    pub organization: String,
    pub roles: Vec<String>,
    pub sign_in_url: String,
    pub api_token: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ManifestPair {
    pub id: String,
    pub leader: String,
    pub member: String,
    pub kind: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ManifestOneOnOne {
    pub id: String,
    pub pair: String,
    pub status: String,
    pub starts_at: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ManifestMemo {
    pub one_on_one: String,
    pub url: String,
    pub document: String,
    pub token: String,
}
