//! What the sign of an amount means, proved by the running balance where there is one.
//! Leaves out which columns hold text; asks instead of guessing where nothing decides.

use super::amounts::parse_number;
use super::columns::{Money, Sheet, exclusive};
use super::layout::{AmountColumns, Note};
use super::table::any_money;
use super::words::{self, Role};

/// Decimals all numbers are scaled to for comparing, enough for any currency.
const SCALE: u32 = 4;

/// A cell as a whole number of ten-thousandths, for sums that only need to agree.
pub fn scaled(cell: &str, decimal: char) -> Option<i64> {
    let number = parse_number(cell, decimal).ok()?;
    number.minor(SCALE).ok()
}

/// Value of the row's amount as it stands (plus is in), before any inversion.
pub fn amount_of(
    sheet_row: &super::table::Line,
    amount: &AmountColumns,
    decimal: char,
) -> Option<i64> {
    let value = |c: usize| scaled(sheet_row.cell(c), decimal);
    match amount {
        AmountColumns::Signed { column } => {
            let number = parse_number(sheet_row.cell(*column), decimal).ok()?;
            let minor = number.minor(SCALE).ok()?;
            Some(match number.mark {
                Some(super::amounts::Mark::Debit) => -minor.abs(),
                Some(super::amounts::Mark::Credit) => minor.abs(),
                None => minor,
            })
        }
        AmountColumns::DebitCredit { debit, credit, debit_signed } => {
            let (d, c) = (value(*debit), value(*credit));
            if d.is_none() && c.is_none() {
                return None;
            }
            let d = d.unwrap_or(0);
            c.unwrap_or(0).checked_add(if *debit_signed { d } else { d.checked_neg()? })
        }
        AmountColumns::Direction { column, direction, out_words, .. } => {
            let word = sheet_row.cell(*direction).to_lowercase();
            let v = value(*column)?;
            let out = out_words.contains(&word) || words::direction(&word) == Some(true);
            Some(if out { -v } else { v })
        }
    }
}

/// Links of a balance chain that hold, of those that could.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chain {
    /// Links that hold.
    pub good: usize,
    /// Links looked at.
    pub all: usize,
    /// True where the page runs upwards: the newest row first.
    pub up: bool,
}

impl Chain {
    /// A proof: most links hold, and at least one moved money.
    pub fn proves(self) -> bool {
        self.good > 0 && self.good * 10 >= self.all * 6
    }
}

/// Follows `balance = balance before + amount` down and up the page; the better order counts.
pub fn chain(points: &[(i64, i64, &str)]) -> Chain {
    let (mut down, mut up) = (Chain::default(), Chain::default());
    let mut last: Vec<(&str, i64, i64)> = Vec::new();
    for &(amount, balance, account) in points {
        let known = last.iter_mut().find(|l| l.0 == account);
        let Some(before) = known else {
            last.push((account, amount, balance));
            continue;
        };
        if amount != 0 {
            down.all += 1;
            down.good += usize::from(before.2.checked_add(amount) == Some(balance));
        }
        if before.1 != 0 {
            up.all += 1;
            up.good += usize::from(balance.checked_add(before.1) == Some(before.2));
        }
        *before = (before.0, amount, balance);
    }
    up.up = true;
    if up.good * down.all.max(1) > down.good * up.all.max(1) { up } else { down }
}

/// The same for a column of the balance before each row.
fn before_chain(points: &[(i64, i64, &str)]) -> Chain {
    let mut found = Chain::default();
    for pair in points.windows(2) {
        if pair[0].0 != 0 {
            found.all += 1;
            found.good += usize::from(pair[0].1.checked_add(pair[0].0) == Some(pair[1].1));
        }
    }
    // One link may hold by chance where two numbers are equal; two hardly do.
    if found.good < 2 { Chain::default() } else { found }
}

/// Amounts with their balances, for one reading of the file.
fn points<'s>(
    sheet: &Sheet<'s>,
    amount: &AmountColumns,
    balance: usize,
    account: Option<usize>,
    decimal: char,
    fee: Option<(usize, bool)>,
) -> Vec<(i64, i64, &'s str)> {
    let mut out = Vec::new();
    for row in sheet.rows.iter().take(400) {
        let (Some(a), Some(b)) =
            (amount_of(row, amount, decimal), scaled(row.cell(balance), decimal))
        else {
            continue;
        };
        let fee = fee.map_or(0, |(c, minus)| {
            let v = scaled(row.cell(c), decimal).unwrap_or(0);
            if minus { -v } else { v }
        });
        out.push((a.saturating_add(fee), b, account.map_or("", |c| row.cell(c))));
    }
    out
}

