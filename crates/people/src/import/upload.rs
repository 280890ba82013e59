//! A form with a file in it, as browsers without JavaScript send it.

use axum::extract::{FromRequest, Multipart, Request};
use platform::{Error, Result, app::App};
use std::collections::HashMap;

/// The fields of such a form: texts by name, and the bytes of the file, if one was chosen.
#[derive(Debug, Default)]
pub(super) struct Upload {
    texts: HashMap<String, String>,
    pub file: Option<Vec<u8>>,
}

impl Upload {
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    pub fn has(&self, name: &str) -> bool {
        self.texts.contains_key(name)
    }
}

impl FromRequest<App> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let unreadable = |_| Error::field("form", "invalid-form");
        let mut parts = Multipart::from_request(request, app).await.map_err(unreadable)?;
        let mut upload = Self::default();
        while let Some(part) = parts.next_field().await.map_err(too_large)? {
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await.map_err(too_large)?;
            if is_file {
                upload.file = Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty());
            } else {
                let text = String::from_utf8(bytes.to_vec());
                let text = text.map_err(|_| Error::field("form", "invalid-form"))?;
                // Browsers send line ends of forms as CR LF.
                upload.texts.insert(name, text.replace("\r\n", "\n"));
            }
        }
        Ok(upload)
    }
}

fn too_large(error: axum::extract::multipart::MultipartError) -> Error {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge
    } else {
        Error::field("form", "invalid-form")
    }
}
