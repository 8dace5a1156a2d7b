//! Exchange rates: kept by hand, brought by a file, told by transfers, and looked up. The rules of
//! looking up are in `rates.rs`; reading a file is the job of importing.
use super::rates::{self, DayRate, LONGEST, RateSource, Rates};
use super::sql;
use crate::db::Id;
use crate::op::Nothing;
use crate::{Code, Error, Result, Tx, money, record};
use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

record! {
    /// A rate of one's own: so much of the quote currency for one of the base.
    pub struct ExchangeRate in "exchange_rate" {
        id: Id,
        day: NaiveDate,
        base: String,
        quote: String,
        /// Decimal text.
        rate: String,
        source: RateSource,
        version: i64,
    }
}

/// So much of the quote currency for one of the base, on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rate {
    /// Null for one that came in a file: that goes with its file.
    pub id: Option<Id>,
    pub day: NaiveDate,
    pub base: String,
    pub quote: String,
    /// Decimal text.
    pub rate: String,
    pub source: RateSource,
    pub version: Option<i64>,
}

impl From<ExchangeRate> for Rate {
    fn from(own: ExchangeRate) -> Self {
        let ExchangeRate { id, day, base, quote, rate, source, version } = own;
        Self { id: Some(id), day, base, quote, rate, source, version: Some(version) }
    }
}

impl Rate {
    fn of_file(base: &str, quote: &str, (day, rate): (NaiveDate, Decimal)) -> Self {
        let (base, quote, rate) = (base.into(), quote.into(), rate.to_string());
        Self { id: None, day, base, quote, rate, source: RateSource::File, version: None }
    }
}

/// Two currencies that there are rates of.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RatePair {
    pub base: String,
    pub quote: String,
    /// The newest there is.
    pub newest: Rate,
    /// How many were typed or told by a transfer.
    pub own: i64,
}

const ALWAYS: (NaiveDate, NaiveDate) = (NaiveDate::MIN, NaiveDate::MAX);
/// Days as text compare as days from the year 1 to 9999.
const YEARS: (i32, i32) = (1, 9999);

fn always() -> (NaiveDate, NaiveDate) {
    let first = |year| NaiveDate::from_yo_opt(year, 1);
    (first(YEARS.0).unwrap_or(ALWAYS.0), first(YEARS.1).unwrap_or(ALWAYS.1))
}

fn damaged() -> Error {
    Error::internal("the rates of a year are damaged")
}

