//! Tells a broker's file from a bank's, and finds its columns: what was moved, how much of it, and
//! what the amounts mean for the cash. Header words propose, the cells decide.
//! Leaves out reading the rows (`trade_rows.rs`).

use std::collections::BTreeSet;

use super::amounts::exact;
use super::columns::{Money, Sheet, is_dash, named_money};
use super::currency;
use super::layout::{AmountColumns, Cash, Currency, TradeColumns};
use super::table::any_day;
use super::trade_words::{Effect, TradeRole, amount_rank, effect, role};
use super::words::{self, Role, normalise};

/// What the header and the cells say of a broker's file.
pub struct Trades {
    /// The columns of what was moved.
    pub columns: TradeColumns,
    /// The column of the money, where there is one.
    pub amount: Option<usize>,
    /// Money out and money in where they stand in columns of their own, as at a bank's.
    pub pair: Option<Money>,
    /// The column of the currency of the amount.
    pub currency: Option<usize>,
    /// Columns of tickers and names for the description.
    pub names: Vec<usize>,
}

/// True for a header that names a quantity and what it is of: enough to be a broker's.
pub fn is_header(cells: &[String]) -> bool {
    let said: BTreeSet<TradeRole> = cells.iter().filter_map(|c| role(c)).collect();
    let of = [TradeRole::Ticker, TradeRole::Number, TradeRole::Name, TradeRole::Price];
    said.contains(&TradeRole::Quantity) && of.iter().any(|r| said.contains(r))
}

/// A cheap look before [`find`]: false is final.
pub fn may_be(sheet: &Sheet<'_>) -> bool {
    use TradeRole::{Number, Quantity, Ticker};
    let said = |name: &String| matches!(role(name), Some(Quantity | Ticker | Number));
    sheet.names.iter().any(said) || swap(sheet).is_some() || coins(sheet)
}

/// The columns of a broker's file; `None` for any other.
pub fn find(sheet: &Sheet<'_>, decimal: char) -> Option<Trades> {
    if sheet.names.is_empty() {
        return None;
    }
    let roles: Vec<Option<TradeRole>> = (0..sheet.width).map(|c| role(sheet.name(c))).collect();
    let with = |role: TradeRole| -> Vec<usize> {
        let named = (0..sheet.width).filter(|&c| roles[c] == Some(role));
        named.filter(|&c| sheet.filled(c) > 0).collect()
    };
    let numbers = |c: &usize| sheet.share(*c, |v| is_number(v, decimal)) >= 80;
    let words = |c: &usize| !numbers(c) && sheet.share(*c, any_day) < 50;
    let isin = with(TradeRole::Number)
        .into_iter()
        .any(|c| normalise(sheet.name(c)).contains("isin") && sheet.share(c, is_isin) >= 60);
    let tickers = with(TradeRole::Ticker).into_iter().filter(words);
    let tickers: Vec<usize> = tickers.take(1).collect();
    let names: Vec<usize> = with(TradeRole::Name).into_iter().filter(words).collect();
    let mut symbol = [tickers.clone(), with(TradeRole::Number), names.clone()].concat();
    let (swap, codes) = (swap(sheet), codes(sheet));
    let quantity = swap
        .map(|s| s.0)
        .or_else(|| with(TradeRole::Quantity).into_iter().find(numbers))
        .or_else(|| asset_amount(sheet, &codes, decimal))
        .or_else(|| of_asset(sheet, &tickers, decimal));
    let price = with(TradeRole::Price).into_iter().find(|c| Some(*c) != quantity && numbers(c));
    let coin = quantity.and_then(|q| currency_beside(sheet, &codes, q));
    let coin = coin.filter(|&c| !is_money(sheet, c) || sheet.share(c, is_coin) >= 20);
    symbol.retain(|c| Some(*c) != coin);
    symbol.splice(0..0, coin);
    let traded = quantity.is_some() && (price.is_some() || !symbol.is_empty());
    if !(traded || isin || coins(sheet)) {
        return None;
    }
    let amount =
        swap.map(|s| s.1).or_else(|| amount_column(sheet, &codes, quantity, price, decimal));
    let pair = named_money(sheet).filter(|_| amount.is_none());
    let pair = pair.filter(|m| matches!(m.amount, AmountColumns::DebitCredit { .. }));
    let fees = [sheet.with(&[Role::Fee]), with(TradeRole::Fee)].concat();
    let rate = |c: &usize| {
        let name = normalise(sheet.name(*c));
        name.split(' ').any(|w| matches!(w, "bps" | "rate" | "percent"))
    };
    let fee = fees.into_iter().filter(|c| Some(*c) != amount && sheet.filled(*c) > 0);
    let fee = fee.into_iter().find(|c| numbers(c) && !rate(c));
    // Where each row says what was given for what, any word for it will do.
    let kind = kind_column(sheet, &roles)
        .or_else(|| with(TradeRole::Kind).into_iter().find(|c| swap.is_some() && words(c)));
    // Positions have no amount; their price is in some currency all the same.
    let of = amount.or(price).or(quantity);
    let currency = of.and_then(|a| currency_beside(sheet, &codes, a));
    let mut columns = TradeColumns { kind, symbol, quantity, price, fee, ..Default::default() };
    columns.cash = match &pair {
        Some(_) => Cash::Written,
        None => meaning(sheet, &columns, amount, swap.is_some(), decimal),
    };
    let named = tickers.into_iter().chain(coin).chain(names);
    let mut names: Vec<usize> = Vec::new();
    for column in named {
        if !names.contains(&column) {
            names.push(column);
        }
    }
    Some(Trades { columns, amount, pair, currency, names })
}

