//! The archive: a tar file whose first entry says what the others must be.

use super::MANIFEST;
use crate::{Outcome, Trouble};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{Read, Write},
    path::Path,
};

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// Of the program that made it.
    pub version: String,
    pub made_at: String,
    pub files: Vec<Entry>,
}

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Entry {
    /// Reads a file's size and checksum.
    pub(super) fn of(folder: &Path, name: &str) -> std::io::Result<Self> {
        let mut file = File::open(folder.join(name))?;
        let (bytes, sha256) = checksum(&mut file)?;
        Ok(Self { name: name.into(), bytes, sha256 })
    }
}

fn checksum(from: &mut impl Read) -> std::io::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
    Ok((bytes, hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// Writes manifest and files of a folder as a tar file, down to the disk.
pub(super) fn write(manifest: &Manifest, folder: &Path, to: &Path) -> std::io::Result<()> {
    let mut archive = tar::Builder::new(std::io::BufWriter::new(super::private_file(to)?));
    let text = serde_json::to_vec_pretty(manifest)?;
    archive.append_data(&mut header(text.len() as u64), MANIFEST, &text[..])?;
    for entry in &manifest.files {
        let file = File::open(folder.join(&entry.name))?;
        archive.append_data(&mut header(entry.bytes), &entry.name, file)?;
    }
    let mut file = archive.into_inner()?;
    file.flush()?;
    file.get_ref().sync_all()
}

fn header(bytes: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header
}

/// Unpacks an archive into a folder. Only files that its manifest and we know are written, and
/// each must be what the manifest says.
///
/// # Errors
/// When it is no archive of ours, is damaged, or comes from a newer program.
pub(super) fn unpack(archive: &Path, known: &[&str], folder: &Path) -> Outcome<Manifest> {
    let shown = archive.display();
    let damaged = Trouble::during(format!("{shown} is damaged or no backup of Aizuchi"));
    let file = File::open(archive).map_err(Trouble::during(format!("{shown} cannot be read")))?;
    unpack_from(file, known, folder).map_err(damaged)
}

fn unpack_from(from: File, known: &[&str], folder: &Path) -> std::io::Result<Manifest> {
    let mut archive = tar::Archive::new(std::io::BufReader::new(from));
    let mut entries = archive.entries()?;
    let first = entries.next().ok_or_else(|| wrong("it is empty"))??;
    if first.path()?.as_ref() != Path::new(MANIFEST) {
        return Err(wrong("it does not begin with a manifest"));
    }
    let manifest: Manifest = serde_json::from_reader(first.take(1 << 20))?;
    if manifest.format > super::FORMAT {
        return Err(wrong("it was made by a newer version of Aizuchi"));
    }
    for wanted in &manifest.files {
        let entry =
            entries.next().ok_or_else(|| wrong(&format!("{} is missing", wanted.name)))??;
        let named = known.contains(&wanted.name.as_str());
        if !named || entry.path()?.as_ref() != Path::new(&wanted.name) {
            return Err(wrong(&format!("{} is out of place", wanted.name)));
        }
        unpack_one(entry, wanted, folder)?;
    }
    Ok(manifest)
}

fn unpack_one(mut from: impl Read, wanted: &Entry, folder: &Path) -> std::io::Result<()> {
    let path = folder.join(&wanted.name);
    let mut file = File::options().read(true).write(true).create_new(true).open(&path)?;
    std::io::copy(&mut from, &mut file)?;
    file.sync_all()?;
    if Entry::of(folder, &wanted.name)? != *wanted {
        return Err(wrong(&format!("the checksum of {} is not right", wanted.name)));
    }
    Ok(())
}

fn wrong(why: &str) -> std::io::Error {
    std::io::Error::other(why.to_owned())
}
