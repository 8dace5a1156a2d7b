//! Puts the findings about a broker's file together: movements of shares, funds and coins, or the
//! positions held on one day. Leaves out which column is which (`trades.rs`).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::amounts::exact;
use super::columns::{self, Days, Money, Sheet};
use super::currency;
use super::dates::parse_day;
use super::detect::{layout, names, signature};
use super::layout::{
    AmountColumns, Cash, Currency, DayFormat, Detected, Hints, Mapping, Note, Refused,
};
use super::roles::{self, Texts};
use super::settle::{Found, Notes, Seen, currencies, settle_days, year};
use super::signs;
use super::table::{Line, any_day, any_money};
use super::trades::{self, Trades};
use super::words::Role;

/// What the file is apart from its table.
pub struct File<'f> {
    /// All of it.
    pub bytes: &'f [u8],
    /// The sample.
    pub text: &'f str,
    /// Name of its encoding.
    pub encoding: &'f str,
}

/// The layout of a broker's file; `None` for any other.
pub fn detect(
    file: &File<'_>,
    sheet: &Sheet<'_>,
    hints: &Hints,
) -> Result<Option<Detected>, Refused> {
    if !trades::may_be(sheet) {
        return Ok(None);
    }
    let (table, mut sheet) = (sheet.table, sheet.clone());
    for c in 0..sheet.width {
        // A currency without a name of its own stands beside its amount.
        let codes = || sheet.share(c, |v| currency::of_cell(v).is_some()) >= 80;
        if sheet.name(c).is_empty() && sheet.roles[c].is_none() && codes() {
            sheet.roles[c] = Some(Role::Currency);
        }
    }
    let mut days = columns::days(&sheet);
    let dated = || (0..sheet.width).any(|c| sheet.rows.len() > 1 && sheet.share(c, any_day) > 50);
    if days.is_err() && trades::is_header(&sheet.names) && !dated() {
        sheet = Sheet::undated(table);
        if sheet.rows.is_empty() {
            return Ok(None);
        }
        refuse_bare(&sheet)?;
        days = Ok(Days::none(sheet.width));
    }
    let Ok(mut days) = days else { return Ok(None) };
    let numeric: Vec<usize> =
        (0..sheet.width).filter(|&c| sheet.share(c, any_money) >= 50).collect();
    let rough = columns::decimal(&sheet, &numeric, false).0;
    let Some(mut trades) = trades::find(&sheet, rough) else { return Ok(None) };
    let mut notes = Notes::default();
    let paired = trades.pair.is_some();
    let money = trades::money(&sheet, &mut trades);
    let decimal = decimal(&sheet, &trades, rough);
    let mut texts = roles::texts(&sheet, &days, &money);
    describe(&mut texts, &trades);
    let balance = balance(&sheet, &money, &mut trades, &texts, decimal, &mut notes);
    let latest =
        sheet.rows.iter().filter_map(|r| parse_day(r.cell(days.column), days.format, None));
    let seen = Seen { text: file.text, decimal, year: latest.max().map(|day| day.year()) };
    let found = if paired {
        currencies(&sheet, &money, &texts, hints, &seen, &mut notes)
    } else {
        currency_of(&mut sheet, &money, &trades, &texts, hints, &seen, &mut notes)
    };
    if days.column < sheet.width {
        settle_days(file.bytes, &sheet, &mut days, hints, &found, &mut notes);
    } else {
        trades.columns.as_of = Some(as_of(&sheet, &mut notes));
    }
    let year = year(&sheet, &days, file.text, &mut notes);
    remark(&sheet, &mut trades, decimal, found.fixed, &mut notes);
    let accounts = roles::accounts(&sheet, &texts);
    if texts.account.is_some() && accounts.own > 1 {
        let text = format!("rows of {} accounts in one file", accounts.own);
        notes.ask(Note::new("accounts", text).at(None, texts.account));
    }
    let mapping = mapping(days, money.amount, decimal, texts, found, balance, trades);
    let mapping = Mapping { year, ..mapping };
    let layout = layout(table, file.encoding, mapping);
    Ok(Some(Detected {
        columns: names(&sheet),
        signature: signature(&sheet, &layout),
        account_hints: accounts.hints,
        warnings: notes.warnings,
        questions: notes.questions,
        layout,
    }))
}

