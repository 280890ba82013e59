//! What happens at the doors.

use super::{
    authenticator::{ABSOLUTE, ADMINISTRATOR_ABSOLUTE, hash_token},
    caller::Caller,
    jobs::SendLinks,
    queries::{self, Link, TokenId},
    throttle::later,
};
use crate::{audit, organization, person, text};
use audit::Subject;
use jiff::SignedDuration;
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Mode, Reads, Scope, Tx, Writes},
    app::App,
    i18n::Language,
    routing::own_path,
};

/// How long a link from the sign-in page is good.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_mins(15);
/// How many days a token may last; the person chooses among these.
pub const TOKEN_DAYS: [i64; 3] = [30, 90, 365];
/// Accounts with one address (one per organization) that are looked at.
const MOST_ACCOUNTS: i64 = 5;
/// The longest way back after signing in, in bytes.
const LONGEST_NEXT: usize = 1_000;
const NOBODY: OrganizationId = OrganizationId(0);

/// Makes a link that signs this person in, and returns its token: see [`link_path`].
///
/// `next` is where to go afterwards. A `reusable` one works again and again until it expires: for
/// the demo, and where the organization says so.
pub async fn create_link(
    tx: &mut Tx<Writes>,
    person: PersonId,
    next: &str,
    valid_for: SignedDuration,
    reusable: bool,
) -> Result<String> {
    let token = tx.app().world().new_token();
    let expires_at = later(tx.now(), valid_for);
    queries::insert_link(tx, &hash_token(&token), person, safe(next), reusable, expires_at).await?;
    Ok(token)
}

/// The page on which a link's token signs in.
pub fn link_path(token: &str) -> String {
    format!("/sign-in/link/{token}")
}

/// Makes a personal access token and returns it: it is never shown again.
///
/// # Errors
/// `Invalid` for a name that is empty or too long, no scope, or another number of days than
/// [`TOKEN_DAYS`].
pub async fn create_token(
    tx: &mut Tx<Writes>,
    person: PersonId,
    name: &str,
    scopes: &[Scope],
    days: i64,
) -> Result<String> {
    let name = text::name(name).map_err(|reason| Error::field("name", reason))?;
    if scopes.is_empty() {
        return Err(Error::field("scopes", "invalid-token-scopes"));
    }
    if !TOKEN_DAYS.contains(&days) {
        return Err(Error::field("days", "invalid-token-days"));
    }
    let token = format!("aizuchi_{}", tx.app().world().new_token());
    let words = scopes.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(" ");
    let expires_at = later(tx.now(), SignedDuration::from_hours(24 * days));
    let hash = hash_token(&token);
    let id = queries::insert_token(tx, &hash, person, &name, &words, expires_at).await?;
    audit::record_detail(tx, "token-created", Subject::Row("token", id.0), &words).await?;
    Ok(token)
}

/// Revokes one of the viewer's tokens.
pub async fn end_token(tx: &mut Tx<Writes>, id: TokenId) -> Result<()> {
    let me = tx.me()?;
    if queries::end_token(tx, me, id).await? {
        tx.rights_change(me);
        audit::record(tx, "token-ended", Subject::Row("token", id.0)).await?;
    }
    Ok(())
}

/// Ends all sessions, links and tokens of a person, in the caller's transaction.
pub async fn end_everything(tx: &mut Tx<Writes>, person: PersonId) -> Result<()> {
    tx.rights_change(person);
    queries::end_all_sessions(tx, person).await?;
    queries::end_all_tokens(tx, person).await
}

/// An address inside this installation, or the start page.
pub(super) fn safe(next: &str) -> &str {
    own_path(next).filter(|next| next.len() <= LONGEST_NEXT).unwrap_or("/")
}

