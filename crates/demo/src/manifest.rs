//! What a program, or a newcomer, needs to use the demo: addresses, people, pairs, documents.

use crate::{
    queries::{self, MemoRow, PersonRow},
    story,
};
use jiff::SignedDuration;
use people::{organization, sign_in};
use platform::{
    OrganizationId, Result,
    access::{Scope, Tx},
    app::App,
};
use serde::Serialize;

/// Written as JSON by `aizuchi demo --manifest FILE` when everything is ready to serve.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Manifest {
    pub base_url: String,
    pub openapi_url: String,
    pub people: Vec<ManifestPerson>,
    pub pairs: Vec<ManifestPair>,
    pub one_on_ones: Vec<ManifestOneOnOne>,
    pub memos: Vec<ManifestMemo>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ManifestPerson {
    pub id: String,
    /// The key of the story: `aoi`, `ren`, …
    pub key: String,
    pub name: String,
    pub email: String,
    pub organization: String,
    /// `administrator`, `leader`, `member`
    pub roles: Vec<&'static str>,
    /// Works again and again, in the demo only.
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

/// A live document for standard Yjs clients: connect to `url`, open `document`, show `token`.
#[derive(Clone, Debug, Serialize)]
pub struct ManifestMemo {
    pub one_on_one: String,
    /// `shared`, `key_point` or `mindful`
    pub kind: &'static str,
    pub url: String,
    pub document: String,
    pub token: String,
}

/// How long the demo's links and tokens hold.
const LINK: SignedDuration = SignedDuration::from_hours(24 * 365);
const TOKEN_DAYS: i64 = 365;

/// Makes a link and a token for everybody in the demo.
///
/// # Errors
/// When the database cannot be written.
pub async fn manifest(app: &App) -> Result<Manifest> {
    let base_url = app.origin().to_owned();
    let mut manifest = Manifest {
        openapi_url: format!("{base_url}/api/openapi.json"),
        base_url,
        ..Manifest::default()
    };
    let mut tx = app.system_reads(OrganizationId(0), "the demo's manifest");
    let organizations = organization::all_ids(&mut tx).await?;
    drop(tx);
    for id in organizations {
        add(app, id, &mut manifest).await?;
    }
    Ok(manifest)
}

async fn add(app: &App, id: OrganizationId, manifest: &mut Manifest) -> Result<()> {
    let mut reads = app.system_reads(id, "the demo's manifest");
    let home = organization::find(&mut reads, id).await?.map(|home| home.name).unwrap_or_default();
    let people = queries::people(&mut reads).await?;
    let pairs = queries::pairs(&mut reads).await?;
    let one_on_ones = queries::one_on_ones(&mut reads).await?;
    let memos = queries::memos(&mut reads).await?;
    drop(reads);
    let mut tx = app.system(id, "links and tokens of the demo");
    for person in &people {
        manifest.people.push(introduce(&mut tx, person, &home).await?);
    }
    tx.commit().await?;
    manifest
        .memos
        .extend(memos.iter().map(|memo| show(&manifest.people, &manifest.base_url, memo)));
    manifest.pairs.extend(pairs.iter().map(|pair| ManifestPair {
        id: pair.id.to_string(),
        leader: pair.leader.to_string(),
        member: pair.member.to_string(),
        kind: pair.kind.clone(),
    }));
    manifest.one_on_ones.extend(one_on_ones.iter().map(|row| ManifestOneOnOne {
        id: row.id.to_string(),
        pair: row.pair.to_string(),
        status: row.status.clone(),
        starts_at: row.starts_at.to_string(),
    }));
    Ok(())
}

/// A document with the token of the member whose 1-on-1 it is.
fn show(people: &[ManifestPerson], base_url: &str, memo: &MemoRow) -> ManifestMemo {
    let member = memo.member.to_string();
    let token = people.iter().find(|person| person.id == member).map(|person| &person.api_token);
    ManifestMemo {
        one_on_one: memo.one_on_one.to_string(),
        kind: memo.kind.word(),
        url: format!("{}/api/memo", base_url.replacen("http", "ws", 1)),
        document: platform::id::encode(memo.id),
        token: token.cloned().unwrap_or_default(),
    }
}

async fn introduce(tx: &mut Tx, person: &PersonRow, organization: &str) -> Result<ManifestPerson> {
    let link = sign_in::create_link(tx, person.id, "/", LINK, true).await?;
    let all = [Scope::Read, Scope::Write, Scope::Memo];
    let api_token = sign_in::create_token(tx, person.id, "demo", &all, TOKEN_DAYS).await?;
    let roles = [
        (person.administrator, "administrator"),
        (person.leads, "leader"),
        (person.belongs, "member"),
    ];
    Ok(ManifestPerson {
        id: person.id.to_string(),
        key: story::key_of(&person.email)?,
        name: person.name.clone(),
        email: person.email.clone(),
        organization: organization.to_owned(),
        roles: roles.iter().filter(|(has, _)| *has).map(|(_, role)| *role).collect(),
        sign_in_url: format!("{}{}", tx.app().origin(), sign_in::link_path(&link)),
        api_token,
    })
}
