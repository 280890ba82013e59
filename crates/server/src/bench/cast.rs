//! Who asks: different people, spread over the whole organization, each with a session of their own.

use super::{
    child::Server,
    installation::Installation,
    load::{self, Ask, Expected, Load},
    queries::{self, Two},
};
use crate::{Outcome, Trouble};
use axum::http::{HeaderValue, Method, header};
use jiff::SignedDuration;
use people::{organization, sign_in};
use platform::{OrganizationId, PersonId, access::Scope, app::App};
use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
    time::Duration,
};

/// Pairs that are asked about; as many others write.
const READERS: usize = 1_000;
const LINK_LASTS: SignedDuration = SignedDuration::from_hours(2);

/// The people of a measurement, with what lets them in.
pub(super) struct Cast {
    pub readers: Vec<Two>,
    /// Others than the readers: what they write must not make the measured pages longer.
    pub writers: Vec<Two>,
    /// Tokens of sign-in links.
    links: HashMap<PersonId, String>,
    /// Personal access tokens of the leaders.
    pub tokens: HashMap<PersonId, String>,
}

impl Cast {
    /// Chooses them and makes their links and tokens, before anything is served.
    pub async fn choose(installation: &Installation) -> Outcome<Self> {
        let app = installation.open().await?;
        let organization = only_organization(&app).await?;
        let twos = spread(&app, organization).await?;
        let (readers, writers): (Vec<_>, Vec<_>) =
            twos.into_iter().enumerate().partition(|(index, _)| index % 2 == 0);
        let only = |all: Vec<(usize, Two)>| all.into_iter().map(|(_, two)| two).collect::<Vec<_>>();
        let (readers, writers) = (only(readers), only(writers));
        if readers.is_empty() || writers.is_empty() {
            return Err(Trouble::new("this organization is too small to be measured"));
        }
        let mut cast = Self { readers, writers, links: HashMap::new(), tokens: HashMap::new() };
        cast.make_keys(&app, organization).await?;
        Ok(cast)
    }

    async fn make_keys(&mut self, app: &App, organization: OrganizationId) -> Outcome<()> {
        let mut tx = app.system(organization, "people of a benchmark sign in");
        for two in self.readers.iter().chain(&self.writers) {
            for person in [two.member, two.leader] {
                if let Entry::Vacant(place) = self.links.entry(person) {
                    let link = sign_in::create_link(&mut tx, person, "/", LINK_LASTS, false);
                    place.insert(link.await?);
                }
            }
            if let Entry::Vacant(place) = self.tokens.entry(two.leader) {
                let days = sign_in::TOKEN_DAYS[0];
                let token =
                    sign_in::create_token(&mut tx, two.leader, "bench", &[Scope::Read], days);
                place.insert(token.await?);
            }
        }
        Ok(tx.commit().await?)
    }

    /// Everybody uses their link; returns the cookies.
    pub async fn sign_in(&self, server: &Server) -> Outcome<HashMap<PersonId, HeaderValue>> {
        let (people, asks): (Vec<PersonId>, Vec<Ask>) = self
            .links
            .iter()
            .map(|(person, token)| {
                let ask = Ask::new(Method::POST, sign_in::link_path(token), Expected::Session);
                (*person, ask)
            })
            .unzip();
        let once = Load::once(asks.len());
        let found = load::run(server.address, Arc::new(asks), once).await?;
        let cookies = found.kept.into_iter().map(|(index, cookie)| (people[index], cookie));
        Ok(cookies.collect())
    }
}

pub(super) async fn only_organization(app: &App) -> Outcome<OrganizationId> {
    let mut tx = app.system_reads(OrganizationId(0), "the organization of a benchmark");
    let all = organization::all_ids(&mut tx).await?;
    all.first().copied().ok_or_else(|| Trouble::new("there is no organization to be measured"))
}

/// Pairs at even distances from each other.
async fn spread(app: &App, organization: OrganizationId) -> Outcome<Vec<Two>> {
    let mut tx = app.system_reads(organization, "the pairs of a benchmark");
    let all = queries::pairs(&mut tx).await?;
    let step = (all.len() / (READERS * 2)).max(1);
    let mut twos = Vec::new();
    for pair in all.into_iter().step_by(step).take(READERS * 2) {
        twos.extend(queries::two(&mut tx, pair).await?);
    }
    Ok(twos)
}

/// A header that lets a browser in.
pub(super) fn cookie_of(answer: &axum::http::HeaderMap) -> Option<HeaderValue> {
    let lines = answer.get_all(header::SET_COOKIE).iter();
    let pairs = lines.filter_map(|line| line.to_str().ok()?.split(';').next());
    let session = pairs.into_iter().find(|pair| pair.starts_with("aizuchi="))?;
    HeaderValue::from_str(session).ok()
}

/// How long a figure is warmed up for.
pub(super) fn warming(time: Duration) -> Duration {
    time / 4
}