/// What the signs mean.
#[derive(Debug, Default)]
pub struct Signs {
    /// Positive is money out.
    pub inverted: bool,
    /// The balance column, where there is one.
    pub balance: Option<usize>,
    /// The fee moves the balance.
    pub fee: Option<usize>,
    /// True where balance or direction words prove the sign.
    pub proved: bool,
}

/// Tries amount, inverted amount and fee against each balance column.
///
/// Turned signs up the page equal plain signs with the balance before each row, so an inversion
/// only counts where the days of the rows run the way the chain does.
pub fn by_balance(
    sheet: &Sheet<'_>,
    money: &Money,
    account: Option<usize>,
    decimal: char,
    upward: Option<bool>,
) -> Signs {
    let mut best: Option<(Chain, Signs)> = None;
    for &balance in &money.balances {
        for fee in [None, money.fee.map(|f| (f, true)), money.fee.map(|f| (f, false))] {
            if fee.is_none() && best.as_ref().is_some_and(|b| b.0.good == b.0.all && b.0.all > 2) {
                continue;
            }
            let plain = points(sheet, &money.amount, balance, account, decimal, fee);
            let turned: Vec<_> = plain.iter().map(|p| (p.0.saturating_neg(), p.1, p.2)).collect();
            for (inverted, found) in [(false, chain(&plain)), (true, chain(&turned))] {
                if inverted && upward != Some(found.up) {
                    continue;
                }
                let better = best.as_ref().is_none_or(|(b, _)| found.good > b.good);
                if better && found.good > 0 {
                    let signs = Signs {
                        inverted,
                        balance: Some(balance),
                        fee: fee.map(|f| f.0),
                        proved: found.proves(),
                    };
                    best = Some((found, signs));
                }
            }
        }
    }
    match best {
        Some((_, signs)) if signs.proved => signs,
        _ => Signs { balance: money.balances.first().copied(), ..Signs::default() },
    }
}

/// Looks for a column of direction words, and turns a signed amount into one with direction.
/// Returns true where the words prove the sign.
pub fn by_direction(
    sheet: &Sheet<'_>,
    money: &mut Money,
    signs: &mut Signs,
    decimal: char,
) -> bool {
    let AmountColumns::Signed { column } = money.amount else {
        return false;
    };
    let mut candidates: Vec<usize> =
        (0..sheet.width).filter(|&c| c != column && is_direction(sheet, c, column)).collect();
    candidates.sort_by_key(|&c| (sheet.roles[c] != Some(Role::Direction), c.abs_diff(column)));
    let Some(&direction) = candidates.first() else {
        return false;
    };
    let (mut agree, mut against, mut negative) = (0usize, 0usize, 0usize);
    for row in &sheet.rows {
        let Some(v) = scaled(row.cell(column), decimal).filter(|v| *v != 0) else {
            continue;
        };
        negative += usize::from(v < 0);
        match words::direction(row.cell(direction)) {
            Some(out) if out == (v < 0) => agree += 1,
            Some(_) => against += 1,
            None => {}
        }
    }
    if negative > 0 && agree >= against * 9 && agree > 0 {
        return true;
    }
    if negative > 0 && against >= agree * 9 && against > 0 {
        signs.inverted = true;
        return true;
    }
    if negative > 0 {
        return false;
    }
    let words_of = |out: bool| {
        let mut words: Vec<String> = sheet
            .cells(direction)
            .filter(|c| words::direction(c) == Some(out))
            .map(str::to_lowercase)
            .collect();
        words.sort();
        words.dedup();
        words
    };
    let (mut out_words, mut in_words) = (words_of(true), words_of(false));
    if out_words.is_empty() && sheet.filled(direction) < sheet.rows.len() {
        out_words.push(String::new());
    }
    if in_words.is_empty() {
        in_words.push("cr".into());
    }
    money.amount = AmountColumns::Direction { column, direction, out_words, in_words };
    true
}

