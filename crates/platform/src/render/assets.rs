//! The built web assets, embedded: content-addressed files that browsers keep for ever.

use crate::{
    access::Public,
    error::{Error, Result},
    routing::{Path, Routes},
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
struct Dist;

/// Logical names (`app.css`) to addresses (`/assets/app-1a2b3c.css`).
#[derive(Clone)]
pub struct Assets(Arc<HashMap<String, String>>);

#[derive(Deserialize)]
struct Manifest {
    files: HashMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    file: String,
}

impl Assets {
    /// Reads the manifest that `web/build.mjs` wrote.
    pub fn load() -> Result<Self> {
        let manifest =
            Dist::get("manifest.json").ok_or_else(|| Error::internal("no web assets"))?;
        let manifest: Manifest = serde_json::from_slice(&manifest.data).map_err(Error::internal)?;
        let addresses = manifest.files.into_iter();
        let addresses = addresses.map(|(name, entry)| (name, format!("/assets/{}", entry.file)));
        Ok(Self(Arc::new(addresses.collect())))
    }

    /// The address of an asset; an unknown name gives one that answers 404.
    pub fn path(&self, name: &str) -> &str {
        self.0.get(name).map_or("/assets/missing", String::as_str)
    }
}

pub fn assets_routes() -> Routes {
    Routes::pages().get("/assets/{*file}", serve)
}

async fn serve(_: Public, Path(file): Path<String>) -> Result<Response> {
    let found = Dist::get(&file).ok_or(Error::NotFound)?;
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    let kind = HeaderValue::from_static(kind(&file));
    let headers = [(header::CACHE_CONTROL, forever), (header::CONTENT_TYPE, kind)];
    Ok((headers, found.data.into_owned()).into_response())
}

fn kind(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}
