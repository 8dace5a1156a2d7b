//! Which column is which: day, money, words. Header words propose, the cells decide.
//! Leaves out the sign convention and the balance proof (`signs.rs`).

use super::amounts::{self, Vote};
use super::currency;
use super::dates::parse_day;
use super::layout::{AmountColumns, DayFormat, Refused};
use super::table::{Line, Table, any_day, any_money};
use super::words::{self, Role};

/// The records of the sample that look like transactions, with what the header says.
#[derive(Clone)]
pub struct Sheet<'a> {
    /// The table they come from.
    pub table: &'a Table,
    /// Header cells, empty where there is none.
    pub names: Vec<String>,
    /// What each header cell says.
    pub roles: Vec<Option<Role>>,
    /// Records with a day.
    pub rows: Vec<&'a Line>,
    /// Widest record.
    pub width: usize,
}

impl<'a> Sheet<'a> {
    /// Picks the records below the header that carry a day.
    pub fn new(table: &'a Table) -> Self {
        let header = table.header.and_then(|h| table.lines.get(h));
        let names: Vec<String> = header.map(|h| h.cells.clone()).unwrap_or_default();
        let rows: Vec<&Line> = table
            .lines
            .iter()
            .skip(table.first)
            .filter(|l| l.filled() >= 2 && l.cells.iter().any(|c| any_day(c)))
            .filter(|l| !l.cells.iter().any(|c| words::is_not_data(c)))
            .take(1_500)
            .collect();
        let width = rows.iter().map(|l| l.cells.len()).max().unwrap_or(0).max(names.len());
        let roles =
            (0..width).map(|c| names.get(c).and_then(|n| words::role(n)).map(|r| r.0)).collect();
        let mut sheet = Self { table, names, roles, rows, width };
        // "Valor" and "Wert" are a value day in one language and an amount in the next.
        for c in 0..width {
            let valued = sheet.roles[c] == Some(Role::DayValue);
            if valued && sheet.share(c, any_day) < 20 && sheet.share(c, any_money) >= 90 {
                sheet.roles[c] = Some(Role::Amount);
            } else if valued && sheet.share(c, |v| currency::of_cell(v).is_some()) >= 80 {
                // "Valuta" is the value day in German and the currency further north and south.
                sheet.roles[c] = Some(Role::Currency);
            }
        }
        sheet.unnamed_beside();
        sheet
    }

    /// A name over a currency and a number: the number, right of it and without a name, is what
    /// was named.
    fn unnamed_beside(&mut self) {
        for c in 0..self.width.saturating_sub(1) {
            let named = matches!(self.roles[c], Some(Role::Amount | Role::Balance));
            let codes = || self.share(c, |v| currency::of_cell(v).is_some()) >= 80;
            let numbers = || self.share(c + 1, any_money) >= 90;
            if named && self.name(c + 1).is_empty() && codes() && numbers() {
                self.roles[c + 1] = self.roles[c];
                self.roles[c] = Some(Role::Currency);
            }
        }
    }

    /// The records of a list of positions, which have no day: a symbol and numbers each.
    pub fn undated(table: &'a Table) -> Self {
        let mut sheet = Self::new(table);
        let number = |c: &String| any_money(c);
        sheet.rows = table
            .lines
            .iter()
            .skip(table.first)
            .filter(|l| l.filled() >= 2 && l.cells.iter().any(number))
            .filter(|l| !l.cells.iter().any(|c| words::is_not_data(c)))
            .filter(|l| l.cells.len() * 2 > sheet.names.len())
            .take(1_500)
            .collect();
        sheet.width = sheet.rows.iter().map(|l| l.cells.len()).max().unwrap_or(0).max(sheet.width);
        sheet.roles.resize(sheet.width, None);
        sheet
    }

