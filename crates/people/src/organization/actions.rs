//! What administrators change about the organization.

use super::queries::{self, Organization};
use crate::{
    audit::{self, Subject},
    text,
};
use jiff::tz::TimeZone;
use platform::{
    Result,
    access::{Administer, Permit, Tx, Writes},
    error::FieldErrors,
    i18n::Language,
};

/// Name, time zone and language of the organization, checked.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub name: String,
    pub zone: String,
    pub language: Language,
}

/// # Errors
/// `Invalid`, with a reason per field.
pub(crate) fn check(name: &str, zone: &str, language: &str) -> Result<Checked> {
    let mut errors = FieldErrors::default();
    let name = text::name(name).unwrap_or_else(|reason| {
        errors.push("name", reason);
        String::new()
    });
    if TimeZone::get(zone).is_err() {
        errors.push("zone", "invalid-zone");
    }
    let language = Language::from_word(language).unwrap_or_else(|| {
        errors.push("language", "invalid-language");
        Language::Ja
    });
    errors.into_result()?;
    Ok(Checked { name, zone: zone.into(), language })
}

/// Changes name, zone and language.
///
/// # Errors
/// `Invalid`, with a reason per field.
pub async fn rename(
    tx: &mut Tx<Writes>,
    organization: &Permit<Administer, Organization>,
    name: &str,
    zone: &str,
    language: &str,
) -> Result<()> {
    let checked = check(name, zone, language)?;
    queries::update(tx, organization.id, &checked).await?;
    audit::record(tx, "organization-changed", Subject::Organization).await
}
