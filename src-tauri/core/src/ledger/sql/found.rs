//! Transactions looked up by account, payee or id.
use super::Query;
use crate::ledger::{FoundRow, RowsWanted};
use crate::{Result, Tx};
use sqlx::Row;

/// What they are looked up by.
pub(in crate::ledger) enum RowsBy {
    Account,
    Payee,
    Id,
}

pub(in crate::ledger) async fn rows_where(
    tx: &mut Tx,
    by: RowsBy,
    wanted: &RowsWanted,
) -> Result<Vec<FoundRow>> {
    let mut query = Query::new(
        "select t.id, t.account_id, t.payee_id, t.day, t.amount_minor, coalesce(p.name, '') || ' '
            || t.description || ' ' || t.memo as text, t.batch_id is not null as imported
        from txn t left join payee p on p.household_id = t.household_id and p.id = t.payee_id
        where t.household_id = ",
    );
    query.push_bind(tx.household_id);
    let ids = match by {
        RowsBy::Account => {
            query.push(" and t.account_id in (");
            &wanted.accounts
        }
        RowsBy::Payee => {
            query.push(" and t.payee_id in (");
            &wanted.payees
        }
        RowsBy::Id => {
            query.push(" and t.id in (");
            &wanted.ids
        }
    };
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(*id);
    }
    query.push(")");
    if !matches!(by, RowsBy::Id) {
        query.push(" and t.day between ").push_bind(wanted.from);
        query.push(" and ").push_bind(wanted.to);
    }
    let rows = query.build().fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        Ok(FoundRow {
            id: row.try_get("id")?,
            account_id: row.try_get("account_id")?,
            payee_id: row.try_get("payee_id")?,
            day: row.try_get("day")?,
            amount_minor: row.try_get("amount_minor")?,
            text: row.try_get("text")?,
            imported: row.try_get("imported")?,
        })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(crate::Error::from)
}