    /// Non-empty cells of a column.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &'a str> + '_ {
        self.rows.iter().map(move |l| l.cell(column)).filter(|c| !c.is_empty())
    }

    /// Share of the non-empty cells that pass, in percent; 0 for an empty column.
    pub fn share(&self, column: usize, test: impl Fn(&str) -> bool) -> usize {
        let (mut all, mut good) = (0, 0);
        for cell in self.cells(column) {
            all += 1;
            good += usize::from(test(cell));
        }
        (good * 100).checked_div(all).unwrap_or(0)
    }

    /// How many rows fill the column.
    pub fn filled(&self, column: usize) -> usize {
        self.cells(column).count()
    }

    /// The header cell, empty where there is none.
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// Columns whose header says one of these.
    pub fn with(&self, roles: &[Role]) -> Vec<usize> {
        (0..self.width).filter(|&c| self.roles[c].is_some_and(|r| roles.contains(&r))).collect()
    }

    /// Line of the header, or of the first record.
    pub fn header_line(&self) -> u32 {
        let at = self.table.header.unwrap_or(self.table.first);
        self.table.lines.get(at).map_or(1, |l| l.place.line)
    }
}

/// The column of the day and how it is written.
pub struct Days {
    /// 0-based column.
    pub column: usize,
    /// Where to look when it is empty.
    pub fallback: Option<usize>,
    /// The order; day first while `open`.
    pub format: DayFormat,
    /// True while both orders of day and month read every cell.
    pub open: bool,
    /// All columns of days, for comparing.
    pub all: Vec<usize>,
}

impl Days {
    /// No day at all: the column is one beyond the last.
    pub fn none(width: usize) -> Self {
        let format = DayFormat::Ymd;
        Self { column: width, fallback: None, format, open: false, all: Vec::new() }
    }
}

/// The format that reads most cells of a column, with the share it reads.
fn day_format(sheet: &Sheet<'_>, column: usize) -> (DayFormat, usize, bool) {
    use DayFormat::{DayMonth, Dmy, Mdy, MonthDay, MonthName, Ymd};
    let reads = |f| sheet.share(column, |c| parse_day(c, f, None).is_some());
    let (day, month) = (reads(Dmy), reads(Mdy));
    let best = [(Ymd, reads(Ymd)), (MonthName, reads(MonthName)), (Dmy, day), (Mdy, month)]
        .into_iter()
        .fold((Ymd, 0), |b, x| if x.1 > b.1 { x } else { b });
    if best.1 < 40 && sheet.share(column, |c| c.contains('月')) > 60 {
        return (MonthDay, reads(MonthDay), false);
    }
    if best.1 < 40 && sheet.roles[column] == Some(Role::Day) {
        let short = [(DayMonth, reads(DayMonth)), (MonthDay, reads(MonthDay))];
        if short[0].1 >= 60 || short[1].1 >= 60 {
            let (f, share) = if short[1].1 > short[0].1 { short[1] } else { short[0] };
            return (f, share, short[0].1 == short[1].1);
        }
    }
    let numeric = matches!(best.0, Dmy | Mdy);
    (best.0, best.1, numeric && day == month)
}

/// Finds the column of the day.
pub fn days(sheet: &Sheet<'_>) -> Result<Days, Refused> {
    let mut found: Vec<(usize, usize, DayFormat, bool)> = Vec::new();
    for column in 0..sheet.width {
        let (format, share, open) = day_format(sheet, column);
        let named = matches!(sheet.roles[column], Some(r) if is_day(r));
        if share >= if named { 50 } else { 70 } {
            found.push((rank(sheet, column), column, format, open));
        }
    }
    // A day in local time is worth more than an instant in universal time beside it.
    let instant = |c: usize| sheet.share(c, |v| v.ends_with('Z')) > 50;
    found.sort_by_key(|f| (f.0, instant(f.1), f.1));
    let Some(&(best, column, format, open)) = found.first() else {
        let reason = if sheet.rows.is_empty() && sheet.table.header.is_some() {
            "there is a header but no transactions below it"
        } else {
            "no column holds the day of a transaction"
        };
        return Err(Refused::new(sheet.header_line(), 1, reason));
    };
    refuse_doubtful(sheet, &found, best)?;
    let rows = sheet.rows.len();
    let fallback = found
        .iter()
        .skip(1)
        .filter(|f| f.0 % 10 < 5 && same_order(f.2, format) && sheet.filled(column) < rows)
        .map(|f| f.1)
        .next();
    let fallback = fallback.or_else(|| {
        found.iter().skip(1).find(|f| f.0 % 10 < 5 && same_order(f.2, format)).map(|f| f.1)
    });
    let settled =
        open && found.iter().any(|f| f.3 != open && matches!(f.2, DayFormat::Dmy | DayFormat::Mdy));
    let format = if settled {
        found
            .iter()
            .find(|f| !f.3 && matches!(f.2, DayFormat::Dmy | DayFormat::Mdy))
            .map_or(format, |f| f.2)
    } else {
        format
    };
    let all = found.iter().map(|f| f.1).collect();
    Ok(Days { column, fallback, format, open: open && !settled, all })
}

