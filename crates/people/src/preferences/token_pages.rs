//! Personal access tokens of oneself: made here, shown once, revoked here.

use crate::sign_in::{self, TOKEN_DAYS, Token, TokenId};
use askama::Template;
use axum::response::Response;
use platform::{
    Error, Result,
    access::{Mode, Scope, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Path, once},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "preferences/templates/tokens.html")]
struct TokensPage {
    f: Frame,
    tokens: Vec<Token>,
    scopes: &'static [Scope],
    days: [i64; 3],
    typed: NewToken,
    errors: FieldErrors,
    /// Shown this one time.
    made: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct NewToken {
    name: String,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    days: i64,
    #[serde(default)]
    form_key: String,
}

impl NewToken {
    fn has(&self, scope: &Scope) -> bool {
        self.scopes.iter().any(|word| word == scope.word())
    }

    /// A month is chosen until another choice was made.
    fn lasts(&self, days: &i64) -> bool {
        self.days == *days || (self.days == 0 && *days == TOKEN_DAYS[0])
    }
}

impl TokensPage {
    async fn load<M: Mode>(tx: &mut Tx<M>) -> Result<Self> {
        Ok(Self {
            tokens: sign_in::tokens(tx).await?,
            scopes: Scope::ALL,
            days: TOKEN_DAYS,
            typed: NewToken::default(),
            errors: FieldErrors::default(),
            made: None,
            f: Frame::of(tx),
        })
    }

    /// What a token may do, in words.
    fn may(&self, token: &Token) -> String {
        let words = token.scopes.split(' ').filter_map(Scope::from_word);
        let words = words.map(|scope| self.f.t(format!("token-scope-{scope}")));
        words.collect::<Vec<_>>().join(&self.f.t("list-separator"))
    }
}

pub(super) async fn show(SignedIn(mut tx): SignedIn) -> Result<Response> {
    page(&TokensPage::load(&mut tx).await?)
}

pub(super) async fn create(
    SignedIn(mut tx): SignedIn<Writes>,
    Form(typed): Form<NewToken>,
) -> Result<Response> {
    if !once(&mut tx, &typed.form_key).await? {
        return Ok(see("/settings/tokens"));
    }
    let me = tx.me()?;
    let scopes: Vec<Scope> =
        typed.scopes.iter().filter_map(|word| Scope::from_word(word)).collect();
    match sign_in::create_token(&mut tx, me, &typed.name, &scopes, typed.days).await {
        Ok(token) => {
            let loaded = TokensPage::load(&mut tx).await?;
            tx.commit().await?;
            page(&TokensPage { made: Some(token), ..loaded })
        }
        Err(Error::Invalid(errors)) => {
            let loaded = TokensPage::load(&mut tx).await?;
            let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            page_with(status, &TokensPage { errors, typed, ..loaded })
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn end(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(token): Path<TokenId>,
) -> Result<Response> {
    sign_in::end_token(&mut tx, token).await?;
    tx.commit().await?;
    Ok(see("/settings/tokens"))
}