fn mapping(
    days: Days,
    amount: AmountColumns,
    decimal: char,
    texts: Texts,
    found: Found,
    balance: Option<usize>,
    trades: Trades,
) -> Mapping {
    Mapping {
        day: days.column,
        day_fallback: days.fallback,
        day_format: days.format,
        year: None,
        amount,
        inverted: false,
        fee: None,
        decimal,
        description: texts.description,
        payee: None,
        memo: texts.memo,
        external_id: texts.external_id,
        currency: found.column,
        currency_fallback: None,
        fixed_currency: Some(found.fixed.as_str().to_string()),
        balance,
        account: texts.account,
        category: None,
        status: texts.status,
        trade: Some(trades.columns),
    }
}

/// Positions without a day are only taken where each says whose it is and in which currency:
/// otherwise nothing could be done with them.
fn refuse_bare(sheet: &Sheet<'_>) -> Result<(), Refused> {
    let has = |role: Role| sheet.with(&[role]).iter().any(|&c| sheet.filled(c) > 0);
    if has(Role::Account) && has(Role::Currency) {
        return Ok(());
    }
    let reason = "positions held, without a day, an account and a currency: no transactions. Use a \
                  list of symbol, shares, price, market_price, account, currency";
    Err(Refused::new(sheet.header_line(), 1, reason))
}

/// The decimal sign of the money; of quantities and prices where the money does not tell.
fn decimal(sheet: &Sheet<'_>, trades: &Trades, rough: char) -> char {
    let of = |c: Option<usize>| {
        let cells = c.into_iter().flat_map(|c| sheet.cells(c));
        let signs: BTreeSet<char> = cells.filter_map(columns::sign_of).collect();
        signs.first().copied().filter(|_| signs.len() == 1)
    };
    of(trades.amount)
        .or_else(|| of(trades.columns.price))
        .or_else(|| of(trades.columns.quantity))
        .unwrap_or(rough)
}

/// The kind, the symbol and the name come first; the bank's columns of words follow.
fn describe(texts: &mut Texts, trades: &Trades) {
    let t = &trades.columns;
    let named = if trades.names.is_empty() { t.symbol.first() } else { None };
    let first = t.kind.iter().chain(&trades.names).chain(named);
    let mut all: Vec<usize> = Vec::new();
    for column in first.chain(&texts.description).copied() {
        if !all.contains(&column) {
            all.push(column);
        }
    }
    texts.description = all;
    texts.account = texts.account.filter(|a| !t.symbol.contains(a) && !trades.names.contains(a));
}

/// The balance that the amounts add up to, which proves their signs.
fn balance(
    sheet: &Sheet<'_>,
    money: &Money,
    trades: &mut Trades,
    texts: &Texts,
    decimal: char,
    notes: &mut Notes,
) -> Option<usize> {
    let many = texts.account.filter(|&a| sheet.filled(a) > 0);
    let found = signs::by_balance(sheet, money, many, decimal, None);
    if found.proved && !found.inverted && trades.columns.cash == Cash::Kind {
        trades.columns.cash = Cash::Written;
    }
    let said = match trades.columns.cash {
        Cash::Kind => {
            "the numbers carry no sign of the cash: what is bought, charged or taken out is read \
             as money out"
        }
        Cash::Paid => "what was given away is read as money out",
        Cash::Worth if trades.amount.is_some() => {
            "the amounts say what something is worth: they move no cash"
        }
        Cash::Worth => {
            "no column names an amount: quantities and prices are kept, and only rows of a \
             currency move cash"
        }
        Cash::Written => return found.balance.filter(|_| found.proved),
    };
    let at = trades.amount;
    notes.warn(Note::new("sign", said).at(Some(sheet.header_line()), at));
    None
}

