//! From a record to an entry, or to the reason why it is none.
//! Leaves out what the file as a whole has to settle (`mod.rs`).
use super::amounts::{self, Written};
use super::dates::{self, Order};
use super::records::{Fields, Record, Section, counter_account, is_opening};
use super::text::squeeze;
use crate::imports::statement::{Currency, Entry, Note, Rejected};

/// What the file as a whole settled.
pub struct Settled {
    pub order: Order,
    /// Decimal mark.
    pub mark: Option<char>,
    pub currency: Currency,
}

/// A record as an entry.
pub fn entry(record: &Record<'_>, fields: &Fields<'_>, file: &Settled) -> Result<Entry, Rejected> {
    let reject = |line: u32, column: Option<u32>, reason: String| Rejected {
        line,
        column,
        reason,
        raw: record.raw.into(),
    };
    let Some(date) = fields.date.filter(|d| !d.text.trim().is_empty()) else {
        let line = fields.date.map_or(record.line, |d| d.line);
        return Err(reject(line, fields.date.map(|_| 2), "no date".into()));
    };
    let day = dates::read(date.text).and_then(|d| d.day(file.order)).ok_or_else(|| {
        let how = match file.order {
            Order::Dmy => "day first",
            Order::Mdy => "month first",
            Order::Ymd => "year first",
        };
        reject(date.line, Some(2), format!("no date, read {how}: {}", clip(date.text)))
    })?;
    let Some((field, sum)) = fields.sum() else {
        return Err(match fields.sums.iter().flatten().next() {
            Some(f) => reject(f.line, Some(2), format!("no sum of money: {}", clip(f.text))),
            None if record.section == Section::Investments => {
                reject(record.line, None, "no sum: it moves no money".into())
            }
            None => reject(record.line, None, "no sum".into()),
        });
    };
    let amount_minor = sum
        .minor(file.mark, file.currency)
        .map_err(|why| reject(field.line, Some(2), format!("the sum {why}")))?;
    Ok(Entry {
        line: record.line,
        day,
        amount_minor,
        currency: file.currency,
        description: description(fields, record.section),
        payee: fields.payee.map(squeeze),
        external_id: None,
        pending: false,
        account: record.account.map(str::to_string),
        category: fields.category.and_then(category),
        raw: record.raw.into(),
    })
}

/// What stands in the file, at a length that fits a message.
pub fn clip(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

/// Payee and memo; the cheque number only where both are empty. Investments add what was done
/// with which paper.
fn description(fields: &Fields<'_>, section: Section) -> String {
    let mut parts: Vec<&str> = fields.payee.into_iter().collect();
    parts.extend(fields.memo.iter().filter(|m| Some(**m) != fields.payee));
    if parts.is_empty() || section == Section::Investments {
        parts.extend(fields.number);
        parts.extend(fields.security);
    }
    squeeze(&parts.join(" "))
}

/// `Food:Groceries` of `Food:Groceries/Class`; a transfer to an account has none.
fn category(text: &str) -> Option<String> {
    let own = text.split('|').next()?.split('/').next()?.trim();
    (!own.is_empty() && !own.starts_with('[')).then(|| squeeze(own))
}

/// Remarks about an entry that is taken as it is.
pub fn remarks(fields: &Fields<'_>, entry: &Entry, file: &Settled) -> Vec<Note> {
    let mut notes = Vec::new();
    let own = fields
        .category
        .and_then(counter_account)
        .is_some_and(|c| Some(c) == entry.account.as_deref());
    if entry.amount_minor != 0 && is_opening(fields.payee) && (own || fields.category.is_none()) {
        let message = "the balance the account was opened with stands here as an entry";
        notes.push(Note::new("opening_balance", message).at(Some(entry.line), None));
    }
    let Some(first) = fields.splits.first().filter(|_| !fields.open_split) else { return notes };
    let parts: Option<i128> = fields.splits.iter().try_fold(0i128, |sum, f| {
        if f.text.trim().is_empty() {
            return Some(sum);
        }
        let part: Written = amounts::read(f.text)?;
        Some(sum + i128::from(part.minor(file.mark, file.currency).ok()?))
    });
    let message = match parts {
        Some(sum) if sum == i128::from(entry.amount_minor) => return notes,
        Some(sum) => format!(
            "the splits come to {}, the entry to {}",
            amounts::plain(sum, file.currency),
            amounts::plain(entry.amount_minor.into(), file.currency)
        ),
        None => "the sum of a split cannot be read".into(),
    };
    notes.push(Note::new("split_sum", message).at(Some(first.line), Some(1)));
    notes
}
