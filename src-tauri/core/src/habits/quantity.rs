//! How much of something was done: glasses, pages, kilometres, kept as whole thousandths.
//! Not money: that is minor units of a currency.
use super::fault::Fault;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt};

/// More units than this are refused.
pub const MAX_UNITS: i64 = 1_000_000_000_000;

/// Thousandths of a unit: 2500 is 2.5. On the wire it is the plain number, 2.5.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(pub i64);

/// One tick of a habit that is not measured.
pub const ONE: Quantity = Quantity(1000);

impl Quantity {
    /// Reads `2.5`, `-3` and `1.0E7`; a fourth decimal is rounded.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let read = text.parse().or_else(|_| Decimal::from_scientific(text));
        Self::of(read.map_err(|_| Fault::Number(text.chars().take(40).collect()))?)
    }

    fn of(units: Decimal) -> Result<Self, Fault> {
        if units.abs() > Decimal::from(MAX_UNITS) {
            return Err(Fault::Amount);
        }
        let thousandths = (units * Decimal::ONE_THOUSAND).round();
        thousandths.to_i64().map(Self).ok_or(Fault::Amount)
    }
}

impl fmt::Display for Quantity {
    /// `2.5`, `3`: as few decimals as it needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Decimal::from_i128_with_scale(self.0.into(), 3).normalize())
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 1000 {
            0 => serializer.serialize_i64(self.0 / 1000),
            _ => serializer.serialize_f64(self.0 as f64 / 1000.0),
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Quantity;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: Error>(self, units: i64) -> Result<Quantity, E> {
                Quantity::of(units.into()).map_err(E::custom)
            }
            fn visit_u64<E: Error>(self, units: u64) -> Result<Quantity, E> {
                Quantity::of(units.into()).map_err(E::custom)
            }
            fn visit_f64<E: Error>(self, units: f64) -> Result<Quantity, E> {
                let read = Decimal::try_from(units).map_err(|_| E::custom(Fault::Amount))?;
                Quantity::of(read).map_err(E::custom)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Quantity, E> {
                Quantity::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl JsonSchema for Quantity {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

impl<DB: sqlx::Database> sqlx::Type<DB> for Quantity
where
    i64: sqlx::Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <i64 as sqlx::Type<DB>>::type_info()
    }
    fn compatible(ty: &DB::TypeInfo) -> bool {
        <i64 as sqlx::Type<DB>>::compatible(ty)
    }
}

impl<'q, DB: sqlx::Database> sqlx::Encode<'q, DB> for Quantity
where
    i64: sqlx::Encode<'q, DB>,
{
    fn encode_by_ref(
        &self,
        buffer: &mut <DB as sqlx::Database>::ArgumentBuffer,
    ) -> std::result::Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
        self.0.encode_by_ref(buffer)
    }
}

impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for Quantity
where
    i64: sqlx::Decode<'r, DB>,
{
    fn decode(
        value: <DB as sqlx::Database>::ValueRef<'r>,
    ) -> std::result::Result<Self, sqlx::error::BoxDynError> {
        i64::decode(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(Quantity::parse("2.5"), Ok(Quantity(2500)));
        assert_eq!(Quantity::parse(" 1.0E7 "), Ok(Quantity(10_000_000_000)));
        assert_eq!(Quantity::parse("-2.15E+09"), Ok(Quantity(-2_150_000_000_000)));
        assert_eq!(Quantity(2500).to_string(), "2.5");
        assert_eq!(Quantity(3000).to_string(), "3");
        assert_eq!(serde_json::from_str::<Quantity>("0.001").unwrap(), Quantity(1));
        assert_eq!(serde_json::to_string(&Quantity(2500)).unwrap(), "2.5");
        for wrong in ["", "two", "1e400", "99999999999999999999", "NaN"] {
            assert!(Quantity::parse(wrong).is_err(), "{wrong}");
        }
        for wrong in ["1e300", "-1e13", "18446744073709551615", "true", "\"x\""] {
            assert!(serde_json::from_str::<Quantity>(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_quantity_survives_text_and_json(
            thousandths in -MAX_UNITS * 1000..=MAX_UNITS * 1000
        ) {
            let it = Quantity(thousandths);
            prop_assert_eq!(Quantity::parse(&it.to_string()), Ok(it));
            let json = serde_json::to_string(&it).unwrap();
            prop_assert_eq!(serde_json::from_str::<Quantity>(&json).unwrap(), it);
        }

        #[test]
        fn no_text_is_too_odd(text in ".{0,40}") {
            let _ = Quantity::parse(&text);
        }
    }
}
