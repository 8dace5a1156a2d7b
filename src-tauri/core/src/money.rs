//! Money is integer minor units with an ISO 4217 currency. No float, and no arithmetic across currencies.
use crate::{Error, Result};

/// A currency's number of minor digits (EUR 2, JPY 0, KWD 3), or None when ISO 4217 has no such code.
pub fn exponent(currency: &str) -> Option<u32> {
    iso_currency::Currency::from_code(currency).map(|c| c.exponent().unwrap_or(2).into())
}

/// The code in capitals, or what is wrong with it.
pub fn currency(field: &str, code: &str) -> Result<String> {
    let code = code.trim().to_uppercase();
    exponent(&code).map(|_| code.clone()).ok_or_else(|| {
        Error::invalid(
            field,
            format!("{code} is not a currency; use an ISO 4217 code such as EUR or USD"),
        )
    })
}

/// `-12.30` for -1230 in EUR: plain, for files and logs of ours, never for screens.
pub fn plain(minor: i64, currency: &str) -> String {
    let digits = exponent(currency).unwrap_or(2);
    let decimal = rust_decimal::Decimal::from_i128_with_scale(minor.into(), digits);
    decimal.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_units_follow_the_currency() {
        assert_eq!(plain(-1230, "EUR"), "-12.30");
        assert_eq!(plain(1230, "JPY"), "1230");
        assert_eq!(plain(5, "KWD"), "0.005");
        assert!(currency("currency", "EURO").is_err());
    }
}
