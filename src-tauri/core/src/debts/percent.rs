//! A percentage as people write it: decimal text such as `18.99`. Inside it is whole millionths of
//! a percent, so that interest is computed in integers and never in floating point.
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{borrow::Cow, fmt, str::FromStr};

/// Millionths of a percent in one percent.
pub const MICRO: i64 = 1_000_000;

/// A percentage, `18.99` for 18.99 %. Sent as text; a JSON number is read as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(pub Decimal);

/// Why a text is no percentage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a percentage; write it like 18.99")]
pub struct NotPercent(String);

impl Percent {
    /// Millionths of a percent; None below zero, above `most` percent or with more than 6 decimals.
    pub fn micro(self, most: i64) -> Option<i64> {
        let micro = self.0.checked_mul(MICRO.into())?.normalize();
        let whole = micro.scale() == 0 && !micro.is_sign_negative();
        let micro = i64::try_from(micro.mantissa()).ok().filter(|_| whole || micro.is_zero())?;
        (micro <= most.saturating_mul(MICRO)).then_some(micro)
    }
}

impl FromStr for Percent {
    type Err = NotPercent;

    fn from_str(text: &str) -> Result<Self, NotPercent> {
        let plain = text.trim();
        let wrong = || NotPercent(text.chars().take(40).collect());
        let number = Decimal::from_str_exact(plain).or_else(|_| Decimal::from_scientific(plain));
        number.map(|number| Self(number.normalize())).map_err(|_| wrong())
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl de::Visitor<'_> for Reader {
    type Value = Percent;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a percentage as decimal text, such as \"18.99\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Percent, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Percent, E> {
        Ok(Percent(whole.into()))
    }

    fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Percent, E> {
        Ok(Percent(whole.into()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Percent, E> {
        self.visit_str(&number.to_string())
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "A percentage as decimal text: 18.99" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_as_text_or_number() {
        let read = |json: &str| serde_json::from_str::<Percent>(json);
        for json in ["\"18.9\"", "18.9", "\" 18.90 \"", "\"1.89e1\""] {
            assert_eq!(read(json).unwrap().micro(1000), Some(18_900_000), "{json}");
        }
        assert_eq!(serde_json::to_string(&read("\"18.90\"").unwrap()).unwrap(), "\"18.9\"");
        for json in ["\"1e999999999\"", "\"1e-99\"", "1e300", "\"\"", "\"NaN\"", "true", "null"] {
            assert!(read(json).is_err(), "{json}");
        }
        let wrong = read("\"18,9\"").unwrap_err().to_string();
        assert!(wrong.contains("is not a percentage; write it like 18.99"), "{wrong}");
    }

    #[test]
    fn what_cannot_be_a_rate_is_none() {
        let micro = |text: &str| text.parse::<Percent>().unwrap().micro(1000);
        assert_eq!(micro("0"), Some(0));
        assert_eq!(micro("-0"), Some(0));
        assert_eq!(micro("1000"), Some(1_000_000_000));
        for text in ["-1", "1000.000001", "0.0000001", "79228162514264337593543950335"] {
            assert_eq!(micro(text), None, "{text}");
        }
    }
}