fn same_order(a: DayFormat, b: DayFormat) -> bool {
    let family = |f| match f {
        DayFormat::Dmy | DayFormat::Mdy => 0,
        DayFormat::Ymd => 1,
        DayFormat::MonthName => 2,
        _ => 3,
    };
    family(a) == family(b)
}

fn is_day(role: Role) -> bool {
    matches!(role, Role::Day | Role::DayDone | Role::DayStart | Role::DayValue | Role::DayOther)
}

/// Lower is better: booked and done days, then value days, then started ones; empty ones last.
fn rank(sheet: &Sheet<'_>, column: usize) -> usize {
    let word = match sheet.roles[column] {
        Some(Role::Day | Role::DayDone) => 1,
        Some(Role::DayValue) => 2,
        Some(Role::DayStart) => 3,
        Some(Role::DayOther) => 7,
        Some(Role::Balance) => 8,
        _ if sheet.names.is_empty() => 1,
        _ => 4,
    };
    let sparse = sheet.filled(column) * 2 < sheet.rows.len();
    word + if sparse { 10 } else { 0 }
}

/// Refuses where the day is a guess between columns that contradict each other.
fn refuse_doubtful(
    sheet: &Sheet<'_>,
    found: &[(usize, usize, DayFormat, bool)],
    best: usize,
) -> Result<(), Refused> {
    let line = sheet.header_line();
    let at = |c: usize| u32::try_from(c + 1).unwrap_or(1);
    if best == 2
        && let Some(odd) =
            found.iter().find(|f| f.0 == 4 && !sheet.name(f.1).is_empty() && f.1 < found[0].1)
        && sheet.roles[odd.1].is_none()
    {
        let reason = format!(
            "the header “{}” stands above days but is not known, and only a value day is named",
            sheet.name(odd.1)
        );
        return Err(Refused::new(line, at(odd.1), reason));
    }
    let value = found.iter().find(|f| sheet.roles[f.1] == Some(Role::DayValue));
    let booked = found.iter().find(|f| sheet.roles[f.1] == Some(Role::Day));
    if let (Some(v), Some(b)) = (value, booked)
        && !same_order(v.2, b.2)
    {
        let row = sheet.rows.first().map_or(line, |r| r.place.line);
        let reason = format!(
            "the day “{}” and the value day “{}” are written in different orders",
            sheet.rows.first().map_or("", |r| r.cell(b.1)),
            sheet.rows.first().map_or("", |r| r.cell(v.1)),
        );
        return Err(Refused::new(row, at(b.1), reason));
    }
    Ok(())
}

/// The decimal sign of the file; the flag says it is a guess.
pub fn decimal(sheet: &Sheet<'_>, money: &[usize], three: bool) -> (char, bool) {
    let mut votes: Vec<Vote> =
        money.iter().flat_map(|&c| sheet.cells(c)).map(amounts::vote).collect();
    let settles = |v: &Vote| matches!(v, Vote::Point | Vote::Comma);
    if !votes.iter().any(settles) {
        // Balances above the table are written in the same style.
        let above = sheet.table.lines.iter().take(sheet.table.first).flat_map(|l| &l.cells);
        votes.extend(above.filter(|c| any_money(c)).map(|c| amounts::vote(c)));
    }
    let count = |v: Vote| votes.iter().filter(|x| **x == v).count();
    let (point, comma) = (count(Vote::Point), count(Vote::Comma));
    let (open_point, open_comma) = (count(Vote::Open('.')), count(Vote::Open(',')));
    if point != comma {
        return (if point > comma { '.' } else { ',' }, false);
    }
    match (open_point, open_comma) {
        (0, 0) => (if sheet.table.delimiter == b';' { ',' } else { '.' }, false),
        // Three digits after the only sign: thousands, or a currency of three decimals.
        (p, c) if (p > c) == three => ('.', !three),
        _ => (',', !three),
    }
}

