//! lib0's `any`: the JSON-like values of maps, arrays and XML attributes.

use crate::codec::{CodecError, Reader, Writer};
use serde_json::{Map, Number, Value};

/// How deep arrays and objects may be nested.
const MAX_DEPTH: u32 = 64;

/// Reads one value. What JSON cannot say (undefined, bytes, infinities) becomes `null`.
pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Value, CodecError> {
    read_at(reader, MAX_DEPTH)
}

fn read_at(reader: &mut Reader<'_>, depth: u32) -> Result<Value, CodecError> {
    Ok(match reader.byte()? {
        126 | 127 => Value::Null,
        125 => Value::from(reader.var_int()?),
        124 => float(f64::from(f32::from_be_bytes(array(reader)?))),
        123 => float(f64::from_be_bytes(array(reader)?)),
        122 => Value::from(i64::from_be_bytes(array(reader)?)),
        121 => Value::Bool(false),
        120 => Value::Bool(true),
        119 => Value::from(reader.var_str(usize::MAX)?),
        118 => read_object(reader, depth)?,
        117 => read_array(reader, depth)?,
        116 => {
            reader.var_bytes(usize::MAX)?;
            Value::Null
        }
        _ => return Err(CodecError::UnknownTag),
    })
}

fn read_object(reader: &mut Reader<'_>, depth: u32) -> Result<Value, CodecError> {
    let depth = depth.checked_sub(1).ok_or(CodecError::TooDeep)?;
    let mut object = Map::new();
    for _ in 0..reader.var_uint()? {
        let key = reader.var_str(usize::MAX)?;
        object.insert(key.to_owned(), read_at(reader, depth)?);
    }
    Ok(Value::Object(object))
}

fn read_array(reader: &mut Reader<'_>, depth: u32) -> Result<Value, CodecError> {
    let depth = depth.checked_sub(1).ok_or(CodecError::TooDeep)?;
    let mut values = Vec::new();
    for _ in 0..reader.var_uint()? {
        values.push(read_at(reader, depth)?);
    }
    Ok(Value::Array(values))
}

fn array<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], CodecError> {
    reader.take(N)?.try_into().map_err(|_| CodecError::UnexpectedEnd)
}

fn float(value: f64) -> Value {
    // JavaScript has one kind of number: 2.0 is the integer 2.
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        return Value::from(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// The largest integer that lib0 writes as one.
const MOST_INTEGER: u64 = i32::MAX as u64;

/// Writes a JSON value as lib0's `writeAny` does.
pub(crate) fn write(value: &Value, writer: &mut Writer) {
    match value {
        Value::Null => drop(writer.byte(126)),
        Value::Bool(is) => drop(writer.byte(if *is { 120 } else { 121 })),
        Value::Number(number) => write_number(number, writer),
        Value::String(text) => drop(writer.byte(119).var_str(text)),
        Value::Array(values) => {
            writer.byte(117).var_uint(values.len() as u64);
            values.iter().for_each(|value| write(value, writer));
        }
        Value::Object(object) => {
            writer.byte(118).var_uint(object.len() as u64);
            for (key, value) in object {
                write(value, writer.var_str(key));
            }
        }
    }
}

fn write_number(number: &Number, writer: &mut Writer) {
    match number.as_i64() {
        Some(integer) if integer.unsigned_abs() <= MOST_INTEGER => {
            write_integer(integer, writer.byte(125));
        }
        Some(integer) if integer.unsigned_abs() > crate::codec::MAX_SAFE_INTEGER => {
            writer.byte(122).raw(&integer.to_be_bytes());
        }
        _ => {
            writer.byte(123).raw(&number.as_f64().unwrap_or_default().to_be_bytes());
        }
    }
}

/// Six bits and a sign in the first byte, seven bits in each that follows.
fn write_integer(integer: i64, writer: &mut Writer) {
    let (sign, mut rest) = (if integer < 0 { 0x40 } else { 0 }, integer.unsigned_abs());
    let more = |rest: u64| if rest > 0 { 0x80 } else { 0 };
    let first = (rest & 0x3f) as u8;
    rest >>= 6;
    writer.byte(more(rest) | sign | first);
    while rest > 0 {
        let next = (rest & 0x7f) as u8;
        rest >>= 7;
        writer.byte(more(rest) | next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_is_read_again() {
        for value in [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(63),
            json!(64),
            json!(-8192),
            json!(2_147_483_647),
            json!(-2_147_483_648_i64),
            json!(1_i64 << 40),
            json!(i64::MIN),
            json!(2.5),
            json!("相槌"),
            json!({"a": [null, "x", {"b": -7}]}),
        ] {
            let mut writer = Writer::new();
            write(&value, &mut writer);
            let bytes = writer.finish();
            let mut reader = Reader::new(&bytes);
            assert_eq!(read(&mut reader), Ok(value));
            assert!(reader.is_empty());
        }
    }

    #[test]
    fn values_are_those_of_lib0() {
        // Written by lib0's writeAny({a: [1, -1, true, null, 'x'], b: 1.5}).
        let bytes = [
            118, 2, 1, 97, 117, 5, 125, 1, 125, 65, 120, 126, 119, 1, 120, 1, 98, 124, 63, 192, 0,
            0,
        ];
        let mut reader = Reader::new(&bytes);
        assert_eq!(read(&mut reader), Ok(json!({"a": [1, -1, true, null, "x"], "b": 1.5})));
        assert!(reader.is_empty());
    }

    #[test]
    fn nesting_and_tags_are_bounded() {
        let nested = [[117, 1].repeat(65), vec![126]].concat();
        assert_eq!(read(&mut Reader::new(&nested)), Err(CodecError::TooDeep));
        assert!(read(&mut Reader::new(&nested[2..])).is_ok());
        assert_eq!(read(&mut Reader::new(&[115])), Err(CodecError::UnknownTag));
        let claimed = [117, 0xff, 0xff, 0xff, 0xff, 0x0f];
        assert_eq!(read(&mut Reader::new(&claimed)), Err(CodecError::UnexpectedEnd));
    }
}
