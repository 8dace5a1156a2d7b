//! The columns that are neither day nor money: words, ids, accounts, states, currencies, and what
//! they say about the order of day and month. Leaves out amounts and their signs.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::columns::{Days, Money, Sheet, is_dash};
use super::currency;
use super::dates::parse_day;
use super::layout::{Currency, DayFormat};
use super::signs::columns_of;
use super::table::{any_day, any_money};
use super::words::{self, Role};

/// Most account numbers worth handing out.
const MAX_ACCOUNTS: usize = 50;

/// Columns of words, 0-based.
#[derive(Debug, Default)]
pub struct Texts {
    /// Joined into the description.
    pub description: Vec<usize>,
    /// The other party.
    pub payee: Option<usize>,
    /// Free text.
    pub memo: Option<usize>,
    /// The bank's id.
    pub external_id: Option<usize>,
    /// Own account.
    pub account: Option<usize>,
    /// Category.
    pub category: Option<usize>,
    /// State of the row.
    pub status: Option<usize>,
}

/// Finds the columns of words.
pub fn texts(sheet: &Sheet<'_>, days: &Days, money: &Money) -> Texts {
    let mut used: Vec<usize> = columns_of(&money.amount);
    used.extend(&money.balances);
    used.extend(&days.all);
    let free = |c: &usize| !used.contains(c);
    let filled = |roles: &[Role]| -> Option<usize> {
        sheet.with(roles).into_iter().filter(free).find(|&c| sheet.filled(c) > 0)
    };
    let payee = filled(&[Role::Payee]);
    let memo = filled(&[Role::Memo]).or_else(|| filled(&[Role::Description]));
    let mut description: Vec<usize> = sheet
        .with(&[Role::Payee, Role::Description, Role::Memo])
        .into_iter()
        .filter(free)
        .filter(|&c| sheet.filled(c) > 0 && sheet.share(c, |v| any_money(v) || is_dash(v)) < 80)
        .collect();
    if description.is_empty() {
        description = wordy(sheet, &used);
    }
    if description.is_empty() {
        description =
            sheet.with(&[Role::Kind, Role::Category]).into_iter().filter(free).take(1).collect();
    }
    Texts {
        payee,
        memo,
        external_id: external_id(sheet, &used),
        account: account(sheet, &used),
        category: filled(&[Role::Category]),
        status: status(sheet, &used),
        description,
    }
}

/// The columns with the most words, for files without a header.
fn wordy(sheet: &Sheet<'_>, used: &[usize]) -> Vec<usize> {
    let mut scored: Vec<(usize, usize)> = (0..sheet.width)
        .filter(|c| !used.contains(c))
        .filter(|&c| {
            sheet.roles[c].is_none_or(|r| matches!(r, Role::Payee | Role::Description | Role::Memo))
        })
        .map(|c| {
            let letters = |v: &str| v.chars().filter(|c| c.is_alphabetic()).count();
            let n = sheet.filled(c).max(1);
            (sheet.cells(c).map(letters).sum::<usize>() / n, c)
        })
        .filter(|&(score, c)| {
            score >= 3
                && sheet.share(c, |v| words::direction(v).is_some()) < 80
                && sheet.share(c, |v| currency::of_cell(v).is_some() || currency::is_iban(v)) < 80
        })
        .collect();
    scored.sort_by(|a, b| b.cmp(a));
    let mut best: Vec<usize> = scored.into_iter().take(2).map(|s| s.1).collect();
    best.sort_unstable();
    best
}

/// An id column must tell rows apart and must not just count them.
fn external_id(sheet: &Sheet<'_>, used: &[usize]) -> Option<usize> {
    let mut columns = sheet.with(&[Role::Id]);
    columns.retain(|c| !used.contains(c));
    columns.sort_by_key(|&c| {
        let name = words::normalise(sheet.name(c));
        (!name.contains("id"), !name.contains("transaction") && !name.contains("external"), c)
    });
    columns.into_iter().find(|&c| {
        let all = sheet.filled(c);
        let distinct: BTreeSet<&str> = sheet.cells(c).collect();
        let counts = sheet.share(c, |v| v.len() <= 4 && v.bytes().all(|b| b.is_ascii_digit()));
        let digits = sheet.share(c, |v| v.bytes().any(|b| b.is_ascii_digit()));
        // What calls itself so is one, however few rows have it and whatever it looks like.
        let named = words::normalise(sheet.name(c)) == "transaction id";
        let looks = digits >= 80 && all * 10 >= sheet.rows.len() * 2 && counts < 90;
        all > 0 && distinct.len() == all && (named || looks)
    })
}