/// The currency of the amounts, which in such files is easily mistaken for that of the shares.
fn currency_of(
    sheet: &mut Sheet<'_>,
    money: &Money,
    trades: &Trades,
    texts: &Texts,
    hints: &Hints,
    seen: &Seen<'_>,
    notes: &mut Notes,
) -> Found {
    let sure = |c: usize| currency::inside(sheet.name(c)).filter(|f| f.1).map(|f| f.0);
    let header = trades.amount.and_then(sure);
    let price = trades.columns.price.and_then(sure).filter(|_| header.is_none());
    let base = price.or_else(|| trades::base_currency(sheet, trades, seen.decimal));
    if let Some(fixed) = base.or(header) {
        return Found { column: None, fallback: None, fixed, sure: true };
    }
    for c in 0..sheet.width {
        if sheet.roles[c] == Some(Role::Currency) && Some(c) != trades.currency {
            sheet.roles[c] = Some(Role::Other);
        }
    }
    let found = currencies(sheet, money, texts, hints, seen, notes);
    Found { column: trades.currency, fallback: None, ..found }
}

/// The day positions are of: one that stands above them, or asked.
fn as_of(sheet: &Sheet<'_>, notes: &mut Notes) -> NaiveDate {
    let above = sheet.table.lines.iter().take(sheet.table.first).flat_map(|line| &line.cells);
    let mut words = above.flat_map(|cell| cell.split([' ', ',', ';'])).filter(|w| any_day(w));
    let orders = [DayFormat::Ymd, DayFormat::Mdy, DayFormat::Dmy];
    let found = words.find_map(|w| orders.iter().find_map(|f| parse_day(w, *f, None)));
    let message = match found {
        Some(day) => format!("these positions have no day of their own: are they of {day}?"),
        None => "these positions have no day: which day are they of?".to_string(),
    };
    notes.ask(Note::new("as_of", message).at(Some(sheet.header_line()), None));
    found.unwrap_or_default()
}