fn is_number(cell: &str, decimal: char) -> bool {
    is_dash(cell) || !any_day(cell) && exact(cell, decimal).is_some() || is_none(cell)
}

/// "n/a" and its like.
fn is_none(cell: &str) -> bool {
    matches!(cell.to_ascii_lowercase().as_str(), "n/a" | "na" | "none" | "--" | "not available")
}

/// Two letters of a country, nine signs, one digit.
fn is_isin(cell: &str) -> bool {
    let b = cell.as_bytes();
    b.len() == 12
        && b[..2].iter().all(u8::is_ascii_uppercase)
        && b[2..11].iter().all(u8::is_ascii_alphanumeric)
        && b[11].is_ascii_digit()
}

/// `Buy, Cur., Sell, Cur.`: what was got and what was given, each with its currency.
fn swap(sheet: &Sheet<'_>) -> Option<(usize, usize)> {
    let named = |words: &[&str]| {
        (0..sheet.width).find(|&c| words.contains(&normalise(sheet.name(c)).as_str()))
    };
    let got = named(&["buy", "buy amount", "received amount", "received quantity"])?;
    let given = named(&["sell", "sell amount", "sent amount", "sent quantity"])?;
    let beside = |c: usize| sheet.roles.get(c + 1).copied().flatten() == Some(Role::Currency);
    (beside(got) && beside(given)).then_some((got, given))
}

/// True where the file lists coins: a column of currencies whose codes are mostly none of ISO.
fn coins(sheet: &Sheet<'_>) -> bool {
    let column = |c: usize| {
        let rare = sheet.share(c, is_coin) >= 20;
        rare && sheet.filled(c) * 2 >= sheet.rows.len()
    };
    sheet.with(&[Role::Currency]).into_iter().any(column)
}

fn is_coin(cell: &str) -> bool {
    let code = cell.split(' ').next().unwrap_or("");
    (2..=6).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && code.bytes().any(|b| b.is_ascii_uppercase())
        && currency::of_cell(code).is_none()
}

/// The amount that is counted in coins.
fn asset_amount(sheet: &Sheet<'_>, codes: &[usize], decimal: char) -> Option<usize> {
    let amounts = sheet.with(&[Role::Amount]).into_iter();
    let mut numbers = amounts.filter(|&c| sheet.share(c, |v| is_number(v, decimal)) >= 80);
    numbers.find(|&c| {
        currency_beside(sheet, codes, c)
            .is_some_and(|c| sheet.share(c, is_coin) >= 20 && sheet.filled(c) > 0)
    })
}

/// The amount of a ledger where each row names its asset, currencies among them.
fn of_asset(sheet: &Sheet<'_>, tickers: &[usize], decimal: char) -> Option<usize> {
    let asset = *tickers.first()?;
    let named = matches!(normalise(sheet.name(asset)).as_str(), "asset" | "coin" | "crypto");
    let full = sheet.filled(asset) == sheet.rows.len();
    let mut amounts = sheet.with(&[Role::Amount]).into_iter();
    let number = |c: &usize| sheet.share(*c, |v| is_number(v, decimal)) >= 80;
    amounts.find(number).filter(|_| named && full && sheet.with(&[Role::Currency]).is_empty())
}

