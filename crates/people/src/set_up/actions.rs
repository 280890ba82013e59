//! Opening the first run, and finishing it.

use super::queries;
use crate::{
    audit::{self, Subject},
    organization::{self, Organization},
    person::{self, Particulars},
    sign_in::{self, Caller, Entered},
};
use platform::{
    Error, OrganizationId, Result,
    access::{Mode, Tx},
    app::App,
    error::FieldErrors,
};

const NOBODY: OrganizationId = OrganizationId(0);
const GONE: Error = Error::Gone("gone-set-up");

/// The path of the first run, for the server to print at its start. `None` when there is an
/// organization already. Each call makes a new token; earlier ones stop working.
pub async fn open(app: &App) -> Result<Option<String>> {
    let mut tx = app.system(NOBODY, "open the first run");
    if !organization::all_ids(&mut tx).await?.is_empty() {
        return Ok(None);
    }
    let token = app.world().new_token();
    queries::keep(&mut tx, &hash(&token)).await?;
    tx.commit().await?;
    Ok(Some(format!("/set-up/{token}")))
}

fn hash(token: &str) -> String {
    sign_in::hash_token(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// # Errors
/// `Gone` when this link does not open the first run (any more).
pub(super) async fn check<M: Mode>(tx: &mut Tx<M>, token: &str) -> Result<()> {
    let open = organization::all_ids(tx).await?.is_empty();
    if open && queries::is_kept(tx, &hash(token)).await? { Ok(()) } else { Err(GONE) }
}

/// What was typed in the two steps.
#[derive(Clone, Debug, Default)]
pub(super) struct First {
    pub organization: String,
    pub zone: String,
    pub language: String,
    pub administrator: Particulars,
    /// Empty: links by mail only.
    pub password: String,
}

impl First {
    /// The organization, checked. Its name is the field `organization` here: `name` is a person's.
    pub fn about(&self) -> Result<organization::Checked> {
        let checked = organization::check(&self.organization, &self.zone, &self.language);
        checked.map_err(|error| match error {
            Error::Invalid(FieldErrors(mut fields)) => {
                let names = fields.iter_mut().filter(|wrong| wrong.field == "name");
                names.for_each(|wrong| wrong.field = "organization".into());
                Error::Invalid(FieldErrors(fields))
            }
            other => other,
        })
    }
}

/// Makes the organization and its administrator, and lets them in.
///
/// # Errors
/// `Invalid` with a reason per field, `Gone` when the link does not work (any more).
pub(super) async fn finish(
    app: &App,
    token: &str,
    typed: &First,
    caller: &Caller,
) -> Result<Entered> {
    let about = typed.about()?;
    let administrator = typed.administrator.checked()?;
    let hash_of_password = first_password(app, typed, &administrator).await?;
    let id = OrganizationId(app.world().new_id());
    let mut tx = app.system(id, "the first run");
    if !organization::all_ids(&mut tx).await?.is_empty()
        || !queries::take(&mut tx, &hash(token)).await?
    {
        return Err(GONE);
    }
    let (name, zone, language) = (about.name, about.zone, about.language);
    let new = Organization { id, name, zone, language, reusable_links: false };
    organization::create(&mut tx, &new).await?;
    let person = person::add(&mut tx, &administrator, language, true).await?;
    if let Some(hash) = hash_of_password {
        sign_in::keep_password(&mut tx, person, &hash).await?;
    }
    audit::record_as(&mut tx, person, "organization-made", Subject::Organization, "").await?;
    let entered = sign_in::open_session(&mut tx, person, caller, "set-up").await?;
    tx.commit().await?;
    let entered = entered.ok_or_else(|| Error::internal("the first administrator is gone"))?;
    Ok(Entered { next: "/administration/people/import?first=1".into(), ..entered })
}

async fn first_password(app: &App, typed: &First, who: &Particulars) -> Result<Option<String>> {
    if typed.password.is_empty() {
        return Ok(None);
    }
    let about = [who.name.as_str(), &who.email, &typed.organization];
    sign_in::first_password(app, &typed.password, &about).await.map(Some)
}
