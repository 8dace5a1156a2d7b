//! What was charged in categories or at payees, added up by account and day in the database.
use super::super::spent::{AccountSpan, AccountSpending, SpentDay, Watched};
use super::Query;
use crate::db::Id;
use crate::{Error, Result, Tx};
use chrono::NaiveDate;

/// What transactions are found by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ledger) enum SpentBy {
    Category,
    /// Those that their category has not found already.
    Payee,
}

/// The days of an account come as one text: a row for each would take ten times as long.
pub(in crate::ledger) async fn spending(
    tx: &mut Tx,
    of: &Watched,
    by: SpentBy,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<AccountSpending>> {
    let mut query = Query::new(
        "with found as materialized (select account_id, day, category_id, amount_minor
        from txn where household_id = ",
    );
    query.push_bind(tx.household_id).push(" and day between ").push_bind(days.0);
    query.push(" and ").push_bind(days.1);
    match by {
        SpentBy::Category => {
            query.push(" and category_id in ");
            list(&mut query, of.spending.iter().chain(&of.own));
        }
        SpentBy::Payee => {
            query.push(" and payee_id in ");
            list(&mut query, of.payees.iter().map(|(id, _)| id));
            query.push(" and (category_id is null or category_id not in ");
            list(&mut query, of.spending.iter().chain(&of.all_own));
            query.push(")");
        }
    }
    query.push(
        "), sums as (select account_id, day,
            cast(sum(case when amount_minor < 0 then 1 else 0 end) as bigint) as charges,
            cast(sum(case when amount_minor < 0 then -amount_minor else 0 end) as bigint)
                as out_minor,
            cast(sum(case when amount_minor > 0",
    );
    if by == SpentBy::Category && !of.own.is_empty() {
        // What arrives is the other side of what left.
        query.push(" and category_id not in ");
        list(&mut query, of.own.iter());
    }
    query.push(
        " then amount_minor else 0 end) as bigint) as back_minor from found
            group by account_id, day)
        select s.account_id, a.currency, string_agg(cast(s.day as text) || ' ' || s.charges
            || ' ' || s.out_minor || ' ' || s.back_minor, ',')
        from sums s join account a on a.id = s.account_id and a.household_id = ",
    );
    query.push_bind(tx.household_id).push(" group by s.account_id, a.currency");
    let rows: Vec<(Id, String, String)> =
        query.build_query_as().persistent(false).fetch_all(tx.db()).await?;
    let read = |(account_id, currency, packed): (Id, String, String)| {
        let days: Option<Vec<SpentDay>> = packed.split(',').map(day).collect();
        let days = days.ok_or_else(|| Error::internal("a day's charges that cannot be read"))?;
        Ok(AccountSpending { account_id, currency, days })
    };
    rows.into_iter().map(read).collect()
}

/// With an id that nothing has: an empty list is no SQL everywhere.
fn list<'a>(query: &mut Query, ids: impl Iterator<Item = &'a Id>) {
    query.push("(");
    let mut list = query.separated(", ");
    list.push_bind(Id::nil());
    ids.for_each(|id| {
        list.push_bind(*id);
    });
    query.push(")");
}

fn day(text: &str) -> Option<SpentDay> {
    let mut parts = text.split(' ');
    let day = parts.next()?.parse().ok()?;
    let mut number = || parts.next()?.parse::<i64>().ok();
    Some(SpentDay { day, charges: number()?, out_minor: number()?, back_minor: number()? })
}

/// A row that somebody types today tells nothing of what a bank has not: where there are imported rows
/// among the newest, those count.
pub(in crate::ledger) async fn account_spans(
    tx: &mut Tx,
    until: NaiveDate,
) -> Result<Vec<AccountSpan>> {
    let sql = "select a.id, a.closed_on is not null, (select min(t.day) from txn t
                where t.household_id = a.household_id and t.account_id = a.id and t.day <= $2),
            coalesce((select max(n.day) from (select t.day, t.batch_id from txn t
                    where t.household_id = a.household_id and t.account_id = a.id
                        and t.day <= $2 order by t.day desc limit 200) n
                where n.batch_id is not null),
                (select max(t.day) from txn t where t.household_id = a.household_id
                    and t.account_id = a.id and t.day <= $2))
        from account a where a.household_id = $1";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(until);
    let rows: Vec<(Id, bool, Option<NaiveDate>, Option<NaiveDate>)> =
        query.fetch_all(tx.db()).await?;
    let read = |(id, closed, first, last)| AccountSpan { id, closed, first, last };
    Ok(rows.into_iter().map(read).collect())
}
