//! The pages at the doors. Whoever reads them is nobody yet.

use super::{
    actions::{self, Entered, Shown, safe},
    by_password::{self, Way},
    caller::Caller,
    throttle::Throttle,
};
use crate::{cookies, organization};
use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use platform::{
    Error, Result,
    access::Public,
    app::App,
    error::FieldErrors,
    i18n::Language,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Path, Query, Routes},
};
use serde::Deserialize;

pub(crate) fn routes() -> Routes {
    Routes::pages()
        .get("/sign-in", show)
        .post("/sign-in", ask)
        .post("/sign-in/password", by_password)
        .get("/sign-in/link/{token}", show_link)
        .post("/sign-in/link/{token}", use_link)
        .post("/sign-out", leave)
        .post("/language", speak)
}

#[derive(Template)]
#[template(path = "sign_in/templates/sign_in.html")]
struct SignInPage {
    f: Frame,
    email: String,
    next: String,
    errors: FieldErrors,
    /// A link that does not work led here.
    worn_link: bool,
    /// Seconds until one may try a password again.
    wait: Option<u32>,
    /// No organization exists yet: the first-run page has to be opened.
    empty: bool,
}

#[derive(Template)]
#[template(path = "sign_in/templates/on_its_way.html")]
struct OnItsWayPage {
    f: Frame,
    email: String,
}

#[derive(Template)]
#[template(path = "sign_in/templates/link.html")]
struct LinkPage {
    f: Frame,
    shown: Shown,
    path: String,
}

#[derive(Template)]
#[template(path = "sign_in/templates/choose.html")]
struct ChoosePage {
    f: Frame,
    /// The organization and the path that signs into it.
    ways: Vec<(Shown, String)>,
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct Knock {
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct Speak {
    language: String,
    #[serde(default)]
    next: String,
}

impl SignInPage {
    fn new(f: Frame, email: &str, next: &str) -> Self {
        let (email, next) = (email.chars().take(254).collect(), safe(next).to_owned());
        let errors = FieldErrors::default();
        Self { f, email, next, errors, worn_link: false, wait: None, empty: false }
    }

    /// The same page, saying what was wrong.
    fn mended(self, error: Error) -> Result<Response> {
        let status = error.status();
        match error {
            Error::Invalid(errors) => page_with(status, &Self { errors, ..self }),
            Error::TooMany { retry_after_seconds } => {
                page_with(status, &Self { wait: Some(retry_after_seconds), ..self })
            }
            other => Err(other),
        }
    }
}

async fn show(Public(mut tx): Public, Query(way): Query<Back>) -> Result<Response> {
    let empty = organization::all_ids(&mut tx).await?.is_empty();
    page(&SignInPage { empty, ..SignInPage::new(Frame::of(&tx), "", &way.next) })
}

/// Somebody who typed a password and pressed Enter means the password, whichever button is first.
async fn ask(Public(tx): Public, caller: Caller, Form(knock): Form<Knock>) -> Result<Response> {
    if !knock.password.is_empty() {
        return by_password(Public(tx), caller, Form(knock)).await;
    }
    let f = Frame::of(&tx);
    let knocked = tx.app().part::<Throttle>().knock(tx.app().bus(), caller.address, tx.now());
    let asked = match knocked {
        Ok(()) => actions::ask_for_link(tx, &knock.email, &knock.next).await,
        Err(error) => Err(error),
    };
    match asked {
        Ok(()) => page(&OnItsWayPage { f, email: knock.email }),
        Err(error) => SignInPage::new(f, &knock.email, &knock.next).mended(error),
    }
}

async fn by_password(
    Public(tx): Public,
    caller: Caller,
    Form(knock): Form<Knock>,
) -> Result<Response> {
    let (app, f) = (tx.app().clone(), Frame::of(&tx));
    let knocked = app.part::<Throttle>().knock(app.bus(), caller.address, tx.now());
    let way = match knocked {
        Ok(()) => by_password::enter(tx, &knock.email, &knock.password, &knock.next, &caller).await,
        Err(error) => Err(error),
    };
    match way {
        Ok(Way::In(entered)) => Ok(let_in(&app, &entered)),
        Ok(Way::Choose(ways)) => choose(f, ways),
        Err(error) => SignInPage::new(f, &knock.email, &knock.next).mended(error),
    }
}

fn choose(f: Frame, ways: Vec<(Shown, String)>) -> Result<Response> {
    let ways = ways.into_iter().map(|(shown, token)| (shown, actions::link_path(&token)));
    page(&ChoosePage { f, ways: ways.collect() })
}

async fn show_link(Public(tx): Public, Path(token): Path<String>) -> Result<Response> {
    let f = Frame::of(&tx);
    match actions::show_link(tx, &token).await? {
        Some(shown) => page(&LinkPage { f, shown, path: actions::link_path(&token) }),
        None => worn(f),
    }
}

async fn use_link(
    Public(tx): Public,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Response> {
    let (app, f) = (tx.app().clone(), Frame::of(&tx));
    match actions::enter_by_link(tx, &token, &caller).await? {
        Some(entered) => Ok(let_in(&app, &entered)),
        None => worn(f),
    }
}

/// A link that is used up or too old: the way to a new one is right here.
fn worn(f: Frame) -> Result<Response> {
    let page = SignInPage { worn_link: true, ..SignInPage::new(f, "", "/") };
    page_with(StatusCode::GONE, &page)
}

/// Hands the cookies over and shows where they wanted to go.
pub(crate) fn let_in(app: &App, entered: &Entered) -> Response {
    let mut response = see(&entered.next);
    cookies::session(app, &mut response, &entered.token, entered.seconds);
    cookies::language(app, &mut response, entered.language);
    response
}

async fn leave(Public(tx): Public, caller: Caller) -> Result<Response> {
    let app = tx.app().clone();
    drop(tx);
    if let Some(session) = &caller.session {
        actions::leave(&app, session).await?;
    }
    let mut response = see("/sign-in");
    cookies::end_session(&app, &mut response);
    // Language and text size stay with the device, what was shown does not. Texts of memos that
    // the server has are forgotten by the sign-in page; those that it does not have yet stay.
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// The language of the pages before sign-in.
async fn speak(Public(tx): Public, Form(wish): Form<Speak>) -> Result<Response> {
    let language = Language::from_word(&wish.language);
    let language = language.ok_or(Error::field("language", "invalid-language"))?;
    let mut response = see(safe(&wish.next));
    cookies::language(tx.app(), &mut response, language);
    Ok(response)
}
