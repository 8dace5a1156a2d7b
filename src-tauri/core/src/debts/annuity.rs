//! The closed formulas of a loan with equal payments at the end of each period (PMT, IPMT, CUMIPMT,
//! EFFECT, NPER, RATE as spreadsheets and numpy-financial call them). All arguments are positive.
//!
//! What is an amount is computed in decimals of 28 digits; a number of periods and a rate, which
//! need logarithms, in floating point. Nothing here is rounded: `amortise` makes whole cents of it.
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

/// PMT: what pays off `principal` in `periods`. `rate` is of one period, 0.005 for half a percent.
pub fn payment(principal: Decimal, rate: Decimal, periods: u32) -> Option<Decimal> {
    if rate.is_zero() {
        return principal.checked_div(periods.into());
    }
    let gone = Decimal::ONE.checked_sub(discount(rate, periods)?)?;
    principal.checked_mul(rate)?.checked_div(gone)
}

/// IPMT: the interest within the payment of a period, counted from 1.
pub fn interest_part(principal: Decimal, rate: Decimal, periods: u32, at: u32) -> Option<Decimal> {
    let left = periods.checked_add(1)?.checked_sub(at).filter(|_| at > 0)?;
    let payment = payment(principal, rate, periods)?;
    payment.checked_mul(Decimal::ONE.checked_sub(discount(rate, left)?)?)
}

/// CUMIPMT: the interest of the periods `first` to `last`, both included.
pub fn interest_between(
    principal: Decimal,
    rate: Decimal,
    periods: u32,
    first: u32,
    last: u32,
) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for at in first..=last.min(periods) {
        sum = sum.checked_add(interest_part(principal, rate, periods, at)?)?;
    }
    Some(sum)
}

/// EFFECT: what a nominal yearly rate comes to when it is added `times` a year; 0.18 for 18 %.
pub fn effective(nominal: Decimal, times: u32) -> Option<Decimal> {
    let once = Decimal::ONE.checked_add(nominal.checked_div(times.into())?)?;
    power(once, times)?.checked_sub(Decimal::ONE)
}

/// NPER: after how many periods `present` is paid off; None if the payment does not cover the
/// interest.
pub fn periods(rate: Decimal, payment: Decimal, present: Decimal) -> Option<f64> {
    let (rate, ratio) = (rate.to_f64()?, present.checked_div(payment)?.to_f64()?);
    let count = if rate == 0.0 { ratio } else { -(-ratio * rate).ln_1p() / rate.ln_1p() };
    count.is_finite().then_some(count)
}

/// RATE: of a period, at which so many payments pay off `present`; None if there is none above
/// −100 %.
pub fn rate(periods: u32, payment: Decimal, present: Decimal) -> Option<f64> {
    let wanted = present.checked_div(payment)?.to_f64()?;
    let count = f64::from(periods);
    if periods == 0 || wanted <= 0.0 {
        return None;
    }
    // The present worth of payments of one falls as the rate rises: halve the range.
    let worth = |rate: f64| match rate {
        0.0 => count,
        _ => -(-count * rate.ln_1p()).exp_m1() / rate,
    };
    let (mut low, mut high) = (-0.999_999, 1.0);
    while worth(high) > wanted {
        high *= 2.0;
        if high > 1e9 {
            return None;
        }
    }
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        *(if worth(middle) > wanted { &mut low } else { &mut high }) = middle;
    }
    (worth(low) >= wanted).then_some((low + high) / 2.0)
}

/// Whole minor units, a half rounded up.
pub(super) fn minor(exact: Decimal, how: RoundingStrategy) -> Option<i64> {
    exact.round_dp_with_strategy(0, how).to_i64()
}

/// What one at the end of so many periods is worth now.
fn discount(rate: Decimal, periods: u32) -> Option<Decimal> {
    let once = Decimal::ONE.checked_div(Decimal::ONE.checked_add(rate)?)?;
    power(once, periods)
}

/// By squaring, so that few products are rounded.
fn power(base: Decimal, exponent: u32) -> Option<Decimal> {
    let (mut square, mut left, mut product) = (base, exponent, Decimal::ONE);
    while left > 0 {
        if left % 2 == 1 {
            product = product.checked_mul(square)?;
        }
        left /= 2;
        if left > 0 {
            square = square.checked_mul(square)?;
        }
    }
    Some(product)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// Percent a year as a rate of a month.
    fn monthly(percent: &str) -> Decimal {
        decimal(percent) / decimal("1200")
    }

    /// The cases come from floating point, whose last digits are not true: 12 must be.
    fn close(found: impl ToPrimitive, wanted: &str) {
        let (found, wanted) = (found.to_f64().unwrap(), wanted.parse::<f64>().unwrap());
        assert!((found - wanted).abs() <= wanted * 3e-13, "{found} for {wanted}");
    }

    #[test]
    fn the_worked_cases_to_their_digits() {
        close(payment(decimal("200000"), monthly("6"), 360).unwrap(), "1199.10105030551");
        let mortgage = payment(decimal("350000"), monthly("6.5"), 360).unwrap();
        close(mortgage, "2212.2380822254");
        let interest = mortgage * decimal("360") - decimal("350000");
        assert_eq!(interest.round_dp(6).to_string(), "446405.709601");
        let part = interest_part(decimal("150000"), monthly("5.25"), 180, 12).unwrap();
        close(part, "629.215900754506");
        let year = interest_between(decimal("200000"), monthly("6"), 360, 1, 12).unwrap();
        close(year, "11933.1891791126");
        close(effective(decimal("0.18"), 12).unwrap(), "0.195618171461534");
        close(
            periods(decimal("0.015"), decimal("100"), decimal("2000")).unwrap(),
            "23.9562245366009",
        );
        close(rate(36, decimal("332.14"), decimal("10000")).unwrap() * 12.0, "0.1199935133811");
    }

    #[test]
    fn more_digits_than_floating_point_has() {
        // Against 60 digits.
        let payment = payment(decimal("200000"), monthly("6"), 360).unwrap();
        assert_eq!(payment.round_dp(20).to_string(), "1199.10105030550478918292");
        let effective = effective(decimal("0.18"), 12).unwrap();
        assert_eq!(effective.round_dp(24).to_string(), "0.195618171461535251561290");
    }

    #[test]
    fn without_interest_it_is_a_division() {
        let zero = Decimal::ZERO;
        assert_eq!(payment(decimal("1200"), zero, 12), Some(decimal("100")));
        assert_eq!(periods(zero, decimal("100"), decimal("1200")), Some(12.0));
        assert!(rate(12, decimal("100"), decimal("1200")).unwrap().abs() < 1e-12);
        assert_eq!(interest_part(decimal("1200"), zero, 12, 3), Some(zero));
    }

    #[test]
    fn what_has_no_answer_is_none() {
        assert_eq!(payment(decimal("1200"), Decimal::ZERO, 0), None);
        assert_eq!(periods(decimal("0.02"), decimal("50"), decimal("10000")), None);
        assert_eq!(periods(decimal("0.02"), Decimal::ZERO, decimal("10000")), None);
        assert_eq!(interest_part(decimal("1200"), Decimal::ONE, 12, 13).unwrap(), Decimal::ZERO);
        assert_eq!(interest_part(decimal("1200"), Decimal::ONE, 12, 14), None);
        assert_eq!(interest_part(decimal("1200"), Decimal::ONE, 12, 0), None);
        assert_eq!(rate(0, Decimal::ONE, Decimal::ONE), None);
        assert_eq!(payment(Decimal::MAX, Decimal::MAX, u32::MAX), None);
    }
}
