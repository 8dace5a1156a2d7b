//! Opening balance, entries and closing balance of one statement: do they add up?
//! Leaves out available, interim and forward balances.

use super::entry::minor;
use crate::imports::statement::{Currency, Entry};
use crate::imports::xml::{Element, currency};

/// Balances of one statement, by currency.
#[derive(Debug, Default)]
pub struct Balances(Vec<Pair>);

#[derive(Debug)]
struct Pair {
    currency: Currency,
    opening: Option<i64>,
    closing: Option<i64>,
}

impl Balances {
    /// Takes note of a `Bal`; what cannot be read is passed over, for it is only a check.
    pub fn add(&mut self, balance: Element, lent: Option<Currency>) {
        let Some(amount) = balance.get("Amt") else { return };
        let own = amount.currency().or_else(|| balance.text_at("Ccy").and_then(currency));
        let Some(currency) = own.or(lent) else { return };
        let Some(Ok(value)) = amount.text().map(|text| minor(text, currency)) else { return };
        let debit = balance.text_at("CdtDbtInd").is_some_and(|i| i.eq_ignore_ascii_case("DBIT"));
        let value = if debit { -value } else { value };
        let kind = balance.first_text(&["Tp/CdOrPrtry/Cd", "Tp/Cd", "Tp/CdOrPrtry/Prtry"]);
        let known = self.0.iter().position(|p| p.currency == currency);
        let at = known.unwrap_or_else(|| {
            self.0.push(Pair { currency, opening: None, closing: None });
            self.0.len() - 1
        });
        let pair = &mut self.0[at];
        match kind {
            Some("OPBD" | "PRCD") => pair.opening = pair.opening.or(Some(value)),
            Some("CLBD") => pair.closing = Some(value),
            _ => {}
        }
    }

    /// A sentence for each currency whose booked entries do not lead from opening to closing.
    pub fn wrong(&self, entries: &[Entry]) -> Vec<String> {
        let complete: Vec<&Pair> =
            self.0.iter().filter(|p| p.opening.is_some() && p.closing.is_some()).collect();
        if complete.is_empty() {
            return self.apart().into_iter().collect();
        }
        let booked = || entries.iter().filter(|e| !e.pending);
        let sum = |of: &mut dyn Iterator<Item = &Entry>| -> i128 {
            of.map(|e| i128::from(e.amount_minor)).sum()
        };
        let all = sum(&mut booked());
        let wrong = complete.iter().filter_map(|pair| {
            let own = sum(&mut booked().filter(|e| e.currency == pair.currency));
            // Some banks give the account's amount under the currency of the purchase.
            if complete.len() == 1 && pair.off(all) == Some(0) {
                return None;
            }
            pair.wrong(own)
        });
        wrong.collect()
    }

    /// Opening and closing are there, but not in one currency.
    fn apart(&self) -> Option<String> {
        let opening = self.0.iter().find(|p| p.opening.is_some())?.currency;
        let closing = self.0.iter().find(|p| p.closing.is_some())?.currency;
        let (opening, closing) = (opening.as_str(), closing.as_str());
        Some(format!("the opening balance is in {opening} and the closing balance in {closing}"))
    }
}

impl Pair {
    /// What is missing to the closing balance after entries of this sum.
    fn off(&self, moved: i128) -> Option<i128> {
        Some(i128::from(self.closing?) - i128::from(self.opening?) - moved)
    }

    fn wrong(&self, moved: i128) -> Option<String> {
        let off = self.off(moved).filter(|off| *off != 0)?;
        let show = |value: i128| wide(value, self.currency);
        Some(format!(
            "opening {} and entries of {} do not give closing {}: the difference is {}",
            show(self.opening?.into()),
            show(moved),
            show(self.closing?.into()),
            show(off)
        ))
    }
}

/// `-12.30 EUR`, for messages.
pub fn money(minor: i64, currency: Currency) -> String {
    wide(minor.into(), currency)
}

fn wide(minor: i128, currency: Currency) -> String {
    let code = currency.as_str();
    let places = currency.exponent() as usize;
    let sign = if minor < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let point = if places > 0 { "." } else { "" };
    format!("{sign}{whole}{point}{part} {code}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_like_money() {
        assert_eq!(money(-5, Currency(*b"EUR")), "-0.05 EUR");
        assert_eq!(money(1234, Currency(*b"JPY")), "1234 JPY");
        assert_eq!(money(1005, Currency(*b"KWD")), "1.005 KWD");
    }
}
