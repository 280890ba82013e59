//! The rhythm of a pair.

use crate::{
    rhythm::{self, RhythmForm},
    series::{self, Cadence, Series},
    two,
};
use axum::{http::StatusCode, response::Response};
use people::pair::{Pair, PairId};
use platform::{
    Error, Result,
    access::{TokenBearer, Writes},
    routing::{Body, Path, Routes, reply::json},
};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api().get("/api/v1/pairs/{id}/series", read).put("/api/v1/pairs/{id}/series", set)
}

#[derive(OpenApi)]
#[openapi(paths(read, set))]
pub(super) struct Document;

platform::text_enum! {
    pub(super) enum Weekday {
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
    }
}

/// How often, when, how long and where a pair meets.
#[derive(Serialize, ToSchema)]
#[schema(as = Series, example = json!({
    "pair": "1d8tz3m9q0a00", "cadence": "twice_monthly", "weekday": "thursday", "time": "15:00",
    "minutes": 30, "place": "会議室 B", "zone": "Asia/Tokyo"
}))]
pub(super) struct SeriesView {
    pair: PairId,
    cadence: Cadence,
    weekday: Weekday,
    /// In the zone.
    time: String,
    minutes: i64,
    place: String,
    /// An IANA name.
    zone: String,
}

impl From<Series> for SeriesView {
    fn from(series: Series) -> Self {
        let weekday = usize::try_from(series.weekday.to_monday_zero_offset()).unwrap_or_default();
        Self {
            pair: series.pair,
            cadence: series.cadence,
            weekday: Weekday::ALL[weekday],
            time: platform::when::clock(series.starts_at),
            minutes: series.minutes,
            place: series.place,
            zone: series.zone,
        }
    }
}

/// Reads the rhythm of a pair.
#[utoipa::path(get, path = "/api/v1/pairs/{id}/series", operation_id = "readSeries",
    tag = "series", params(("id" = PairId, Path, description = "The pair.")),
    responses((status = 200, body = SeriesView),
              (status = 404, description = "No rhythm is set yet, or no such pair.")))]
async fn read(TokenBearer(mut tx): TokenBearer, Path(id): Path<PairId>) -> Result<Response> {
    let pair = super::asked::pair_of_two(&mut tx, id).await?;
    let series = series::of_pair(&mut tx, pair.id).await?.ok_or(Error::NotFound)?;
    json(StatusCode::OK, &SeriesView::from(series))
}

/// A rhythm to be set.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "cadence": "twice_monthly", "weekday": "thursday", "time": "15:00", "minutes": 30,
    "place": "会議室 B", "first": "2026-12-01", "zone": "Asia/Tokyo"
}))]
pub(super) struct NewRhythm {
    cadence: Cadence,
    /// Monday to Friday.
    weekday: Weekday,
    #[schema(pattern = "^[0-9]{1,2}:[0-9]{2}$")]
    time: String,
    #[schema(minimum = 10, maximum = 120)]
    minutes: i64,
    #[serde(default)]
    #[schema(max_length = 80)]
    place: String,
    /// It begins on or after this day, from today to a year ahead.
    #[schema(format = Date)]
    first: String,
    /// An IANA name.
    zone: String,
    /// Though one of the two has another 1-on-1 at one of the dates.
    #[serde(default)]
    anyway: bool,
}

impl NewRhythm {
    /// As the page's form, for the rhythm in this version.
    fn form(self, version: i64) -> RhythmForm {
        let anyway = self.anyway;
        let form = RhythmForm {
            version,
            cadence: self.cadence.word().into(),
            weekday: (self.weekday as usize).to_string(),
            time: self.time,
            minutes: self.minutes.to_string(),
            place: self.place,
            first: self.first,
            zone: self.zone,
            key: String::new(),
            anyway: String::new(),
        };
        let anyway = if anyway { form.asked() } else { String::new() };
        RhythmForm { anyway, ..form }
    }
}

/// Sets the rhythm. What is planned from `first` on moves to the new dates and keeps what was
/// prepared; the other hears of it.
#[utoipa::path(put, path = "/api/v1/pairs/{id}/series", operation_id = "setSeries",
    tag = "series", request_body = NewRhythm,
    params(("id" = PairId, Path, description = "The pair.")),
    responses((status = 200, body = SeriesView),
              (status = 409, description = "One of the two has another 1-on-1 at one of the \
                                            dates, and `anyway` is not set.")))]
async fn set(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<PairId>,
    Body(new): Body<NewRhythm>,
) -> Result<Response> {
    let pair = two::load::<Pair, _>(&mut tx, id).await?;
    let before = series::of_pair(&mut tx, id).await?.map_or(0, |series| series.version);
    rhythm::take(&mut tx, &pair, &new.form(before)).await?;
    let series = series::of_pair(&mut tx, id).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    json(StatusCode::OK, &SeriesView::from(series))
}