/// A column of direction words: named so, or holding little else.
fn is_direction(sheet: &Sheet<'_>, column: usize, amount: usize) -> bool {
    let named = sheet.roles[column] == Some(Role::Direction);
    let share = sheet.share(column, |c| words::direction(c).is_some());
    if named {
        return share >= 40 || sheet.filled(column) == 0;
    }
    if matches!(
        sheet.roles[column],
        Some(
            Role::Category
                | Role::Payee
                | Role::Description
                | Role::Memo
                | Role::Status
                | Role::Account
                | Role::Id
        )
    ) {
        return false;
    }
    let both = sheet.cells(column).any(|c| words::direction(c) == Some(true))
        && sheet.cells(column).any(|c| words::direction(c) == Some(false));
    // An unnamed column beside the amount that holds CR on some rows and nothing on the others.
    let beside = column == amount + 1 && sheet.name(column).is_empty() && share == 100;
    beside
        || (share >= 80
            && (both || sheet.names.is_empty() || sheet.filled(column) == sheet.rows.len()))
}

/// Decides from words and headers where neither balance nor direction column does.
pub fn by_words(
    sheet: &Sheet<'_>,
    money: &Money,
    signs: &mut Signs,
    decimal: char,
) -> Vec<(bool, Note)> {
    let AmountColumns::Signed { column } = money.amount else {
        return Vec::new();
    };
    let (mut plus, mut minus, mut in_plus, mut in_minus) = (0usize, 0usize, 0usize, 0usize);
    let mut paid_minus = 0usize;
    for row in &sheet.rows {
        let Some(v) = amount_of(row, &money.amount, decimal).filter(|v| *v != 0) else {
            continue;
        };
        let inside =
            row.cells.iter().any(|c| c.len() > 3 && !any_money(c) && words::says_money_in(c));
        plus += usize::from(v > 0);
        minus += usize::from(v < 0);
        in_plus += usize::from(v > 0 && inside);
        in_minus += usize::from(v < 0 && inside);
        let refund = row.cells.iter().any(|c| words::says_refund(c));
        paid_minus += usize::from(v < 0 && inside && !refund);
    }
    let marked =
        sheet.cells(column).any(|c| parse_number(c, decimal).is_ok_and(|n| n.mark.is_some()));
    let card = sheet.names.iter().any(|n| words::is_card(n));
    let note = |ask: bool, text: &str| {
        let note = Note::new("sign", text).at(Some(sheet.header_line()), Some(column));
        vec![(ask, note)]
    };
    if marked || minus > plus && in_minus <= in_plus + 1 {
        return Vec::new();
    }
    // Refunds negative among positive purchases: a card export.
    if in_minus > 0 && in_plus * 2 < in_minus && minus * 2 <= plus + minus {
        let text = "refunds are negative here: are positive numbers money spent?";
        // A payment or a salary with a minus can only be the bank's side of a card.
        signs.inverted = card || paid_minus > 0;
        return note(true, text);
    }
    if card && minus * 4 <= plus && in_plus * 2 <= plus {
        signs.inverted = true;
        return note(true, "this looks like a card: are positive numbers money spent?");
    }
    if minus == 0 && plus > 0 {
        return note(true, "every amount is positive: is positive money in, or money spent?");
    }
    if plus > minus * 2 || in_minus > in_plus {
        return note(card, "no balance proves the signs: minus is read as money out");
    }
    if card && plus >= minus {
        return note(true, "this looks like a card: is minus money spent?");
    }
    Vec::new()
}

/// Finds amount and balance among bare columns of numbers by the chain that holds.
pub fn bare(sheet: &Sheet<'_>, numbers: &[usize], decimal: char) -> Option<(Money, bool)> {
    let mut readings: Vec<AmountColumns> =
        numbers.iter().map(|&column| AmountColumns::Signed { column }).collect();
    for (i, &a) in numbers.iter().enumerate() {
        for &b in numbers.iter().skip(i + 1) {
            if exclusive(sheet, a, b) && sheet.filled(a) < sheet.rows.len() {
                readings.extend(pair_readings(sheet, a, b));
            }
        }
    }
    let best = best_chain(sheet, numbers, &readings, decimal);
    let money = |amount: AmountColumns, balances: Vec<usize>, open: bool| {
        let main = columns_of(&amount)[0];
        Money {
            amount,
            main,
            balances,
            fee: None,
            all: numbers.to_vec(),
            open,
            before: None,
            turned: false,
        }
    };
    if let Some((_, amount, balance)) = best {
        return Some((money(amount, vec![balance], false), true));
    }
    for reading in &readings {
        for &balance in numbers.iter().filter(|c| !columns_of(reading).contains(c)) {
            if before_chain(&points(sheet, reading, balance, None, decimal, None)).proves() {
                let found = money(reading.clone(), Vec::new(), false);
                return Some((Money { before: Some(balance), ..found }, true));
            }
        }
    }
    let pair = readings.iter().find(|r| matches!(r, AmountColumns::DebitCredit { .. }));
    if let Some(pair) = pair {
        let sure = matches!(pair, AmountColumns::DebitCredit { debit_signed: true, .. });
        let used = columns_of(pair);
        let rest = numbers.iter().copied().filter(|c| !used.contains(c)).collect();
        return Some((money(pair.clone(), rest, !sure), sure));
    }
    let negative = |c: &&usize| sheet.cells(**c).any(|v| scaled(v, decimal).is_some_and(|v| v < 0));
    let column = *numbers.iter().find(negative).or(numbers.first())?;
    let open = numbers.len() > 1;
    Some((money(AmountColumns::Signed { column }, Vec::new(), open), false))
}