/// Wants links sent to an address, if somebody has it. Does the same work if nobody does.
pub(super) async fn ask_for_link(mut tx: Tx<Reads>, typed: &str, next: &str) -> Result<()> {
    let email = text::address(typed).ok_or(Error::field("email", "invalid-email"))?;
    let accounts = queries::accounts(&mut tx, &email, MOST_ACCOUNTS).await?;
    let app = tx.app().clone();
    drop(tx);
    let mut tx = app.system(NOBODY, "somebody asks for a sign-in link");
    let accounts = accounts.iter().map(|account| (account.organization, account.person)).collect();
    tx.enqueue(&SendLinks { accounts, next: safe(next).into() }).await?;
    tx.commit().await
}

/// A link that works, with the names to show before it is used.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub person: String,
    pub organization: String,
}

/// Whom a link is for; `None` when it does not work.
pub(super) async fn show_link(mut tx: Tx<Reads>, token: &str) -> Result<Option<Shown>> {
    let Some(link) = queries::link(&mut tx, &hash_token(token)).await? else { return Ok(None) };
    let app = tx.app().clone();
    drop(tx);
    let mut tx = app.system_reads(link.organization, "whom a sign-in link is for");
    names(&mut tx, link.person).await
}

pub(super) async fn names<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<Option<Shown>> {
    let organization = tx.organization();
    let person = person::find(tx, id).await?.filter(|person| !person.suspended);
    let organization = organization::find(tx, organization).await?;
    let both = person.zip(organization);
    Ok(both.map(|(person, organization)| Shown {
        person: person.name,
        organization: organization.name,
    }))
}

/// What a browser gets when somebody came in.
#[derive(Clone, Debug)]
pub(crate) struct Entered {
    pub token: String,
    /// Seconds that the cookie lasts.
    pub seconds: i64,
    pub language: Language,
    pub next: String,
}

/// Uses a link; `None` when it does not work (any more).
pub(super) async fn enter_by_link(
    mut tx: Tx<Reads>,
    token: &str,
    caller: &Caller,
) -> Result<Option<Entered>> {
    let Some(link) = queries::link(&mut tx, &hash_token(token)).await? else { return Ok(None) };
    let app = tx.app().clone();
    drop(tx);
    let mut tx = app.system(link.organization, "somebody signs in by a link");
    if !queries::use_link(&mut tx, link.id).await? {
        return Ok(None);
    }
    let Link { person, next, .. } = link;
    let entered = open_session(&mut tx, person, caller, "link").await?;
    tx.commit().await?;
    Ok(entered.map(|entered| Entered { next, ..entered }))
}

/// Opens a new session for a person and ends the one that the browser held before. `None` when
/// the person is gone or suspended.
pub(crate) async fn open_session(
    tx: &mut Tx<Writes>,
    id: PersonId,
    caller: &Caller,
    by: &'static str,
) -> Result<Option<Entered>> {
    let person = person::find(tx, id).await?.filter(|person| !person.suspended);
    let Some(person) = person else { return Ok(None) };
    if let Some(before) = &caller.session
        && let Some(person) = queries::end_session_of_token(tx, &hash_token(before)).await?
    {
        tx.rights_change(person);
    }
    let lasts = if person.administrator { ADMINISTRATOR_ABSOLUTE } else { ABSOLUTE };
    let token = tx.app().world().new_token();
    let expires_at = later(tx.now(), lasts);
    queries::insert_session(tx, &hash_token(&token), id, &caller.device, expires_at).await?;
    queries::clear_failures(tx, id).await?;
    audit::record_as(tx, id, "signed-in", Subject::Person(id), by).await?;
    let (seconds, language) = (lasts.as_secs(), person.language);
    Ok(Some(Entered { token, seconds, language, next: "/".into() }))
}

/// Ends the session of this browser.
pub(super) async fn leave(app: &App, session: &str) -> Result<()> {
    let mut tx = app.system(NOBODY, "somebody signs out");
    if let Some(person) = queries::end_session_of_token(&mut tx, &hash_token(session)).await? {
        tx.rights_change(person);
    }
    tx.commit().await
}