fn account(sheet: &Sheet<'_>, used: &[usize]) -> Option<usize> {
    let named: Vec<usize> = sheet
        .with(&[Role::Account])
        .into_iter()
        .filter(|c| !used.contains(c) && sheet.filled(*c) > 0)
        .filter(|&c| {
            sheet.share(c, |v| v.chars().filter(char::is_ascii_digit).count() >= 4) > 0
                || is_account_name(sheet.name(c))
        })
        .filter(|&c| !of_others(sheet, c))
        .collect();
    let iban = |c: &usize| sheet.share(*c, currency::is_iban) > 50;
    named.iter().copied().find(iban).or(named.first().copied()).or_else(|| {
        // Without a header: an account number that hardly changes.
        let fixed = |c: &usize| {
            let distinct: BTreeSet<&str> = sheet.cells(*c).collect();
            distinct.len() * 4 <= sheet.rows.len().max(4) && sheet.filled(*c) == sheet.rows.len()
        };
        (0..sheet.width).filter(|_| sheet.names.is_empty()).find(|c| iban(c) && fixed(c))
    })
}

/// The other party's account under the same name: the file says above its table whose it is, and
/// that account does not stand in the column.
fn of_others(sheet: &Sheet<'_>, column: usize) -> bool {
    let above = sheet.table.lines.iter().take(sheet.table.first).flat_map(|line| &line.cells);
    let words = above.flat_map(|cell| cell.split_whitespace());
    let own: Vec<&str> = words.filter(|w| w.len() > 12 && currency::is_iban(w)).collect();
    let ibans = sheet.share(column, currency::is_iban) > 50;
    !own.is_empty() && ibans && !sheet.cells(column).any(|cell| own.contains(&cell))
}

fn is_account_name(name: &str) -> bool {
    let name = words::normalise(name);
    !matches!(name.as_str(), "product" | "produit" | "tili" | "cont" | "card" | "карта")
}

fn status(sheet: &Sheet<'_>, used: &[usize]) -> Option<usize> {
    let told = |c: &usize| sheet.share(*c, |v| words::state(v).is_some());
    let named = sheet.with(&[Role::Status]).into_iter().filter(|c| !used.contains(c)).find(|c| {
        let flag =
            sheet.share(*c, |v| matches!(v.to_ascii_lowercase().as_str(), "true" | "false")) > 90;
        told(c) >= 30 || (flag && words::state(sheet.name(*c)) == Some(words::State::Pending))
    });
    named.or_else(|| {
        (0..sheet.width)
            .filter(|c| !used.contains(c) && sheet.roles[*c].is_none())
            .find(|c| told(c) >= 90 && sheet.filled(*c) * 2 > sheet.rows.len())
    })
}

/// Account numbers of a file.
pub struct Accounts {
    /// Distinct numbers and names.
    pub hints: Vec<String>,
    /// How many the account column holds.
    pub own: usize,
}

/// Account numbers in the account column and above the table.
pub fn accounts(sheet: &Sheet<'_>, texts: &Texts) -> Accounts {
    let mut hints: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | ':'));
        if !text.is_empty() && hints.len() < MAX_ACCOUNTS && !hints.iter().any(|h| h == text) {
            hints.push(text.to_string());
        }
        hints.len()
    };
    let mut own = 0;
    if let Some(column) = texts.account {
        for cell in sheet.cells(column) {
            own = add(cell);
        }
    }
    for line in sheet.table.lines.iter().take(sheet.table.first) {
        for cell in &line.cells {
            if currency::is_iban(cell) {
                add(cell);
            }
            for word in cell.split_whitespace().filter(|w| w.len() > 12 && currency::is_iban(w)) {
                add(word);
            }
        }
    }
    Accounts { hints, own }
}

/// Columns of currency codes: the booked one first, then the one of the other side of a pair.
pub fn currency_columns(sheet: &Sheet<'_>, money: &Money) -> Vec<usize> {
    let codes = |c: &usize| sheet.share(*c, |v| currency::of_cell(v).is_some()) >= 80;
    let mut named: Vec<usize> = sheet
        .with(&[Role::Currency])
        .into_iter()
        .filter(|&c| !words::is_foreign(sheet.name(c)) && codes(&c))
        .collect();
    if named.is_empty() && sheet.with(&[Role::Currency]).iter().all(|&c| sheet.filled(c) == 0) {
        named = (0..sheet.width)
            .filter(|&c| (sheet.names.is_empty() || sheet.roles[c].is_none()) && codes(&c))
            .filter(|&c| sheet.filled(c) * 2 > sheet.rows.len())
            .collect();
    }
    named.sort_by_key(|&c| {
        (
            sheet.filled(c) == 0,
            words::role(sheet.name(c)).is_some_and(|_| is_balance_currency(sheet.name(c))),
            distance(c, money.main),
        )
    });
    named
}

fn distance(a: usize, b: usize) -> usize {
    // The currency stands behind its amount more often than in front of it.
    if a > b { (a - b) * 2 - 1 } else { (b - a) * 2 }
}

fn is_balance_currency(name: &str) -> bool {
    words::normalise(name).contains("balance")
}

