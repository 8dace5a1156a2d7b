//! Totals by month, day, category and payee, kept in the transaction that changes what they add up.
use crate::db::Id;
use crate::db::bulk::{Cell, Insert};
use crate::ledger::load::{BatchIds, Totals};
use crate::{Result, Tx};
use rustc_hash::FxHashMap;

// history: totals follow from the transactions, whose changes are kept.
pub(in crate::ledger) async fn add_totals(tx: &mut Tx, totals: &Totals) -> Result<()> {
    let sql = "select id, currency from account where household_id = $1";
    let currencies: Vec<(Id, String)> =
        sqlx::query_as(sql).bind(tx.household_id).fetch_all(tx.db()).await?;
    let currencies: FxHashMap<Id, String> = currencies.into_iter().collect();
    let household = Cell::Int(tx.household_id);
    let keys = ["household_id", "account_id", "month_no", "category_id"];
    let sums = ["income_minor", "expense_minor", "transactions"];
    let mut by_category = Insert::adding(tx.db(), "month_total", &keys, &sums).await?;
    let keys_in_all = ["household_id", "currency", "month_no", "category_id"];
    let mut in_all = Insert::adding(tx.db(), "category_month", &keys_in_all, &sums).await?;
    let sums = ["net_minor", "transactions"];
    let mut by_month = Insert::adding(tx.db(), "account_month", &keys[..3], &sums).await?;
    for ((id, month_no, category), delta) in &totals.months {
        let (account, month) = (Cell::Bytes(id.as_bytes()), Cell::Int((*month_no).into()));
        let category = category.unwrap_or(Id::nil());
        let count = Cell::Int(delta.transactions);
        let (income, expense) = (Cell::Int(delta.income_minor), Cell::Int(delta.expense_minor));
        let category = Cell::Bytes(category.as_bytes());
        by_category.row(&[household, account, month, category, income, expense, count])?;
        let currency = Cell::Text(currencies.get(id).map_or("", String::as_str));
        in_all.row(&[household, currency, month, category, income, expense, count])?;
        let net = Cell::Int(delta.income_minor - delta.expense_minor);
        by_month.row(&[household, account, month, net, count])?;
    }
    let keys = ["household_id", "account_id", "month_no", "day"];
    let mut by_day = Insert::adding(tx.db(), "account_day", &keys, &["net_minor"]).await?;
    for ((id, month_no, day), net) in &totals.days {
        let (account, month) = (Cell::Bytes(id.as_bytes()), Cell::Int((*month_no).into()));
        let day = day.to_string();
        by_day.row(&[household, account, month, Cell::Text(&day), Cell::Int(*net)])?;
    }
    let (keys, sums) = (["household_id", "payee_id"], ["transactions"]);
    let mut by_payee = Insert::adding(tx.db(), "payee_total", &keys, &sums).await?;
    for (payee, transactions) in &totals.payees {
        let payee = Cell::Bytes(payee.as_bytes());
        by_payee.row(&[household, payee, Cell::Int(*transactions)])?;
    }
    by_payee.finish()?;
    by_category.finish()?;
    in_all.finish()?;
    by_month.finish()?;
    by_day.finish()
}

/// Adds (1) or takes (-1) everything in a batch from the totals, in the database.
// history: totals follow from the transactions; the batch stands for those.
pub(in crate::ledger) async fn move_batch_totals(
    tx: &mut Tx,
    ids: BatchIds,
    times: i64,
) -> Result<()> {
    let nil = Id::nil();
    let month = "insert into month_total select household_id, account_id, month_no,
            coalesce(category_id, $4),
            cast($3 * sum(case when amount_minor > 0 then amount_minor else 0 end) as bigint),
            cast($3 * sum(case when amount_minor < 0 then -amount_minor else 0 end) as bigint),
            $3 * count(*)
        from txn where household_id = $1 and id between $5 and $6 and batch_id = $2
        group by household_id, account_id, month_no, coalesce(category_id, $4)
        on conflict (household_id, account_id, month_no, category_id) do update set
            income_minor = month_total.income_minor + excluded.income_minor,
            expense_minor = month_total.expense_minor + excluded.expense_minor,
            transactions = month_total.transactions + excluded.transactions";
    let in_all = "insert into category_month select t.household_id, a.currency, t.month_no,
            coalesce(t.category_id, $4),
            cast($3 * sum(case when t.amount_minor > 0 then t.amount_minor else 0 end) as bigint),
            cast($3 * sum(case when t.amount_minor < 0 then -t.amount_minor else 0 end) as bigint),
            $3 * count(*)
        from txn t join account a on a.household_id = t.household_id and a.id = t.account_id
        where t.household_id = $1 and t.id between $5 and $6 and t.batch_id = $2
        group by t.household_id, a.currency, t.month_no, coalesce(t.category_id, $4)
        on conflict (household_id, currency, month_no, category_id) do update set
            income_minor = category_month.income_minor + excluded.income_minor,
            expense_minor = category_month.expense_minor + excluded.expense_minor,
            transactions = category_month.transactions + excluded.transactions";
    let account = "insert into account_month select household_id, account_id, month_no,
            cast($3 * sum(amount_minor) as bigint), $3 * count(*)
        from txn where household_id = $1 and id between $5 and $6 and batch_id = $2
            and $4 is not null
        group by household_id, account_id, month_no
        on conflict (household_id, account_id, month_no) do update set
            net_minor = account_month.net_minor + excluded.net_minor,
            transactions = account_month.transactions + excluded.transactions";
    let day = "insert into account_day select household_id, account_id, month_no, day,
            cast($3 * sum(amount_minor) as bigint)
        from txn where household_id = $1 and id between $5 and $6 and batch_id = $2
            and $4 is not null
        group by household_id, account_id, month_no, day
        on conflict (household_id, account_id, month_no, day) do update set
            net_minor = account_day.net_minor + excluded.net_minor";
    let payee = "insert into payee_total select household_id, payee_id, $3 * count(*)
        from txn where household_id = $1 and id between $5 and $6 and batch_id = $2
            and $4 is not null and payee_id is not null
        group by household_id, payee_id
        on conflict (household_id, payee_id) do update set
            transactions = payee_total.transactions + excluded.transactions";
    for sql in [month, in_all, account, day, payee] {
        let query = sqlx::query(sql).bind(tx.household_id).bind(ids.batch).bind(times).bind(nil);
        query.bind(ids.first).bind(ids.last).execute(tx.db()).await?;
    }
    Ok(())
}
