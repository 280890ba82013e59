//! The cast of a story, settled into an organization.

use crate::story::{Pair, Person, Story};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use people::{
    department,
    organization::{self, Organization},
    pair::{self, PairId},
    person::{self, NewPerson},
};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Administer, Display, Viewer, ViewerKind},
    app::App,
    i18n::Language,
};
use std::collections::{HashMap, HashSet};

/// Who is who, by the keys of the story.
#[derive(Debug)]
pub struct Settled {
    pub organization: OrganizationId,
    pub zone: TimeZone,
    pub people: HashMap<String, (PersonId, String)>,
    pub pairs: HashMap<String, PairId>,
    administrators: HashSet<String>,
}

impl Settled {
    pub fn person(&self, key: &str) -> Result<PersonId> {
        let found = self.people.get(key).map(|(id, _)| *id);
        found.ok_or_else(|| Error::internal(format!("nobody in the story is called {key}")))
    }

    /// The person of this key, as the one who acts.
    pub fn viewer(&self, key: &str) -> Result<Viewer> {
        let name = self.people.get(key).map(|(_, name)| name.clone()).unwrap_or_default();
        Ok(Viewer {
            kind: ViewerKind::Person {
                person: self.person(key)?,
                administrator: self.administrators.contains(key),
                participates: true,
                leads: true,
                scopes: None,
                session: 0,
            },
            organization: self.organization,
            name,
            language: Language::Ja,
            zone: self.zone.clone(),
            organization_zone: self.zone.clone(),
            display: Display::default(),
        })
    }
}

/// Makes organization, departments, people and pairs, as of half a year ago.
pub async fn settle(app: &App, story: &Story) -> Result<Settled> {
    let told = story.cast.organization.first().ok_or_else(|| Error::internal("no organization"))?;
    let id = OrganizationId(app.world().new_id());
    let zone = TimeZone::get(&told.time_zone).map_err(Error::internal)?;
    let begin = half_a_year_ago(app);
    let organization = Organization {
        id,
        name: told.name.clone(),
        zone: told.time_zone.clone(),
        language: Language::from_word(&told.language).unwrap_or_default(),
        reusable_links: true,
    };
    #[expect(clippy::disallowed_methods, reason = "the demo settles in half a year ago")]
    let mut tx = app.rehearse(Viewer::system(id, "the demo settles in"), begin);
    organization::create(&mut tx, &organization).await?;
    meetings::topic::ensure(&mut tx).await?;
    let mut people = HashMap::new();
    for told in &story.cast.person {
        let person = person::create(&mut tx, &new_person(told)).await?;
        people.insert(told.key.clone(), (person, told.name.clone()));
    }
    let administrators = story.cast.person.iter().filter(|person| person.administrator);
    let administrators = administrators.map(|person| person.key.clone()).collect();
    let mut settled =
        Settled { organization: id, zone, people, pairs: HashMap::new(), administrators };
    for told in &story.cast.pair {
        let pair = join(&mut tx, &settled, told).await?;
        settled.pairs.insert(told.key.clone(), pair);
    }
    tx.commit().await?;
    post_everybody(app, story, &settled, begin).await?;
    Ok(settled)
}

/// An administrator makes the departments and says who works where.
async fn post_everybody(
    app: &App,
    story: &Story,
    settled: &Settled,
    begin: Timestamp,
) -> Result<()> {
    let administrator = settled.administrators.iter().next();
    let administrator = administrator.ok_or_else(|| Error::internal("no administrator"))?;
    #[expect(clippy::disallowed_methods, reason = "the demo settles in half a year ago")]
    let mut tx = app.rehearse(settled.viewer(administrator)?, begin);
    let organization = tx.load::<Administer, Organization>(settled.organization).await?;
    let mut departments = HashMap::new();
    for told in &story.cast.department {
        let parent = told.parent.as_ref().and_then(|key| departments.get(key.as_str()).copied());
        let id = department::add(&mut tx, &organization, parent, &told.name).await?;
        departments.insert(told.key.as_str(), id);
    }
    for told in &story.cast.person {
        let (person, place) = (settled.person(&told.key)?, departments.get(&*told.department));
        department::post(&mut tx, &organization, person, place.copied(), told.head).await?;
    }
    tx.commit().await
}

fn half_a_year_ago(app: &App) -> Timestamp {
    let now = app.world().now().to_zoned(TimeZone::UTC);
    now.saturating_sub(27.weeks()).timestamp()
}

fn new_person(told: &Person) -> NewPerson {
    NewPerson {
        name: told.name.clone(),
        kana: told.kana.clone(),
        email: told.email.clone(),
        language: Language::from_word(&told.language).unwrap_or_default(),
        administrator: told.administrator,
    }
}

async fn join(tx: &mut platform::access::Tx, settled: &Settled, told: &Pair) -> Result<PairId> {
    let (leader, member) = (settled.person(&told.leader)?, settled.person(&told.member)?);
    pair::begin(tx, leader, member, told.kind).await
}
