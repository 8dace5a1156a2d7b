//! Every query of exchange rates.
use super::super::rate_ops::ExchangeRate;
use crate::db::bulk::{Cell, Insert};
use crate::db::{Id, Record};
use crate::ledger::RateSource;
use crate::{Result, Tx};
use chrono::NaiveDate;
use sqlx::AssertSqlSafe;

/// A pair's rates of one year, as a file brought them.
pub(in crate::ledger) struct RateYear {
    pub base: String,
    pub quote: String,
    pub year: i32,
    /// See `rates::pack`.
    pub rates: String,
}

/// Every rate of one's own: typed, or told by a transfer; of one pair where one is given.
pub(in crate::ledger) async fn own_rates(
    tx: &mut Tx,
    pair: Option<(&str, &str)>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<ExchangeRate>> {
    let columns = ExchangeRate::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from exchange_rate where household_id = $1 and day between $2 and $3
         and ($4 is null or (base = $4 and quote = $5)) order by day, id"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(days.0).bind(days.1);
    let query = query.bind(pair.map(|pair| pair.0)).bind(pair.map(|pair| pair.1));
    Ok(query.fetch_all(tx.db()).await?)
}

pub(in crate::ledger) async fn own_rate(
    tx: &mut Tx,
    (base, quote): (&str, &str),
    day: NaiveDate,
    source: RateSource,
) -> Result<Option<ExchangeRate>> {
    let columns = ExchangeRate::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from exchange_rate
         where household_id = $1 and base = $2 and quote = $3 and day = $4 and source = $5"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(base).bind(quote);
    Ok(query.bind(day).bind(source).fetch_optional(tx.db()).await?)
}

/// What files brought for these years, of one pair where one is given; the latest file last.
pub(in crate::ledger) async fn rate_years(
    tx: &mut Tx,
    pair: Option<(&str, &str)>,
    years: (i32, i32),
) -> Result<Vec<RateYear>> {
    let sql = "select base, quote, year, rates from rate_year
        where household_id = $1 and year between $2 and $3 and not undone
            and ($4 is null or (base = $4 and quote = $5)) order by batch_id";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(years.0).bind(years.1);
    let query = query.bind(pair.map(|pair| pair.0)).bind(pair.map(|pair| pair.1));
    Ok(query.fetch_all(tx.db()).await?.into_iter().map(year).collect())
}

fn year((base, quote, year, rates): (String, String, i32, String)) -> RateYear {
    RateYear { base, quote, year, rates }
}

/// The last year of each pair, as files brought it; the latest file last.
pub(in crate::ledger) async fn newest_years(tx: &mut Tx) -> Result<Vec<RateYear>> {
    let sql = "select y.base, y.quote, y.year, y.rates from rate_year y
        join (select base, quote, max(year) as year from rate_year
            where household_id = $1 and not undone group by base, quote) newest
        on newest.base = y.base and newest.quote = y.quote and newest.year = y.year
        where y.household_id = $1 and not y.undone order by y.batch_id";
    let rows = sqlx::query_as(sql).bind(tx.household_id).fetch_all(tx.db()).await?;
    Ok(rows.into_iter().map(year).collect())
}

/// Stores the rates of one file.
// history: the batch stands for its rates.
pub(in crate::ledger) async fn add_rate_years(
    tx: &mut Tx,
    batch_id: Id,
    base: &str,
    years: &[(&str, i32, String)],
) -> Result<()> {
    let columns = ["household_id", "batch_id", "base", "quote", "year", "rates", "undone"];
    let mut insert = Insert::new(tx.db(), "rate_year", &columns).await?;
    for (quote, year, rates) in years {
        insert.row(&[
            Cell::Int(tx.household_id),
            Cell::Bytes(batch_id.as_bytes()),
            Cell::Text(base),
            Cell::Text(quote),
            Cell::Int((*year).into()),
            Cell::Text(rates),
            Cell::Int(0),
        ])?;
    }
    insert.finish()
}

/// Takes the rates of a batch out, or brings them back; whether it has any.
// history: the batch stands for its rates.
pub(in crate::ledger) async fn mark_rates(tx: &mut Tx, batch: Id, undone: bool) -> Result<bool> {
    let sql = "update rate_year set undone = $3 where household_id = $1 and batch_id = $2";
    let query = sqlx::query(sql).bind(tx.household_id).bind(batch).bind(undone);
    Ok(query.execute(tx.db()).await?.rows_affected() > 0)
}
