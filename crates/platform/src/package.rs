//! A ZIP that is sent while it is made.

use axum::body::Bytes;
use platform::{
    Error, Result,
    access::{Mode, Tx},
};
use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

/// What was written and not sent yet.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn taken(&self) -> Bytes {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Files are written one after the other; [`taken`](Self::taken) hands out what can be sent.
pub struct Package {
    /// `None`: it is whole.
    zip: Option<ZipWriter<StreamWriter<Sink>>>,
    sink: Sink,
    options: SimpleFileOptions,
}

impl Package {
    /// All files bear the time at which it was begun, in the time zone of whoever asks.
    ///
    /// # Errors
    /// In a year that a ZIP cannot say.
    pub fn new<M: Mode>(tx: &Tx<M>) -> Result<Self> {
        let at = tx.now().to_zoned(tx.viewer().zone.clone()).datetime();
        let [month, day, hour, minute, second] =
            [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
        let year = at.year().unsigned_abs();
        let at = DateTime::from_date_and_time(year, month, day, hour, minute, second);
        let sink = Sink::default();
        Ok(Self {
            zip: Some(ZipWriter::new_stream(sink.clone())),
            sink,
            options: SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .unix_permissions(0o644)
                .last_modified_time(at.map_err(Error::internal)?),
        })
    }

    fn zip(&mut self) -> Result<&mut ZipWriter<StreamWriter<Sink>>> {
        self.zip.as_mut().ok_or_else(|| Error::internal("a whole ZIP takes nothing more"))
    }

    /// Begins a file of this name; what is written next stands in it.
    ///
    /// # Errors
    /// When the ZIP is finished, or the name is taken.
    pub fn open(&mut self, name: &str) -> Result<()> {
        let options = self.options;
        self.zip()?.start_file(name, options).map_err(Error::internal)
    }

    /// Goes on with the file that is open.
    ///
    /// # Errors
    /// When none is.
    pub fn write(&mut self, text: &str) -> Result<()> {
        self.zip()?.write_all(text.as_bytes()).map_err(Error::internal)
    }

    /// A file as a whole.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn add(&mut self, name: &str, text: &str) -> Result<()> {
        self.open(name)?;
        self.write(text)
    }

    /// What can be sent now.
    pub fn taken(&mut self) -> Bytes {
        self.sink.taken()
    }

    /// Its end; nothing more can be added.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub fn finish(&mut self) -> Result<Bytes> {
        if let Some(zip) = self.zip.take() {
            drop(zip.finish().map_err(Error::internal)?);
        }
        Ok(self.sink.taken())
    }
}
