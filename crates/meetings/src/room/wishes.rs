//! 変えたいこと beside the promises: noting one, rewording it, taking it back.

use super::{during::during, live::Jot, pages::Asked, taps::done};
use crate::{
    names,
    one_on_one::{OneOnOne, OneOnOneId},
    two,
    wish::{self, NewWish, Wish, WishId, WishKind},
};
use axum::response::Response;
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{Frame, see},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;

/// What was typed into a form for a wish, and what is in its way.
#[derive(Clone, Debug, Default)]
pub struct WishJot {
    /// The wish that is reworded; empty: a new one.
    pub of: String,
    pub text: String,
    pub kind: String,
    pub errors: FieldErrors,
}

/// One wish, in words.
pub struct WishLine {
    pub id: String,
    pub text: String,
    /// あなた, or 佐藤さん
    pub author: String,
    /// Only its author changes it.
    pub mine: bool,
    pub kind: Option<String>,
    pub kind_word: &'static str,
}

/// The kinds to choose from: word and label.
pub fn kinds(f: &Frame) -> Vec<(&'static str, String)> {
    WishKind::ALL.iter().map(|kind| (kind.word(), label(f, *kind))).collect()
}

fn label(f: &Frame, kind: WishKind) -> String {
    f.t(format!("wish-{}", kind.key()))
}

/// What was noted in this 1-on-1.
pub async fn lines<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
) -> Result<Vec<WishLine>> {
    let all = wish::of_one_on_one(tx, one_on_one.id).await?;
    Ok(all.into_iter().map(|wish| line(f, wish)).collect())
}

fn line(f: &Frame, wish: Wish) -> WishLine {
    let mine = f.viewer.is(wish.author);
    WishLine {
        id: wish.id.to_string(),
        author: if mine {
            f.t("promise-mine")
        } else {
            names::called(f.texts(), &wish.author_name)
        },
        text: wish.text,
        kind: wish.kind.map(|kind| label(f, kind)),
        kind_word: wish.kind.map(WishKind::word).unwrap_or_default(),
        mine,
    }
}

/// A wish as it was typed.
#[derive(Debug, Deserialize)]
pub(super) struct WishForm {
    text: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    key: String,
}

impl WishForm {
    /// # Errors
    /// `Invalid` for a kind that is none.
    fn wish(&self) -> Result<NewWish> {
        let kind = match self.kind.as_str() {
            "" => None,
            word => {
                Some(WishKind::from_word(word).ok_or(Error::field("kind", "invalid-wish-kind"))?)
            }
        };
        Ok(NewWish { kind, text: self.text.clone() })
    }

    fn jot(self, of: String, errors: FieldErrors) -> Jot {
        let wish = WishJot { of, text: self.text, kind: self.kind, errors };
        Jot { wish, ..Jot::default() }
    }
}

pub(super) async fn add(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Query(asked): Query<Asked>,
    Form(form): Form<WishForm>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    if !once(&mut tx, &form.key).await? {
        return Ok(see(asked.path(id)));
    }
    match note(&mut tx, &one_on_one, &form).await {
        Ok(()) => done(tx, &one_on_one, &asked).await,
        Err(Error::Invalid(errors)) => {
            during(tx, &one_on_one, asked.together(), form.jot(String::new(), errors)).await
        }
        Err(error) => Err(error),
    }
}

async fn note(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    form: &WishForm,
) -> Result<()> {
    wish::note(tx, one_on_one, &form.wish()?).await.map(drop)
}

/// A wish of this 1-on-1, for its author.
async fn own(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    wish: WishId,
) -> Result<(Permit<Edit, OneOnOne>, Permit<Edit, Wish>)> {
    let one_on_one = two::load::<OneOnOne, _>(tx, id).await?;
    let wish = tx.load::<Edit, Wish>(wish).await?;
    if wish.one_on_one == id.0 { Ok((one_on_one, wish)) } else { Err(Error::NotFound) }
}

pub(super) async fn reword(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, wish)): Path<(OneOnOneId, WishId)>,
    Query(asked): Query<Asked>,
    Form(form): Form<WishForm>,
) -> Result<Response> {
    let (one_on_one, permit) = own(&mut tx, id, wish).await?;
    let reworded = match form.wish() {
        Ok(new) => wish::reword(&mut tx, &permit, &new).await,
        Err(error) => Err(error),
    };
    match reworded {
        Ok(()) => done(tx, &one_on_one, &asked).await,
        Err(Error::Invalid(errors)) => {
            during(tx, &one_on_one, asked.together(), form.jot(wish.to_string(), errors)).await
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn withdraw(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, wish)): Path<(OneOnOneId, WishId)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (one_on_one, permit) = own(&mut tx, id, wish).await?;
    wish::withdraw(&mut tx, &permit).await?;
    done(tx, &one_on_one, &asked).await
}