/// The reading of the numbers whose balance chain holds over the most links.
fn best_chain(
    sheet: &Sheet<'_>,
    numbers: &[usize],
    readings: &[AmountColumns],
    decimal: char,
) -> Option<(Chain, AmountColumns, usize)> {
    let mut best: Option<(Chain, AmountColumns, usize)> = None;
    for reading in readings {
        for &balance in numbers {
            if columns_of(reading).contains(&balance) {
                continue;
            }
            let found = chain(&points(sheet, reading, balance, None, decimal, None));
            if found.proves() && best.as_ref().is_none_or(|(b, ..)| found.good > b.good) {
                best = Some((found, reading.clone(), balance));
            }
        }
    }
    best
}

/// The ways to read two columns that are never both used.
fn pair_readings(sheet: &Sheet<'_>, a: usize, b: usize) -> Vec<AmountColumns> {
    let minus = |c: usize| sheet.cells(c).any(|v| v.starts_with(['-', '(', '−']));
    let (ma, mb) = (minus(a), minus(b));
    let reading =
        |debit, credit, debit_signed| AmountColumns::DebitCredit { debit, credit, debit_signed };
    match (ma, mb) {
        (true, false) => vec![reading(a, b, true)],
        (false, true) => vec![reading(b, a, true)],
        _ => vec![reading(a, b, false), reading(b, a, false)],
    }
}

/// The columns an amount is read from.
pub fn columns_of(amount: &AmountColumns) -> Vec<usize> {
    match amount {
        AmountColumns::Signed { column } => vec![*column],
        AmountColumns::DebitCredit { debit, credit, .. } => vec![*debit, *credit],
        AmountColumns::Direction { column, direction, .. } => vec![*column, *direction],
    }
}

/// One running balance over rows of two accounts: the file mixes what it should not.
pub fn mixed_accounts(
    sheet: &Sheet<'_>,
    money: &Money,
    balance: usize,
    account: usize,
    decimal: char,
) -> Option<u32> {
    let whole = points(sheet, &money.amount, balance, None, decimal, None);
    if !chain(&whole).proves() && !before_chain(&whole).proves() {
        return None;
    }
    let mut rows = sheet.rows.iter();
    let first = rows.next()?;
    let other =
        rows.find(|r| !r.cell(account).is_empty() && r.cell(account) != first.cell(account))?;
    let at = sheet.rows.iter().position(|r| r.place == other.place)?;
    let before = sheet.rows.get(at.checked_sub(1)?)?;
    let step = amount_of(other, &money.amount, decimal)?;
    let prior = amount_of(before, &money.amount, decimal)?;
    let (b0, b1) = (scaled(before.cell(balance), decimal)?, scaled(other.cell(balance), decimal)?);
    let linked = b0.checked_add(step) == Some(b1) || b1.checked_add(prior) == Some(b0);
    let before_row = b0.checked_add(prior) == Some(b1);
    (linked || before_row).then_some(other.place.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_run_both_ways() {
        let down = [(5, 105, ""), (-5, 100, ""), (7, 107, "")];
        assert!(chain(&down).proves());
        let up: Vec<_> = down.iter().rev().copied().collect();
        assert!(chain(&up).proves());
        let turned: Vec<_> = down.iter().map(|p| (-p.0, p.1, p.2)).collect();
        assert!(!chain(&turned).proves());
    }
}
