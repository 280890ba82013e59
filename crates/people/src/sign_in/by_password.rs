//! Coming in with a password: delays, constant work, several organizations.

use super::{
    actions::{self, Entered, safe},
    authenticator::hash_token,
    caller::Caller,
    jobs::PasswordChanged,
    password::{Passwords, acceptable},
    queries::{self, Account, SessionId},
    throttle::{Throttle, later, wait_after},
};
use crate::{audit, person::Person, text};
use audit::Subject;
use jiff::{SignedDuration, Timestamp};
use platform::{
    Error, PersonId, Result,
    access::{Edit, Permit, Reads, Tx, Writes},
    app::App,
};

const MOST_ACCOUNTS: i64 = 5;
/// How long somebody with accounts in several organizations may take to choose one.
const CHOICE_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// An audit entry is written at every so many failures: counts, not a diary for attackers to fill.
const FAILURES_PER_ENTRY: i64 = 5;

/// What a right password leads to.
pub(super) enum Way {
    In(Entered),
    /// The password is right in several organizations: the tokens of links into each.
    Choose(Vec<(actions::Shown, String)>),
}

/// Checks a password.
///
/// # Errors
/// `Invalid` when address and password do not belong together, `TooMany` while one has to wait.
pub(super) async fn enter(
    mut tx: Tx<Reads>,
    typed: &str,
    password: &str,
    next: &str,
    caller: &Caller,
) -> Result<Way> {
    let app = tx.app().clone();
    let email = text::address(typed).ok_or(Error::field("email", "invalid-email"))?;
    let passwords = app.part::<Passwords>();
    let turn = passwords.turn().await?;
    let accounts = queries::accounts(&mut tx, &email, MOST_ACCOUNTS).await?;
    let now = app.world().now();
    drop(tx);
    wait_over(&app, &email, &accounts, now)?;
    let hashes = accounts.iter().map(|account| account.password_hash.clone()).collect();
    let opened = passwords.matching(&turn, password, hashes).await?;
    let right: Vec<Account> = accounts
        .iter()
        .zip(opened.into_iter().chain(std::iter::repeat(false)))
        .filter(|(_, opened)| *opened)
        .map(|(account, _)| account.clone())
        .collect();
    if right.is_empty() {
        count_failure(&app, &email, &accounts, now).await?;
        return Err(Error::field("password", "invalid-sign-in"));
    }
    lead_in(&app, &right, safe(next), caller).await
}

/// Nobody learns from the wait whether the address is known: unknown ones wait by the same rule.
fn wait_over(app: &App, email: &str, accounts: &[Account], now: Timestamp) -> Result<()> {
    let unknown = app.part::<Throttle>().blocked_until(&hash_token(email));
    let known = accounts.iter().map(|account| account.blocked_until).max();
    let until = known.unwrap_or(unknown);
    if until <= now {
        return Ok(());
    }
    let seconds = until.duration_since(now).as_secs().saturating_add(1);
    Err(Error::TooMany { retry_after_seconds: seconds.try_into().unwrap_or(900) })
}