/// True for a column of codes most of which are ISO's.
fn is_money(sheet: &Sheet<'_>, column: usize) -> bool {
    sheet.share(column, |v| currency::of_cell(v).is_some()) > 50
}

/// Columns of codes of currencies or coins, at most a score.
fn codes(sheet: &Sheet<'_>) -> Vec<usize> {
    let fit = |c: &usize| {
        sheet.share(*c, |v| is_coin(v) || currency::of_cell(v).is_some()) >= 80
            && sheet.filled(*c) > 0
    };
    sheet.with(&[Role::Currency]).into_iter().filter(fit).take(20).collect()
}

/// The column of the currency that belongs to a column of numbers: one that shares a word with its
/// header, the one beside it, or the only one there is.
fn currency_beside(sheet: &Sheet<'_>, all: &[usize], column: usize) -> Option<usize> {
    const COMMON: &[&str] = &["currency", "amount", "cur", "code", "name", "of", "the", "in"];
    let own = |c: usize| -> Vec<String> {
        let text = normalise(sheet.name(c));
        text.split(' ').filter(|w| !COMMON.contains(w)).map(String::from).collect()
    };
    let mine = own(column);
    let shared = |c: &&usize| own(**c).iter().any(|w| mine.contains(w));
    let foreign = |c: usize| {
        let words = own(c);
        let of = ["asset", "instrument", "security", "price", "withholding", "tax", "fee"];
        words.iter().any(|w| of.contains(&w.as_str()) || w.starts_with("instrument"))
    };
    let apart = |c: usize| if c > column { (c - column) * 2 - 1 } else { (column - c) * 2 };
    let near = || all.iter().filter(|c| !foreign(**c)).min_by_key(|c| apart(**c));
    // "Amount" goes with "Currency", and what has no name belongs to what stands left of it.
    let left = |c: &&usize| sheet.name(column).is_empty() && **c + 1 == column;
    let bare =
        |c: &&usize| mine.is_empty() && !sheet.name(column).is_empty() && own(**c).is_empty();
    let bare = || all.iter().filter(bare).min_by_key(|c| apart(**c));
    let named = all.iter().find(shared).or_else(|| all.iter().find(left)).or_else(bare);
    named.or_else(near).or(all.first()).copied()
}

/// The column of the money: the plainest name that its cells bear out.
fn amount_column(
    sheet: &Sheet<'_>,
    codes: &[usize],
    quantity: Option<usize>,
    price: Option<usize>,
    decimal: char,
) -> Option<usize> {
    let taken = |c: &usize| Some(*c) == quantity || Some(*c) == price;
    let fits = |c: &usize| {
        sheet.share(*c, |v| is_number(v, decimal)) >= 80
            && sheet.cells(*c).any(|v| exact(v, decimal).is_some())
    };
    let coined = coins(sheet);
    let coin = |c: usize| {
        let beside = currency_beside(sheet, codes, c).filter(|_| coined);
        beside.is_some_and(|c| sheet.share(c, is_coin) >= 80)
    };
    let worth = |c: &usize| role(sheet.name(*c)) == Some(TradeRole::Worth);
    let bought = |c: &usize| normalise(sheet.name(*c)).contains("cost");
    let named = |c: &usize| {
        let by_word = role(sheet.name(*c)) == Some(TradeRole::Amount);
        by_word || sheet.roles[*c] == Some(Role::Amount)
    };
    let price_like =
        |c: &usize| matches!(role(sheet.name(*c)), Some(TradeRole::Price | TradeRole::Quantity));
    let rank =
        |c: &usize| (coin(*c), amount_rank(sheet.name(*c)), words::is_foreign(sheet.name(*c)), *c);
    let free = || (0..sheet.width).filter(|c| !taken(c) && fits(c));
    let best = free().filter(|c| named(c) && !worth(c) && !price_like(c)).min_by_key(rank);
    best.or_else(|| free().filter(worth).min_by_key(|c| (!bought(c), *c)))
}