/// Says what is rounded and what moves no cash.
fn remark(
    sheet: &Sheet<'_>,
    trades: &mut Trades,
    decimal: char,
    fixed: Currency,
    notes: &mut Notes,
) {
    let Some(amount) = trades.amount else { return };
    let digits = fixed.exponent();
    let finer = |cell: &str| exact(cell, decimal).is_some_and(|d| d.normalize().scale() > digits);
    let line = sheet.rows.iter().find(|row| finer(row.cell(amount))).map(|row| row.place.line);
    if line.is_some() {
        trades.columns.rounded = true;
        let text = "amounts finer than the smallest coin are rounded to it";
        notes.warn(Note::new("rounded", text).at(line, Some(amount)));
    }
    let empty = |row: &&&Line| exact(row.cell(amount), decimal).is_none();
    let without = sheet.rows.iter().filter(empty).count();
    if without > 0 && trades.columns.cash != Cash::Worth {
        let text = format!("{without} rows name no amount: they move shares or coins, and no cash");
        let first = sheet.rows.iter().find(empty).map(|row| row.place.line);
        notes.warn(Note::new("no_cash", text).at(first, Some(amount)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{detect, rows};
    use super::*;

    /// Day, cash, currency, kind, symbol and quantity of each row, and the codes of what was said.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let found = detect(text.as_bytes(), &Hints::default()).unwrap_or_else(|e| panic!("{e}"));
        let mut all = rows(text.as_bytes(), &found.layout).unwrap_or_else(|e| panic!("{e}"));
        let mut out = Vec::new();
        while let Some(row) = all.next_row() {
            out.push(match row {
                Ok(row) => {
                    let trade = row.trade.cloned().unwrap_or_default();
                    let quantity = trade.quantity.map(|q| q.to_string()).unwrap_or_default();
                    let (cash, code) = (row.amount_minor, row.currency.as_str());
                    let (kind, symbol) = (trade.kind, trade.symbol);
                    format!("{} {cash} {code} {kind} {symbol} {quantity}", row.day)
                }
                Err(e) => format!("bad {e}"),
            });
        }
        let notes = found.questions.iter().chain(&found.warnings);
        (out, notes.map(|note| note.code.clone()).collect())
    }

    #[test]
    fn signed_cash_stands_as_it_is() {
        let (rows, notes) = read(
            "Datum;Typ;ISIN;Stück;Kurs;Betrag;Währung\n03.01.2024;Kauf;IE00B3RBWM25;10;104,50;\
             -1.045,00;EUR\n14.01.2024;Einlage;;;;500,00;EUR\n",
        );
        assert_eq!(
            rows,
            ["2024-01-03 -104500 EUR Kauf IE00B3RBWM25 10", "2024-01-14 50000 EUR Einlage  "]
        );
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn unsigned_buys_are_money_out() {
        let (rows, notes) = read(
            "Date,Ticker,Type,Quantity,Price,Total,Currency\n2024-01-03,AAA,BUY,2,10,20,USD\n\
             2024-01-14,AAA,SELL,1,11.5,11.50,USD\n2024-01-15,AAA,STOCK SPLIT,3,,,USD\n\
             2024-01-16,,Withdrawal,,,5,USD\n",
        );
        assert_eq!(
            rows,
            [
                "2024-01-03 -2000 USD BUY AAA 2",
                "2024-01-14 1150 USD SELL AAA 1",
                "2024-01-15 0 USD STOCK SPLIT AAA 3",
                "2024-01-16 -500 USD Withdrawal  ",
            ]
        );
        assert_eq!(notes, ["sign", "no_cash"]);
    }

    #[test]
    fn coins_are_no_money_and_deposits_are() {
        let (rows, notes) = read(
            "Date,Type,Currency,Amount,Paid Currency,Paid Amount\n\
             2024-01-03,deposit,EUR,100,,\n2024-01-14,buy,BTC,0.00250001,EUR,-99.505\n\
             2024-01-15,staking,ETH,0.0000001,,\n",
        );
        assert_eq!(
            rows,
            [
                "2024-01-03 10000 EUR deposit EUR 100",
                "2024-01-14 -9951 EUR buy BTC 0.00250001",
                "2024-01-15 0 EUR staking ETH 0.0000001",
            ]
        );
        assert_eq!(notes, ["rounded", "no_cash"]);
    }

    #[test]
    fn what_was_given_for_what_was_got() {
        let (rows, _) = read(
            "Type,Buy,Cur.,Sell,Cur.,Date\nTrade,0.0055,BTC,500,EUR,2024-01-03 10:00:00\n\
             Trade,200,EUR,0.0022,BTC,18.01.2024 10:00:00\n",
        );
        assert_eq!(
            rows,
            ["2024-01-03 -50000 EUR Trade BTC 0.0055", "2024-01-18 20000 EUR Trade EUR 200"]
        );
    }

    #[test]
    fn a_rate_shows_the_currency_of_the_account() {
        let (rows, _) = read(
            "Date,Code,Type,Quantity,Price,Currency,Exchange Rate,Value\n\
             13/01/2024,AAA,Buy,10,250,USD,1.25,-2000\n14/01/2024,BBB,Buy,2,50,GBP,1,-100\n",
        );
        assert_eq!(rows, ["2024-01-13 -200000 GBP Buy AAA 10", "2024-01-14 -10000 GBP Buy BBB 2"]);
    }

    #[test]
    fn own_positions_are_taken_and_bare_ones_refused() {
        let (rows, notes) = read(
            "symbol,shares,price,market_price,account,currency\nAAA,10,1.5,2,Depot,USD\n\
             BBB,0.25,30000,60000,Depot,EUR\n",
        );
        assert_eq!(rows, ["1970-01-01 0 USD  AAA 10", "1970-01-01 0 EUR  BBB 0.25"]);
        assert_eq!(notes, ["as_of", "sign"]);
        let bare = "Fund,Name,Shares (#),Closing Price\nAAA,A FUND,10.5,198.86\n";
        let Err(no) = detect(bare.as_bytes(), &Hints::default()) else { panic!("taken") };
        assert!(no.reason.starts_with("positions held"), "{no}");
    }
}