/// The decimal sign a cell proves.
pub fn sign_of(cell: &str) -> Option<char> {
    match amounts::vote(cell) {
        Vote::Point => Some('.'),
        Vote::Comma => Some(','),
        Vote::Open(_) | Vote::Nothing => None,
    }
}

/// True for a column of numbers; `named` columns may hold whole numbers that look like ids.
pub fn is_money(sheet: &Sheet<'_>, column: usize, named: bool) -> bool {
    let share = sheet.share(column, |c| any_money(c) || is_dash(c));
    let some = sheet.share(column, any_money) > 0;
    if named {
        return some && share >= 60;
    }
    let fine = sheet
        .share(column, |c| !matches!(amounts::vote(c), Vote::Nothing) || signed(c) || is_dash(c));
    some && share >= 90 && fine >= 50 && !looks_like_id(sheet, column)
}

fn signed(cell: &str) -> bool {
    cell.starts_with(['-', '+', '(', '−']) || currency::sign_inside(cell).is_some()
}

/// A dash, or a zero: the ways to write "nothing" in the unused money column.
pub fn is_dash(cell: &str) -> bool {
    matches!(cell, "-" | "--" | "—" | "–" | "/" | "n/a" | "N/A")
}

fn looks_like_id(sheet: &Sheet<'_>, column: usize) -> bool {
    sheet.share(column, |c| {
        c.bytes().all(|b| b.is_ascii_digit())
            && (c.len() > 8 || (c.len() > 1 && c.starts_with('0')))
    }) > 30
}

/// The money columns of a sheet.
pub struct Money {
    /// How the amount is written.
    pub amount: AmountColumns,
    /// The column the header of which may name the currency.
    pub main: usize,
    /// Candidates for the balance, best first.
    pub balances: Vec<usize>,
    /// The fee.
    pub fee: Option<usize>,
    /// Every money column, for the decimal sign.
    pub all: Vec<usize>,
    /// True where two columns share the role and the choice is open.
    pub open: bool,
    /// A balance before the row, which proves the amount but is not shown.
    pub before: Option<usize>,
    /// True where the credit column carries the minus: all signs are turned.
    pub turned: bool,
}

/// Finds the money columns by their headers; `None` when the header does not name any.
pub fn named_money(sheet: &Sheet<'_>) -> Option<Money> {
    let balances: Vec<usize> =
        sheet.with(&[Role::Balance]).into_iter().filter(|&c| is_money(sheet, c, true)).collect();
    let fee = fee_column(sheet);
    let pick = |role: Role| -> Vec<usize> {
        let mut all = sheet.with(&[role]);
        all.retain(|&c| is_money(sheet, c, true));
        all.sort_by_key(|&c| (foreignness(sheet, c), sheet.filled(c) * 2 < sheet.rows.len(), c));
        all
    };
    let single = pick(Role::Amount);
    let pair = debit_credit(sheet);
    let mut all: Vec<usize> = single.iter().chain(&balances).copied().collect();
    let mut turned = false;
    let (amount, main, open) = if let Some((debit, credit)) = pair {
        all.extend([debit, credit]);
        let minus =
            |c: usize| sheet.share(c, |v| v.starts_with(['-', '−', '(']) || v.ends_with('-'));
        turned = sheet.filled(credit) > 0 && minus(credit) > 50 && minus(debit) <= 50;
        let debit_signed = minus(debit) > 50 || turned;
        let main = if sheet.filled(debit) > 0 { debit } else { credit };
        (AmountColumns::DebitCredit { debit, credit, debit_signed }, main, false)
    } else if let Some(&column) = single.first() {
        let rivals =
            single.iter().skip(1).filter(|&&c| foreignness(sheet, c) == foreignness(sheet, column));
        let differs = rivals.filter(|&&c| differ(sheet, column, c)).count() > 0;
        (AmountColumns::Signed { column }, column, differs)
    } else {
        let lone = pick(Role::Debit).into_iter().chain(pick(Role::Credit)).next()?;
        all.push(lone);
        (AmountColumns::Signed { column: lone }, lone, true)
    };
    Some(Money { amount, main, balances, fee, all, open, before: None, turned })
}

