//! lib0's `any`: the JSON-like values of maps, arrays and XML attributes.

use crate::codec::{CodecError, Reader};
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
