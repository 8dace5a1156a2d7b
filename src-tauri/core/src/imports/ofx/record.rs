//! One STMTTRN (booked) or STMTTRNP (pending): gathers its fields and makes an entry of them, or
//! says why not. Leaves out what surrounds it: the account, its currency and whether ids repeat.
use super::fields;
use super::tags::{Tag, squeeze};
use crate::imports::statement::{Currency, Entry, Rejected};

/// No currency known: ISO 4217's own code for that.
pub const UNKNOWN: Currency = Currency(*b"XXX");

/// A text and where it stands.
#[derive(Debug, Default)]
struct Spot {
    text: String,
    line: u32,
    column: u32,
}

/// An aggregate inside a record whose fields are not the record's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inner {
    Payee,
    /// The amount is in this currency, not in the account's.
    Currency,
    /// What is in there says nothing about this amount: ORIGCURRENCY, the other account, images.
    Other,
}

/// A record being read. The first text that is not empty counts, as a field may be repeated by
/// mistake.
#[derive(Debug, Default)]
pub struct Record {
    /// Offset of its opening tag.
    pub start: usize,
    pub line: u32,
    pub column: u32,
    pub pending: bool,
    inner: Option<Inner>,
    posted: Spot,
    amount: Spot,
    kind: String,
    id: String,
    name: String,
    payee: String,
    extended: String,
    memo: String,
    check: String,
    currency: Option<Currency>,
    /// It replaces or deletes an earlier one (CORRECTFITID).
    pub corrects: bool,
}

/// An entry and what its neighbours need to know about it.
pub struct Made {
    pub entry: Entry,
    pub rounded: bool,
    /// Whether DEBIT or CREDIT agrees with the sign; none for other kinds and zero.
    pub sign_agrees: Option<bool>,
}

impl Record {
    pub fn new(start: usize, (line, column): (u32, u32), pending: bool) -> Self {
        Self { start, line, column, pending, ..Self::default() }
    }

    /// Takes a tag inside the record; `place` is that of the tag's text.
    pub fn put(&mut self, tag: &Tag<'_>, place: (u32, u32)) {
        if tag.closing {
            let aggregate = ["PAYEE", "CURRENCY", "ORIGCURRENCY", "BANKACCTTO", "CCACCTTO"];
            if aggregate.contains(&&*tag.name) || tag.name == "IMAGEDATA" {
                self.inner = None;
            }
            return;
        }
        let value = || tag.value();
        let own = self.inner.is_none();
        match &*tag.name {
            "PAYEE" if tag.text.trim().is_empty() => self.inner = Some(Inner::Payee),
            "CURRENCY" => self.inner = Some(Inner::Currency),
            "ORIGCURRENCY" | "BANKACCTTO" | "CCACCTTO" | "IMAGEDATA" => {
                self.inner = Some(Inner::Other);
            }
            "NAME" if self.inner == Some(Inner::Payee) => first(&mut self.payee, value),
            "NAME" if own => first(&mut self.name, value),
            "CURSYM" if self.inner == Some(Inner::Currency) => {
                self.currency = self.currency.or(fields::currency(&value()));
            }
            "PAYEE" => first(&mut self.payee, value),
            "EXTDNAME" => first(&mut self.extended, value),
            "MEMO" => first(&mut self.memo, value),
            "TRNTYPE" => first(&mut self.kind, value),
            "FITID" => first(&mut self.id, value),
            "CHECKNUM" => first(&mut self.check, value),
            "CORRECTFITID" => self.corrects |= !value().is_empty(),
            "DTPOSTED" => self.posted.set(value, place),
            // The day of a pending one.
            "DTTRAN" if self.pending => self.posted.set(value, place),
            "TRNAMT" => self.amount.set(value, place),
            _ => {}
        }
    }

    /// The entry, or why there is none. `raw` is the record as it stands in the file.
    pub fn finish(
        self,
        raw: String,
        currency: Option<Currency>,
        account: Option<&str>,
    ) -> Result<Made, Rejected> {
        let currency = self.currency.or(currency).unwrap_or(UNKNOWN);
        let day_field = if self.pending { "DTTRAN" } else { "DTPOSTED" };
        let day = match &*self.posted.text {
            "" => Err(format!("{day_field} is missing")),
            text => fields::day(text).ok_or(format!("{day_field} {} is no day", short(text))),
        };
        let amount = match &*self.amount.text {
            "" => Err("TRNAMT is missing".to_string()),
            text => fields::amount(text, currency.exponent() as usize)
                .map_err(|why| format!("TRNAMT {} {why}", short(text))),
        };
        let (day, amount) = match (day, amount) {
            (Ok(day), Ok(amount)) => (day, amount),
            (day, amount) => {
                let at = if day.is_err() { &self.posted } else { &self.amount };
                let (line, column) =
                    if at.line == 0 { (self.line, self.column) } else { (at.line, at.column) };
                let reasons: Vec<_> = [day.err(), amount.err()].into_iter().flatten().collect();
                let reason = reasons.join("; ");
                return Err(Rejected { line, column: Some(column), reason, raw });
            }
        };
        let sign_agrees = match (self.kind.to_ascii_uppercase().as_str(), amount.minor) {
            (_, 0) => None,
            ("DEBIT", minor) => Some(minor < 0),
            ("CREDIT", minor) => Some(minor > 0),
            _ => None,
        };
        let payee = self.other_party();
        let entry = Entry {
            line: self.line,
            day,
            amount_minor: amount.minor,
            currency,
            description: self.description(&payee),
            payee: (!payee.is_empty()).then_some(payee),
            external_id: (!self.pending && is_id(&self.id)).then_some(self.id),
            pending: self.pending,
            account: account.map(String::from),
            category: None,
            raw,
        };
        Ok(Made { entry, rounded: amount.rounded, sign_agrees })
    }

