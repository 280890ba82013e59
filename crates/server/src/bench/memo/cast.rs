//! The memos of a filled organization, and the tokens with which their two people come in.

use crate::{
    Outcome, Trouble,
    bench::{cast::only_organization, installation::Installation, queries},
};
use meetings::{memo, one_on_one::OneOnOne};
use people::sign_in;
use platform::{
    OrganizationId, PersonId,
    access::{Edit, Scope, Tx},
};
use std::collections::{HashMap, hash_map::Entry};

/// The shared memo of a pair, and what lets each of the two in.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub document: String,
    pub tokens: [String; 2],
}

/// Makes so many memos ready, before anything is served.
pub(super) async fn places(installation: &Installation, most: usize) -> Outcome<Vec<Place>> {
    let app = installation.open().await?;
    let organization: OrganizationId = only_organization(&app).await?;
    let mut tx = app.system_reads(organization, "the pairs of a benchmark");
    let mut twos = Vec::new();
    for pair in queries::pairs(&mut tx).await? {
        if twos.len() < most {
            twos.extend(queries::two(&mut tx, pair).await?);
        }
    }
    drop(tx);
    if twos.len() < most {
        let found = twos.len();
        return Err(Trouble::new(format!(
            "{most} memos are wanted and this organization has pairs for {found}: say more --people"
        )));
    }
    let mut tx = app.system(organization, "memos of a benchmark");
    let mut tokens = HashMap::new();
    let mut places = Vec::new();
    for two in twos {
        let meeting = tx.load::<Edit, OneOnOne>(two.next).await?;
        memo::ensure(&mut tx, &meeting).await?;
        let documents = memo::documents(&mut tx, two.next, two.member).await?;
        let documents = documents.ok_or_else(|| Trouble::new("a 1-on-1 has no memo"))?;
        let tokens = [
            token(&mut tx, &mut tokens, two.leader).await?,
            token(&mut tx, &mut tokens, two.member).await?,
        ];
        places.push(Place { document: documents.shared.to_string(), tokens });
    }
    tx.commit().await?;
    Ok(places)
}

/// One for each person, however many pairs they are in.
async fn token(
    tx: &mut Tx,
    made: &mut HashMap<PersonId, String>,
    person: PersonId,
) -> Outcome<String> {
    Ok(match made.entry(person) {
        Entry::Occupied(token) => token.get().clone(),
        Entry::Vacant(place) => {
            let days = sign_in::TOKEN_DAYS[0];
            let token = sign_in::create_token(tx, person, "bench", &[Scope::Memo], days).await?;
            place.insert(token).clone()
        }
    })
}