/// A fee column that holds at least one fee.
fn fee_column(sheet: &Sheet<'_>) -> Option<usize> {
    sheet.with(&[Role::Fee]).into_iter().find(|&c| {
        sheet.cells(c).any(|v| any_money(v) && v.bytes().any(|b| (b'1'..=b'9').contains(&b)))
    })
}

/// How far an amount column is from the amount booked on the account.
fn foreignness(sheet: &Sheet<'_>, column: usize) -> usize {
    let name = sheet.name(column);
    let own = [
        "实付",
        "счета",
        "счёта",
        "картки",
        "рахунку",
        "account currency",
        "settlement",
        "billing",
        "uctu",
        "rachunku",
    ];
    let lower = name.to_lowercase();
    if own.iter().any(|w| lower.contains(w)) {
        0
    } else if words::is_operation(name) {
        2
    } else if words::is_foreign(name) {
        3
    } else {
        1
    }
}

fn differ(sheet: &Sheet<'_>, a: usize, b: usize) -> bool {
    sheet
        .rows
        .iter()
        .any(|r| !r.cell(a).is_empty() && !r.cell(b).is_empty() && r.cell(a) != r.cell(b))
}

/// A debit and a credit column that are never both used.
fn debit_credit(sheet: &Sheet<'_>) -> Option<(usize, usize)> {
    let usable = |c: &usize| {
        !words::is_foreign(sheet.name(*c))
            && (sheet.filled(*c) == 0 || is_money(sheet, *c, true) || all_dashes(sheet, *c))
    };
    let debits: Vec<usize> = sheet.with(&[Role::Debit]).into_iter().filter(|c| usable(c)).collect();
    let credits: Vec<usize> =
        sheet.with(&[Role::Credit]).into_iter().filter(|c| usable(c)).collect();
    debits
        .iter()
        .flat_map(|&d| credits.iter().map(move |&c| (d, c)))
        .filter(|&(d, c)| exclusive(sheet, d, c))
        .max_by_key(|&(d, c)| (sheet.filled(d) + sheet.filled(c), usize::MAX - d.abs_diff(c)))
}

fn all_dashes(sheet: &Sheet<'_>, column: usize) -> bool {
    sheet.cells(column).all(is_dash)
}

/// True where nearly every row uses exactly one of the two columns.
pub fn exclusive(sheet: &Sheet<'_>, a: usize, b: usize) -> bool {
    let used = |cell: &str| cell.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let (mut one, mut both, mut money) = (0usize, 0usize, 0usize);
    for row in &sheet.rows {
        match (used(row.cell(a)), used(row.cell(b))) {
            (true, true) => both += 1,
            (false, false) => {}
            _ => one += 1,
        }
        money += usize::from(any_money(row.cell(a)) || any_money(row.cell(b)));
    }
    (one > 0 || money > 0) && both * 10 <= one
}

/// Columns of numbers in a file whose header names none.
pub fn bare_money(sheet: &Sheet<'_>) -> Vec<usize> {
    // A header that names the column as something else has the last word.
    let fresh = |c: &usize| match sheet.roles[*c] {
        None | Some(Role::Description | Role::Memo) => true,
        Some(_) => sheet.names.is_empty(),
    };
    let fine: Vec<usize> =
        (0..sheet.width).filter(fresh).filter(|&c| is_money(sheet, c, false)).collect();
    if !fine.is_empty() {
        return fine;
    }
    (0..sheet.width)
        .filter(fresh)
        .filter(|&c| {
            sheet.share(c, any_money) >= 90
                && !looks_like_id(sheet, c)
                && sheet.filled(c) * 2 > sheet.rows.len()
        })
        .collect()
}