    /// EXTDNAME is the whole of a NAME that was cut at 32 letters.
    fn other_party(&self) -> String {
        let name = if self.name.is_empty() { &self.payee } else { &self.name };
        if self.extended.starts_with(name.as_str()) { &self.extended } else { name }.clone()
    }

    /// The other party and the memo; where there is neither, what kind of transaction it is.
    fn description(&self, payee: &str) -> String {
        let memo = &self.memo;
        // Many banks repeat the name in the memo, or continue it there.
        if memo.starts_with(payee) && !memo.is_empty() {
            return memo.clone();
        }
        if !payee.is_empty() {
            return if payee.contains(memo.as_str()) {
                payee.into()
            } else {
                format!("{payee} {memo}")
            };
        }
        // These kinds say no more than the sign does.
        let dull = ["OTHER", "DEBIT", "CREDIT"].contains(&self.kind.to_ascii_uppercase().as_str());
        let kind = if dull { "" } else { &self.kind };
        squeeze(&format!("{kind} {}", self.check))
    }
}

impl Spot {
    fn set(&mut self, value: impl FnOnce() -> String, (line, column): (u32, u32)) {
        if self.text.is_empty() {
            *self = Self { text: value(), line, column };
        }
    }
}

fn first(field: &mut String, value: impl FnOnce() -> String) {
    if field.is_empty() {
        *field = value();
    }
}

/// Zeros, dashes and words for "none" are fillers, not ids.
fn is_id(id: &str) -> bool {
    let filler = ["NONE", "NULL", "N/A", "NA", "UNDEFINED"];
    id.chars().any(|c| c.is_alphanumeric() && c != '0')
        && !filler.contains(&id.to_ascii_uppercase().as_str())
}

/// A value for a message: quoted, and not longer than a line.
fn short(text: &str) -> String {
    let cut = text.floor_char_boundary(40);
    let dots = if cut < text.len() { "…" } else { "" };
    format!("\"{}{dots}\"", &text[..cut])
}

#[cfg(test)]
mod tests {
    use super::super::tags::Tags;
    use super::*;

    fn read(text: &str) -> Result<Made, Rejected> {
        let mut record = Record::new(0, (7, 3), false);
        Tags::new(text).for_each(|tag| record.put(&tag, (8, 9)));
        record.finish(text.into(), fields::currency("EUR"), None)
    }

    fn entry(text: &str) -> Entry {
        read(&format!("<DTPOSTED>20240131<TRNAMT>-1.00{text}")).expect(text).entry
    }

    #[test]
    fn the_other_party_and_the_memo_make_the_description() {
        assert_eq!(entry("<NAME>A & B<MEMO>Rent").description, "A & B Rent");
        assert_eq!(entry("<NAME>CAF<MEMO>CAFE ROMA").description, "CAFE ROMA");
        assert_eq!(entry("<NAME>CAFE ROMA<MEMO>ROMA").description, "CAFE ROMA");
        assert_eq!(entry("<MEMO>Rent").description, "Rent");
        assert_eq!(entry("<TRNTYPE>CHECK<CHECKNUM>12").description, "CHECK 12");
        assert_eq!(entry("<TRNTYPE>OTHER<MEMO>").description, "");
        let long = entry("<NAME>Bakery at the<EXTDNAME>Bakery at the corner");
        assert_eq!(long.payee.as_deref(), Some("Bakery at the corner"));
        let payee = entry("<PAYEE><NAME>Shop<CITY>Bern</PAYEE><BANKACCTTO><NAME>x</BANKACCTTO>");
        assert_eq!((payee.payee.as_deref(), &*payee.description), (Some("Shop"), "Shop"));
    }

    #[test]
    fn currency_changes_the_unit_and_origcurrency_does_not() {
        assert_eq!(entry("<CURRENCY><CURRATE>1<CURSYM>USD</CURRENCY>").currency.as_str(), "USD");
        let yen = entry("<CURRENCY><CURSYM>JPY</CURRENCY>");
        assert_eq!((yen.amount_minor, yen.currency.as_str()), (-1, "JPY"));
        let kept = entry("<ORIGCURRENCY><CURSYM>USD</ORIGCURRENCY>");
        assert_eq!(kept.currency.as_str(), "EUR");
    }

    #[test]
    fn fillers_are_no_ids() {
        assert_eq!(entry("<FITID> A1 \n").external_id.as_deref(), Some("A1"));
        for filler in ["", "0", "000-000", "none", "N/A", "*"] {
            assert_eq!(entry(&format!("<FITID>{filler}")).external_id, None, "{filler}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_where_and_why() {
        let why = |text| read(text).err().map(|r| (r.line, r.column, r.reason)).expect(text);
        let none = "DTPOSTED is missing; TRNAMT is missing".to_string();
        assert_eq!(why("*snipped*"), (7, Some(3), none));
        let bad = "DTPOSTED \"20241300\" is no day".to_string();
        assert_eq!(why("<DTPOSTED>20241300<TRNAMT>1"), (8, Some(9), bad));
        let bad = "TRNAMT \"$1\" is not a number".to_string();
        assert_eq!(why("<DTPOSTED>20241201<TRNAMT>$1"), (8, Some(9), bad));
    }
}