/// A currency the file states outside a column: in amounts, headers, above the table, in IBANs.
pub fn stated_currency(
    sheet: &Sheet<'_>,
    money: &Money,
    texts: &Texts,
    year: Option<i32>,
) -> Option<Currency> {
    let money_columns = columns_of(&money.amount);
    for column in &money_columns {
        if let Some((found, true)) = currency::inside(sheet.name(*column)) {
            return Some(found);
        }
    }
    for column in money_columns.iter().chain(&money.balances) {
        let sign =
            sheet.cells(*column).take(50).filter(|v| any_money(v)).find_map(currency::inside);
        if let Some((found, true)) = sign {
            return Some(found);
        }
    }
    let balance = money.balances.iter().find_map(|&c| currency::inside(sheet.name(c)));
    if let Some((found, true)) = balance {
        return Some(found);
    }
    let above = sheet
        .table
        .lines
        .iter()
        .take(sheet.table.first.saturating_sub(usize::from(sheet.table.header.is_some())));
    let mut seen: Vec<Currency> = Vec::new();
    for cell in above.flat_map(|l| &l.cells) {
        if let Some((found, true)) = currency::inside(cell)
            && cell.len() < 60
        {
            seen.push(found);
        }
    }
    if seen.first().is_some_and(|f| seen.iter().all(|s| s == f)) {
        return seen.first().copied();
    }
    let own = texts.account.and_then(|c| sheet.cells(c).find(|v| currency::is_iban(v)));
    own.and_then(|own| currency::of_iban(own, year)).or_else(|| {
        let above = sheet.table.lines.iter().take(sheet.table.first);
        above
            .flat_map(|l| &l.cells)
            .find(|c| currency::is_iban(c))
            .and_then(|c| currency::of_iban(c, year))
    })
}

/// Order of day and month from any other column of days that settles it, and from their distance.
pub fn day_order_by_shape(sheet: &Sheet<'_>, days: &Days) -> Option<bool> {
    for &column in &days.all {
        // Opening and closing balances are no rows, but their days count here.
        let cells = || sheet.table.lines.iter().skip(sheet.table.first).map(|l| l.cell(column));
        let reads = |c: &str, f| parse_day(c, f, None).is_some();
        let only = |a, b| cells().any(|c| reads(c, a) && !reads(c, b));
        let (first, month) =
            (only(DayFormat::Dmy, DayFormat::Mdy), only(DayFormat::Mdy, DayFormat::Dmy));
        if first != month {
            return Some(first);
        }
    }
    // A header cell or a line above the table may carry a period that settles it.
    for cell in sheet.table.lines.iter().take(sheet.table.first).flat_map(|l| &l.cells) {
        for word in cell.split_whitespace().filter(|w| any_day(w)) {
            let first = parse_day(word, DayFormat::Dmy, None).is_some();
            let month = parse_day(word, DayFormat::Mdy, None).is_some();
            if first != month && word.contains('/') {
                return Some(first);
            }
        }
    }
    None
}

/// Which reading the rows speak for; the flag says strongly.
pub fn day_order_guess(
    sheet: &Sheet<'_>,
    days: &Days,
    money: Currency,
    sure: bool,
) -> (bool, bool) {
    let sample = sheet.cells(days.column).next().unwrap_or("");
    if sample.contains('.') {
        return (true, true);
    }
    let read = |f| -> Vec<NaiveDate> {
        sheet.cells(days.column).filter_map(|c| parse_day(c, f, None)).collect()
    };
    let (first, month) = (read(DayFormat::Dmy), read(DayFormat::Mdy));
    let order = |d: &[NaiveDate]| d.is_sorted() || d.windows(2).all(|w| w[0] >= w[1]);
    let distinct: BTreeSet<&NaiveDate> = first.iter().collect();
    if distinct.len() > 2 && order(&first) != order(&month) {
        return (order(&first), distinct.len() > 5);
    }
    if let Some(by_lag) = lag(sheet, days) {
        return (by_lag, false);
    }
    let american = matches!(&money.0, b"USD");
    if sample.contains('/') && american && (sheet.table.delimiter == b',' || !sure) {
        return (false, false);
    }
    // Outside the dollar the day comes first nearly everywhere days are not written year first.
    (true, sure && !american && sample.contains('-'))
}

/// Booking and value day lie days apart, not months.
fn lag(sheet: &Sheet<'_>, days: &Days) -> Option<bool> {
    let other = days.all.iter().copied().find(|&c| c != days.column)?;
    let worst = |f| {
        sheet
            .rows
            .iter()
            .filter_map(|r| {
                Some((parse_day(r.cell(days.column), f, None)?, parse_day(r.cell(other), f, None)?))
            })
            .map(|(a, b)| (a - b).num_days().abs())
            .max()
    };
    let (first, month) = (worst(DayFormat::Dmy)?, worst(DayFormat::Mdy)?);
    if first <= 12 && month > 20 {
        Some(true)
    } else if month <= 12 && first > 20 {
        Some(false)
    } else {
        None
    }
}