pub async fn list_rate_pairs(tx: &mut Tx, _: Nothing) -> Result<Vec<RatePair>> {
    let mut pairs: BTreeMap<(String, String), RatePair> = BTreeMap::new();
    let mut keep = |newest: Rate, own: i64| {
        let (base, quote) = (newest.base.clone(), newest.quote.clone());
        let order = |rate: &Rate| rates::newest_first(rate.day, rate.source);
        match pairs.get_mut(&(base.clone(), quote.clone())) {
            None => {
                pairs.insert((base.clone(), quote.clone()), RatePair { base, quote, newest, own });
            }
            Some(pair) => {
                pair.own += own;
                if order(&newest) <= order(&pair.newest) {
                    pair.newest = newest;
                }
            }
        }
    };
    for year in sql::newest_years(tx).await? {
        let days = rates::unpack(year.year, &year.rates).ok_or_else(damaged)?;
        if let Some(last) = days.last() {
            keep(Rate::of_file(&year.base, &year.quote, *last), 0);
        }
    }
    for own in sql::own_rates(tx, None, always()).await? {
        keep(own.into(), 1);
    }
    Ok(pairs.into_values().collect())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListRates {
    /// ISO 4217.
    pub base: String,
    /// ISO 4217.
    pub quote: String,
    /// At most this many; 100 unless told, 1000 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

pub async fn list_rates(tx: &mut Tx, input: ListRates) -> Result<Vec<Rate>> {
    let (base, quote) = (code("base", &input.base)?, code("quote", &input.quote)?);
    let pair = Some((base.as_str(), quote.as_str()));
    let own = sql::own_rates(tx, pair, always()).await?;
    let mut found: Vec<Rate> = own.into_iter().map(Rate::from).collect();
    let mut of_files = BTreeMap::new();
    for year in sql::rate_years(tx, pair, YEARS).await? {
        of_files.extend(rates::unpack(year.year, &year.rates).ok_or_else(damaged)?);
    }
    found.extend(of_files.into_iter().map(|one| Rate::of_file(&base, &quote, one)));
    found.sort_by_cached_key(|rate| rates::newest_first(rate.day, rate.source));
    found.truncate(input.limit.unwrap_or(100).clamp(1, 1000) as usize);
    Ok(found)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRate {
    /// The rate to change; without it, the one typed for this pair and day, or a new one.
    #[serde(default)]
    pub id: Option<Id>,
    /// Of the rate to change, as it was seen.
    #[serde(default)]
    pub version: Option<i64>,
    pub day: NaiveDate,
    /// ISO 4217.
    pub base: String,
    /// ISO 4217.
    pub quote: String,
    /// How much of the quote currency one of the base is worth, as 1.0842.
    pub rate: String,
}

pub async fn set_rate(tx: &mut Tx, input: SetRate) -> Result<Rate> {
    let (base, quote) = (code("base", &input.base)?, code("quote", &input.quote)?);
    if base == quote {
        return Err(Error::invalid("quote", "choose two different currencies"));
    }
    let wrong = || Error::invalid("rate", "write a rate as 1.0842, greater than 0");
    let rate = rates::parse(input.rate.trim()).ok_or_else(wrong)?.to_string();
    let (day, source) = (super::ops::sensible_day(input.day)?, RateSource::Typed);
    let there = sql::own_rate(tx, (&base, &quote), day, source).await?;
    let label = format!("set 1 {base} to {rate} {quote} on {day}");
    let before = match input.id {
        None => there,
        Some(id) if there.as_ref().is_some_and(|there| there.id != id) => {
            return Err(Error::invalid("day", "there is a rate of this pair on that day already"));
        }
        Some(id) => Some(tx.get::<ExchangeRate>(id).await?),
    };
    let kept = match before {
        Some(before) => {
            let version = input.version.unwrap_or(before.version);
            let mut kept = ExchangeRate { day, base, quote, rate, source, ..before };
            tx.update(&mut kept, version).await?;
            kept
        }
        None => {
            let id = tx.new_id();
            let kept = ExchangeRate { id, day, base, quote, rate, source, version: 1 };
            tx.insert(&kept).await?;
            kept
        }
    };
    tx.label(label).await?;
    Ok(kept.into())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveRate {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_rate(tx: &mut Tx, input: RemoveRate) -> Result<Rate> {
    let gone: ExchangeRate = tx.remove(input.id, input.version).await?;
    tx.label(format!("removed the rate of {} in {} on {}", gone.base, gone.quote, gone.day))
        .await?;
    Ok(gone.into())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetRate {
    /// ISO 4217.
    pub base: String,
    /// ISO 4217.
    pub quote: String,
    /// Today unless told.
    #[serde(default)]
    pub day: Option<NaiveDate>,
}

pub async fn get_rate(tx: &mut Tx, input: GetRate) -> Result<Rate> {
    let (base, quote) = (code("base", &input.base)?, code("quote", &input.quote)?);
    let day = input.day.unwrap_or(tx.today());
    let found = rates_between(tx, day, day).await?.rate(&base, &quote, day);
    let DayRate { day, rate, source } = found.ok_or_else(|| {
        let message = format!("no rate of {base} in {quote} is known for {day}; add one");
        Error::new(Code::NotFound, message)
    })?;
    let rate = rates::rounded(rate, 10).unwrap_or(rate).to_string();
    Ok(Rate { id: None, day, base, quote, rate, source, version: None })
}

/// Three letters: files have currencies that ISO 4217 lists no more.
fn code(field: &str, text: &str) -> Result<String> {
    let code = text.trim().to_uppercase();
    let letters = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if letters { Ok(code) } else { money::currency(field, text) }
}

/// Every rate that says something about a day from `from` to `to`.
pub async fn rates_between(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Rates> {
    let from = from.checked_sub_days(Days::new(LONGEST as u64)).unwrap_or(from);
    let mut all = vec![];
    for year in sql::rate_years(tx, None, (from.year(), to.year())).await? {
        let days = rates::unpack(year.year, &year.rates).ok_or_else(damaged)?;
        let near = days.into_iter().filter(|(day, _)| (from..=to).contains(day));
        all.extend(near.map(|(day, rate)| {
            let known = DayRate { day, rate, source: RateSource::File };
            (year.base.clone(), year.quote.clone(), known)
        }));
    }
    for own in sql::own_rates(tx, None, (from, to)).await? {
        let rate = rates::parse(&own.rate).ok_or_else(damaged)?;
        all.push((own.base, own.quote, DayRate { day: own.day, rate, source: own.source }));
    }
    Ok(Rates::of(all))
}

/// Rates as a file has them: so much of each quote currency for one of the base.
#[derive(Debug, Clone, PartialEq)]
pub struct RateTable {
    pub base: String,
    /// Quote, day, rate.
    pub rates: Vec<(String, NaiveDate, Decimal)>,
}

/// Those of a file's rates that are not known as they stand.
pub async fn new_rates(tx: &mut Tx, table: &RateTable) -> Result<RateTable> {
    let days = table.rates.iter().map(|(_, day, _)| day.year());
    let (first, last) = (days.clone().min().unwrap_or(0), days.max().unwrap_or(0));
    let mut known: FxHashMap<String, FxHashMap<NaiveDate, Decimal>> = FxHashMap::default();
    for year in sql::rate_years(tx, None, (first, last)).await? {
        if year.base == table.base {
            let days = rates::unpack(year.year, &year.rates).ok_or_else(damaged)?;
            known.entry(year.quote).or_default().extend(days);
        }
    }
    let is_new = |(quote, day, rate): &&(String, NaiveDate, Decimal)| {
        known.get(quote).and_then(|days| days.get(day)) != Some(rate)
    };
    let rates = table.rates.iter().filter(is_new).cloned().collect();
    Ok(RateTable { base: table.base.clone(), rates })
}

/// Stores a file's rates; they go and come with its batch, as transactions do.
pub async fn load_rates(tx: &mut Tx, batch_id: Id, table: &RateTable) -> Result<()> {
    tx.changed.insert("exchange_rate");
    let years = rates::years(&table.rates);
    sql::add_rate_years(tx, batch_id, &table.base, &years).await
}

/// Keeps what a transfer came to as that day's rate; the same currency has none.
pub(super) async fn note_implied(
    tx: &mut Tx,
    day: NaiveDate,
    out: (i64, &str),
    into: (i64, &str),
) -> Result<()> {
    let Some(rate) = rates::implied(out, into).filter(|_| out.1 != into.1) else { return Ok(()) };
    let (base, quote, rate) = (out.1.to_owned(), into.1.to_owned(), rate.to_string());
    let source = RateSource::Transfer;
    match sql::own_rate(tx, (&base, &quote), day, source).await? {
        Some(kept) if kept.rate == rate => Ok(()),
        Some(mut kept) => {
            kept.rate = rate;
            let version = kept.version;
            tx.update(&mut kept, version).await
        }
        None => {
            let id = tx.new_id();
            let kept = ExchangeRate { id, day, base, quote, rate, source, version: 1 };
            tx.insert(&kept).await
        }
    }
}

/// Forgets what a transfer came to that was none.
pub(super) async fn forget_implied(
    tx: &mut Tx,
    day: NaiveDate,
    out: (i64, &str),
    into: (i64, &str),
) -> Result<()> {
    let Some(rate) = rates::implied(out, into).map(|rate| rate.to_string()) else { return Ok(()) };
    let kept = sql::own_rate(tx, (out.1, into.1), day, RateSource::Transfer).await?;
    if let Some(kept) = kept.filter(|kept| kept.rate == rate) {
        tx.remove::<ExchangeRate>(kept.id, kept.version).await?;
    }
    Ok(())
}
