//! From the bytes of a file to text: UTF-8 with or without its mark, UTF-16 as Excel saves "Unicode
//! text", or Shift_JIS as Excel saves CSV in Japan. Never guessed silently: the page names it.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// The most that is read at once, in bytes of a file.
pub const MOST_BYTES: usize = 128 * 1024;

/// Text, and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub text: String,
    /// A key of the catalogues: `import-read-…`; `None` for text from the form itself.
    pub encoding: Option<&'static str>,
}

/// Reads a file.
///
/// # Errors
/// The key of the reason.
pub fn read(bytes: &[u8]) -> Result<Reading, &'static str> {
    if bytes.len() > MOST_BYTES {
        return Err("invalid-import-large");
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding) => {
            decode(encoding, &bytes[mark..])
        }
        _ => decode(UTF_8, bytes).or_else(|_| decode(SHIFT_JIS, bytes)),
    }
}

fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Result<Reading, &'static str> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text = text.filter(|text| !text.contains('\0')).ok_or("invalid-import-encoding")?;
    let name = match encoding {
        encoding if encoding == SHIFT_JIS => "import-read-shift-jis",
        encoding if encoding == UTF_8 => "import-read-utf-8",
        _ => "import-read-utf-16",
    };
    Ok(Reading { text: text.into_owned(), encoding: Some(name) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_however_excel_saved_them() {
        let text = "髙橋 﨑,hana@x.example,①㈱";
        let utf_16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "import-read-utf-8"),
            (with_mark, "import-read-utf-8"),
            (SHIFT_JIS.encode(text).0.into_owned(), "import-read-shift-jis"),
            (utf_16, "import-read-utf-16"),
        ] {
            let reading = read(&bytes).unwrap();
            assert_eq!((reading.text.as_str(), reading.encoding), (text, Some(encoding)));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"PK\x03\x04\x00\x00\x08\x08"), Err("invalid-import-encoding"));
        assert_eq!(read(&[0x81, 0xff, 0xfd]), Err("invalid-import-encoding"));
        assert_eq!(read(&vec![b'a'; MOST_BYTES + 1]), Err("invalid-import-large"));
    }
}
