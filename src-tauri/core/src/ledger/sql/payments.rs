//! Payments by payee, and the newest charges.
use super::super::payments::{Charge, Often, PayeePayments, Payment, PaymentsWanted};
use super::Query;
use crate::db::Id;
use crate::{Error, Result, Tx};
use chrono::NaiveDate;
use sqlx::Row;
use std::collections::HashMap;

/// They come as one text for each payee and account: a row for each would take many times as long.
/// `2026-11-21-1250` are 12.50 that went out. The days lead: a payee has no index (see the
/// migration), and who comes too often is left as soon as its total is seen.
pub(in crate::ledger) async fn payments_by_payee(
    tx: &mut Tx,
    wanted: &PaymentsWanted,
    often: &Often,
    accounts: &[Id],
    own: &[Id],
) -> Result<Vec<PayeePayments>> {
    let mut query = Query::new(
        "select t.payee_id, t.account_id,
            string_agg(cast(t.day as text) || cast(t.amount_minor as text), ',') as payments
        from txn t cross join payee_total p
        where p.household_id = t.household_id and p.payee_id = t.payee_id and t.household_id = ",
    );
    query.push_bind(tx.household_id);
    query.push(" and t.day between ").push_bind(wanted.rare_from.min(wanted.from));
    query.push(" and ").push_bind(wanted.to);
    if wanted.only {
        query.push(" and t.payee_id");
        among(&mut query, &wanted.always);
        query.push(" and t.day >= ").push_bind(wanted.from);
    } else {
        query.push(" and ((p.transactions between 2 and ").push_bind(often.most);
        query.push(" and t.day >= ").push_bind(wanted.from);
        query.push(") or p.transactions between 2 and ").push_bind(often.rare);
        if !wanted.always.is_empty() {
            query.push(" or t.payee_id");
            among(&mut query, &wanted.always);
        }
        query.push(")");
    }
    everyday(&mut query, accounts, own);
    query.push(" group by t.payee_id, t.account_id");
    let rows = query.build().persistent(false).fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let text: String = row.try_get("payments")?;
        let payments: Option<Vec<Payment>> = text.split(',').map(payment).collect();
        let mut payments =
            payments.ok_or_else(|| Error::internal("a payment that cannot be read"))?;
        payments.sort_unstable();
        let (payee_id, account_id) = (row.try_get("payee_id")?, row.try_get("account_id")?);
        Ok(PayeePayments { payee_id, account_id, payments })
    };
    rows.iter().map(read).collect()
}

fn payment(text: &str) -> Option<Payment> {
    let number = |at: std::ops::Range<usize>| text.get(at)?.parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(number(0..4)? as i32, number(5..7)?, number(8..10)?)?;
    Some(Payment { day, amount_minor: text.get(10..)?.parse().ok()? })
}

fn among(query: &mut Query, ids: &[Id]) {
    query.push(" in (");
    let mut list = query.separated(", ");
    ids.iter().for_each(|id| {
        list.push_bind(*id);
    });
    query.push(")");
}

/// In these accounts, and no transfer.
fn everyday(query: &mut Query, accounts: &[Id], own: &[Id]) {
    // Not as a term that an index could lead with: the days do.
    query.push(" and coalesce(t.account_id, t.account_id)");
    among(query, accounts);
    if !own.is_empty() {
        query.push(" and coalesce(t.category_id, ").push_bind(Id::nil()).push(") not");
        among(query, own);
    }
}

pub(in crate::ledger) async fn charges_between(
    tx: &mut Tx,
    (from, to): (NaiveDate, NaiveDate),
    accounts: &[Id],
    own: &[Id],
) -> Result<Vec<Charge>> {
    let mut query = Query::new(
        "select t.id, t.day, t.payee_id, p.name as payee, t.amount_minor, t.account_id,
            coalesce((select n.transactions from payee_total n
                where n.household_id = t.household_id and n.payee_id = t.payee_id), 0) as many
        from txn t join payee p on p.household_id = t.household_id and p.id = t.payee_id
        where t.amount_minor < 0 and t.household_id = ",
    );
    query.push_bind(tx.household_id);
    query.push(" and t.day between ").push_bind(from).push(" and ").push_bind(to);
    everyday(&mut query, accounts, own);
    query.push(" order by t.day desc, t.id desc limit 5000");
    let rows = query.build().persistent(false).fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        Ok(Charge {
            id: row.try_get("id")?,
            day: row.try_get("day")?,
            payee_id: row.try_get("payee_id")?,
            payee: row.try_get("payee")?,
            amount_minor: row.try_get("amount_minor")?,
            account_id: row.try_get("account_id")?,
            payee_transactions: row.try_get("many")?,
        })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(Error::from)
}

pub(in crate::ledger) async fn dear_between(
    tx: &mut Tx,
    (from, to): (NaiveDate, NaiveDate),
    accounts: &[Id],
    own: &[Id],
) -> Result<Option<i64>> {
    let charges = |query: &mut Query, household: i64| {
        query.push(" from txn t where t.amount_minor < 0 and t.household_id = ");
        query.push_bind(household).push(" and t.day between ").push_bind(from);
        query.push(" and ").push_bind(to);
        everyday(query, accounts, own);
    };
    let household = tx.household_id;
    let mut query = Query::new("select -t.amount_minor");
    charges(&mut query, household);
    query.push(" order by t.amount_minor limit 1 offset (select count(*) / 100");
    charges(&mut query, household);
    query.push(")");
    Ok(query.build_query_scalar().persistent(false).fetch_optional(tx.db()).await?)
}

pub(in crate::ledger) async fn names_of_payees(
    tx: &mut Tx,
    ids: &[Id],
) -> Result<HashMap<Id, String>> {
    let mut names = HashMap::new();
    for ids in ids.chunks(1000) {
        let mut query = Query::new("select id, name from payee where household_id = ");
        query.push_bind(tx.household_id).push(" and id");
        among(&mut query, ids);
        let rows: Vec<(Id, String)> =
            query.build_query_as().persistent(false).fetch_all(tx.db()).await?;
        names.extend(rows);
    }
    Ok(names)
}