async fn count_failure(app: &App, email: &str, accounts: &[Account], now: Timestamp) -> Result<()> {
    if accounts.is_empty() {
        app.part::<Throttle>().fail(app.bus(), hash_token(email), now);
        // As long as for a known address: that one's failure is written to the disk.
        return Ok(app.db().probe(now.as_microsecond()).await?);
    }
    for account in accounts {
        let mut tx = app.system(account.organization, "a password was wrong");
        let failures = account.failures.saturating_add(1);
        queries::set_failures(&mut tx, account.id, failures, later(now, wait_after(failures)))
            .await?;
        if failures % FAILURES_PER_ENTRY == 0 {
            let (subject, count) = (Subject::Person(account.person), failures.to_string());
            audit::record_detail(&mut tx, "sign-in-failed", subject, &count).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

async fn lead_in(app: &App, right: &[Account], next: &str, caller: &Caller) -> Result<Way> {
    let wrong = || Error::field("password", "invalid-sign-in");
    if let [account] = right {
        let mut tx = app.system(account.organization, "somebody signs in with a password");
        let entered = actions::open_session(&mut tx, account.person, caller, "password").await?;
        tx.commit().await?;
        let entered = entered.ok_or_else(wrong)?;
        return Ok(Way::In(Entered { next: next.into(), ..entered }));
    }
    let mut ways = Vec::new();
    for account in right {
        let mut tx = app.system(account.organization, "somebody chooses an organization");
        let Some(shown) = actions::names(&mut tx, account.person).await? else { continue };
        let token =
            actions::create_link(&mut tx, account.person, next, CHOICE_LASTS, false).await?;
        tx.commit().await?;
        ways.push((shown, token));
    }
    if ways.is_empty() { Err(wrong()) } else { Ok(Way::Choose(ways)) }
}

/// Chooses a password for oneself. All other sessions end, and a mail says what happened.
///
/// # Errors
/// `Invalid` when the current one (if there is one) is wrong, or the new one is too easy;
/// `TooMany` while one has to wait.
pub async fn choose_password(
    mut tx: Tx<Reads>,
    me: Permit<Edit, Person>,
    current: &str,
    chosen: &str,
    session: SessionId,
) -> Result<()> {
    acceptable(chosen, &words(&[&me.name, &me.kana, &me.email]))
        .map_err(|reason| Error::field("chosen", reason))?;
    let account = queries::mine(&mut tx, me.id).await?.ok_or(Error::NotFound)?;
    // No transaction while hashing: it takes as long as twenty pages.
    let app = tx.app().clone();
    drop(tx);
    if account.password_hash.is_some() {
        check_current(&app, &me.email, &account, current).await?;
    }
    let hash = hash_choice(&app, chosen).await?;
    let mut tx = app.system(account.organization, "somebody chooses a password");
    queries::set_password(&mut tx, me.id, &hash).await?;
    queries::end_other_sessions(&mut tx, me.id, session).await?;
    tx.rights_change(me.id);
    audit::record_as(&mut tx, me.id, "password-chosen", Subject::Person(me.id), "").await?;
    tx.enqueue(&PasswordChanged { person: me.id }).await?;
    tx.commit().await
}

async fn check_current(app: &App, email: &str, account: &Account, typed: &str) -> Result<()> {
    let passwords = app.part::<Passwords>();
    let turn = passwords.turn().await?;
    let now = app.world().now();
    let one = std::slice::from_ref(account);
    wait_over(app, email, one, now)?;
    let opened = passwords.matching(&turn, typed, vec![account.password_hash.clone()]).await?;
    if opened == [true] {
        return Ok(());
    }
    count_failure(app, email, one, now).await?;
    Err(Error::field("current", "invalid-password-current"))
}

async fn hash_choice(app: &App, chosen: &str) -> Result<String> {
    let passwords = app.part::<Passwords>();
    let turn = passwords.turn().await?;
    passwords.hash(&turn, chosen, &*app.world().random).await
}

/// What an attacker who knows the person tries first: each part of name and address.
fn words<'a>(about: &[&'a str]) -> Vec<&'a str> {
    let parts = about.iter().flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    parts.chain(about.iter().copied()).filter(|word| !word.is_empty()).collect()
}

/// Hashes the first password of somebody who is being made. Before the transaction that makes
/// them: hashing takes as long as twenty pages.
///
/// # Errors
/// `Invalid` when it is too easy.
pub(crate) async fn first_password(app: &App, chosen: &str, about: &[&str]) -> Result<String> {
    acceptable(chosen, &words(about)).map_err(|reason| Error::field("password", reason))?;
    hash_choice(app, chosen).await
}

/// Keeps what [`first_password`] made.
pub(crate) async fn keep_password(tx: &mut Tx<Writes>, id: PersonId, hash: &str) -> Result<()> {
    queries::set_password(tx, id, hash).await
}