/// The column with the most words for what happens at a broker's.
fn kind_column(sheet: &Sheet<'_>, roles: &[Option<TradeRole>]) -> Option<usize> {
    let share = |c: usize| sheet.share(c, |v| effect(v).is_some());
    let named = |c: &usize| {
        roles[*c] == Some(TradeRole::Kind)
            || matches!(sheet.roles[*c], Some(Role::Kind | Role::Direction | Role::Category))
    };
    let said = |c: usize| sheet.cells(c).filter(|v| effect(v).is_some()).count();
    let best = (0..sheet.width).filter(|c| named(c) && said(*c) > 0);
    best.max_by_key(|&c| (said(c), share(c), usize::MAX - c))
}

/// What the amounts mean for the cash, by what buying and selling look like.
fn meaning(
    sheet: &Sheet<'_>,
    columns: &TradeColumns,
    amount: Option<usize>,
    swap: bool,
    decimal: char,
) -> Cash {
    let Some(amount) = amount else {
        return Cash::Worth;
    };
    if swap {
        return Cash::Paid;
    }
    let native = normalise(sheet.name(amount)).starts_with("native");
    if native || columns.kind.is_none() && role(sheet.name(amount)) == Some(TradeRole::Worth) {
        return Cash::Worth;
    }
    let (mut plain, mut turned) = (0usize, 0usize);
    for row in &sheet.rows {
        let kind = columns.kind.and_then(|k| effect(row.cell(k)));
        let Some(value) = exact(row.cell(amount), decimal).filter(|v| !v.is_zero()) else {
            continue;
        };
        match kind {
            Some(Effect::Buy) if value.is_sign_negative() => plain += 2,
            Some(Effect::Buy) => turned += 2,
            Some(Effect::Sell) if value.is_sign_negative() => turned += 2,
            Some(Effect::Out) if value.is_sign_negative() => plain += 1,
            Some(Effect::Out) => turned += 1,
            _ => {}
        }
    }
    if turned > plain { Cash::Kind } else { Cash::Written }
}

/// The currency all amounts are in although each row names another: the one whose rate is 1, where
/// quantity times price only makes the amount with the rate.
pub fn base_currency(sheet: &Sheet<'_>, trades: &Trades, decimal: char) -> Option<Currency> {
    let rated = |c: &usize| {
        let name = normalise(sheet.name(*c));
        ["exchange rate", "currency rate", "fx rate", "fxrate", "kurs"]
            .iter()
            .any(|w| name.contains(w))
    };
    let rate = (0..sheet.width).find(rated)?;
    let (quantity, price) = (trades.columns.quantity?, trades.columns.price?);
    let (amount, code) = (trades.amount?, trades.currency?);
    let (mut own, mut base) = (0usize, 0usize);
    let mut home: Vec<Currency> = Vec::new();
    for row in &sheet.rows {
        let of = |c: usize| exact(row.cell(c), decimal).map(|d| d.abs()).filter(|d| !d.is_zero());
        let (Some(rate), found) = (of(rate), currency::of_cell(row.cell(code))) else { continue };
        if rate == 1.into() {
            home.extend(found);
            continue;
        }
        let (Some(q), Some(p), Some(a)) = (of(quantity), of(price), of(amount)) else { continue };
        let Some(made) = q.checked_mul(p) else { continue };
        let near = |x: Option<rust_decimal::Decimal>| {
            x.and_then(|x| (x - a).abs().checked_mul(20.into())).is_some_and(|off| off <= a)
        };
        let plain = near(Some(made));
        own += usize::from(plain);
        base +=
            usize::from(!plain && (near(made.checked_div(rate)) || near(made.checked_mul(rate))));
    }
    let first = *home.first()?;
    (base > own && home.iter().all(|h| *h == first)).then_some(first)
}

/// The money of a broker's file in the words of a bank's.
pub fn money(sheet: &Sheet<'_>, trades: &mut Trades) -> Money {
    if let Some(pair) = trades.pair.take() {
        return pair;
    }
    // One beyond the last column stands for none.
    let column = trades.amount.unwrap_or(sheet.width);
    let balances = sheet.with(&[Role::Balance]);
    Money {
        amount: AmountColumns::Signed { column },
        main: column,
        balances,
        fee: None,
        all: trades.amount.into_iter().collect(),
        open: false,
        before: None,
        turned: false,
    }
}
