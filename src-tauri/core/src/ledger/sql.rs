//! Every query of the ledger. Lists page by keyset; totals come from the totals tables.
use super::*;
use crate::db::bulk::Insert;
use crate::db::{Id, Record};
use crate::{Error, Result, Tx};
use sqlx::{AssertSqlSafe, FromRow, QueryBuilder, Row, Sqlite};

mod asked;
mod payments;
mod rates;
mod found;
mod spent;
mod totals;
pub(super) use asked::{
    accounts_typed_in, existing, last_category, pending_imports, uncategorised_of,
};
pub(super) use found::{RowsBy, rows_where};
pub(super) use payments::{charges_between, dear_between, names_of_payees, payments_by_payee};
pub(super) use rates::*;
pub(super) use spent::{SpentBy, account_spans, spending};
pub(super) use totals::{add_totals, move_batch_totals};

type Query = QueryBuilder<Sqlite>;

pub(super) async fn bulk_insert(tx: &mut Tx) -> Result<Insert> {
    let columns = [
        "household_id",
        "id",
        "account_id",
        "day",
        "month_no",
        "amount_minor",
        "payee_id",
        "description",
        "category_id",
        "status",
        "external_id",
        "batch_id",
        "memo",
        "version",
    ];
    // history: the batch stands for its transactions.
    Insert::new(tx.db(), "txn", &columns).await
}

pub(super) async fn household(tx: &mut Tx) -> Result<Household> {
    let sql = "select id, name, currency, today_layout, version from household
        where household_id = $1";
    Ok(sqlx::query_as(sql).bind(tx.household_id).fetch_one(tx.db()).await?)
}

/// The first row of a new file. Looks first: an open file must not wait for a long write elsewhere.
// history: nobody changed anything; there was no household before.
pub(super) async fn found_household(store: &crate::db::Store, currency: &str) -> Result<()> {
    let there = "select 1 from household where household_id = $1";
    let there = sqlx::query(there).bind(crate::app::HOUSEHOLD).fetch_optional(&store.pool).await?;
    if there.is_some() {
        return Ok(());
    }
    let sql = "insert into household (household_id, id, name, currency, today_layout, version)
        values ($1, $2, 'Household', $3, '{}', 1) on conflict do nothing";
    let row = sqlx::query(sql).bind(crate::app::HOUSEHOLD).bind(crate::db::new_id()).bind(currency);
    row.execute(&store.writer).await?;
    Ok(())
}

async fn exists(tx: &mut Tx, sql: &'static str, id: Id) -> Result<bool> {
    let row: Option<(i64,)> =
        sqlx::query_as(sql).bind(tx.household_id).bind(id).fetch_optional(tx.db()).await?;
    Ok(row.is_some())
}

pub(super) async fn account_in_use(tx: &mut Tx, id: Id) -> Result<bool> {
    let sql = "select 1 from txn where household_id = $1 and account_id = $2 limit 1";
    exists(tx, sql, id).await
}

pub(super) async fn category_in_use(tx: &mut Tx, id: Id) -> Result<bool> {
    let txns = "select 1 from txn where household_id = $1 and category_id = $2 limit 1";
    let inside = "select 1 from category where household_id = $1 and parent_id = $2 limit 1";
    Ok(exists(tx, txns, id).await? || exists(tx, inside, id).await?)
}

pub(super) async fn payee_in_use(tx: &mut Tx, id: Id) -> Result<bool> {
    let sql = "select 1 from payee_total
        where household_id = $1 and payee_id = $2 and transactions > 0";
    exists(tx, sql, id).await
}

/// All records of a kind, oldest first; for small tables.
pub(super) async fn all<R: Record>(tx: &mut Tx) -> Result<Vec<R>> {
    let columns = R::COLUMNS.join(", ");
    let sql = format!("select {columns} from {} where household_id = $1 order by id", R::TABLE);
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).fetch_all(tx.db()).await?)
}

pub(super) async fn balances(tx: &mut Tx, closed: bool) -> Result<Vec<AccountBalance>> {
    let sql = "select a.id, a.name, a.kind, a.currency, a.opening_minor, a.number, a.closed_on,
            a.version, a.opening_minor + coalesce((select cast(sum(m.net_minor) as bigint)
                from account_month m where m.household_id = a.household_id
                and m.account_id = a.id), 0) as balance_minor,
            coalesce((select cast(sum(m.transactions) as bigint) from account_month m
                where m.household_id = a.household_id and m.account_id = a.id), 0) as transactions,
            (select max(t.day) from txn t where t.household_id = a.household_id
                and t.account_id = a.id) as last_day
        from account a where a.household_id = $1 and ($2 or a.closed_on is null)
        order by a.closed_on is not null, lower(a.name)";
    let rows = sqlx::query(sql).bind(tx.household_id).bind(closed).fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        Ok(AccountBalance {
            account: Account::from_row(row)?,
            balance_minor: row.try_get("balance_minor")?,
            transactions: row.try_get("transactions")?,
            last_day: row.try_get("last_day")?,
        })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(Error::from)
}

pub(super) async fn category_counts(tx: &mut Tx) -> Result<Vec<(Id, i64)>> {
    let sql = "select category_id, cast(sum(transactions) as bigint) from category_month
        where household_id = $1 group by category_id";
    Ok(sqlx::query_as(sql).bind(tx.household_id).fetch_all(tx.db()).await?)
}

pub(super) async fn payees(tx: &mut Tx, text: &str, limit: u32) -> Result<Vec<Payee>> {
    let sql = "select p.id, p.name, p.version, coalesce((select t.transactions from payee_total t
            where t.household_id = p.household_id and t.payee_id = p.id), 0)
        from payee p where p.household_id = $1 and p.name like $2 escape '\\'
        order by lower(p.name) limit $3";
    let rows: Vec<(Id, String, i64, i64)> = sqlx::query_as(sql)
        .bind(tx.household_id)
        .bind(like(text))
        .bind(limit)
        .fetch_all(tx.db())
        .await?;
    let payee = |(id, name, version, transactions)| Payee { id, name, transactions, version };
    Ok(rows.into_iter().map(payee).collect())
}

pub(super) async fn payee_count(tx: &mut Tx, id: Id) -> Result<i64> {
    let sql = "select transactions from payee_total where household_id = $1 and payee_id = $2";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(id);
    Ok(query.fetch_optional(tx.db()).await?.unwrap_or(0))
}

pub(super) async fn payee_by_name(tx: &mut Tx, name: &str) -> Result<Option<PayeeName>> {
    let sql = "select id, name, also, version from payee
        where household_id = $1 and lower(name) = lower($2)";
    Ok(sqlx::query_as(sql).bind(tx.household_id).bind(name).fetch_optional(tx.db()).await?)
}

/// Everything a category or payee stands on, for a merge.
pub(super) async fn txns_of(tx: &mut Tx, column: &str, id: Id) -> Result<Vec<Txn>> {
    let columns = Txn::COLUMNS.join(", ");
    let sql = format!("select {columns} from txn where household_id = $1 and {column} = $2");
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(id);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn transaction(tx: &mut Tx, id: Id) -> Result<Transaction> {
    let txn: Txn = tx.get(id).await?;
    shown(tx, txn).await
}

/// With its payee's name.
pub(super) async fn shown(tx: &mut Tx, txn: Txn) -> Result<Transaction> {
    let payee = match txn.payee_id {
        Some(payee) => Some(tx.get::<PayeeName>(payee).await?.name),
        None => None,
    };
    Ok(Transaction::of(txn, payee))
}

/// `%text%` with the text's own wildcards taken literally.
fn like(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

fn filter(query: &mut Query, household_id: i64, by: &SummariseTransactions) {
    query.push(" where t.household_id = ").push_bind(household_id);
    if let Some(id) = by.account_id {
        query.push(" and t.account_id = ").push_bind(id);
    }
    if let Some(day) = by.from {
        query.push(" and t.day >= ").push_bind(day);
    }
    if let Some(day) = by.to {
        query.push(" and t.day <= ").push_bind(day);
    }
    if by.uncategorised {
        query.push(" and t.category_id is null");
    } else if let Some(id) = by.category_id {
        // A category stands for everything inside it.
        query.push(" and t.category_id in (with recursive inside (id) as (select ");
        query.push_bind(id).push(" union all select c.id from category c join inside on ");
        query.push("c.parent_id = inside.id where c.household_id = ").push_bind(household_id);
        query.push(") select id from inside)");
    }
    if let Some(minor) = by.min_minor {
        query.push(" and t.amount_minor >= ").push_bind(minor);
    }
    if let Some(minor) = by.max_minor {
        query.push(" and t.amount_minor <= ").push_bind(minor);
    }
    if let Some(status) = by.status {
        query.push(" and t.status = ").push_bind(status.as_str());
    }
    if let Some(id) = by.batch_id {
        let ids = BatchIds::of(id);
        query.push(" and t.batch_id = ").push_bind(id);
        query.push(" and t.id between ").push_bind(ids.first).push(" and ").push_bind(ids.last);
    }
    if let Some(text) = by.text.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        let pattern = like(text);
        query.push(" and (t.description like ").push_bind(pattern.clone()).push(" escape '\\'");
        query.push(" or t.memo like ").push_bind(pattern.clone()).push(" escape '\\'");
        query.push(" or t.payee_id in (select id from payee where household_id = ");
        query.push_bind(household_id).push(" and name like ").push_bind(pattern);
        query.push(" escape '\\'))");
    }
}

/// What a sort compares, before the id.
fn sort_key(sort: RegisterSort) -> &'static str {
    match sort {
        RegisterSort::Day => "t.day",
        RegisterSort::Amount => "t.amount_minor",
        RegisterSort::Payee => "lower(coalesce(p.name, t.description))",
    }
}

/// What a page's accounts hold before each of its days: months before, days of the month before.
const OPENING: &str = "opening as materialized (
    select d.household_id, d.account_id, d.day, a.currency, a.opening_minor
        + coalesce((select sum(m.net_minor) from account_month m
            where m.household_id = d.household_id and m.account_id = d.account_id
            and m.month_no < d.month_no), 0)
        + coalesce((select sum(e.net_minor) from account_day e
            where e.household_id = d.household_id and e.account_id = d.account_id
            and e.month_no = d.month_no and e.day < d.day), 0) as minor
    from (select distinct household_id, account_id, month_no, day from page) d
    join account a on a.household_id = d.household_id and a.id = d.account_id
)";

/// The rows of those days with the balance after each.
const RUNNING: &str = " as sort_key, p.name as payee, o.currency, cast(o.minor
        + sum(t.amount_minor) over (partition by t.account_id, t.day order by t.id)
        as bigint) as balance_minor
    from opening o join txn t on t.household_id = o.household_id
        and t.account_id = o.account_id and t.day = o.day
    left join payee p on p.household_id = t.household_id and p.id = t.payee_id
)";

/// Where the other side of a transfer lies.
const OTHER_SIDE: &str = "(select o.account_id from transfer f join txn o
    on o.household_id = f.household_id
    and o.id = case when f.out_id = r.id then f.in_id else f.out_id end
    where f.household_id = r.household_id and (f.out_id = r.id or f.in_id = r.id))
    as other_account_id";

pub(super) async fn page(
    tx: &mut Tx,
    by: &ListTransactions,
    after: Option<(String, Id)>,
    limit: i64,
) -> Result<Vec<(RegisterRow, String)>> {
    let key = sort_key(by.sort);
    let (order, beyond) = if by.ascending { ("asc", ">") } else { ("desc", "<") };
    let columns = "t.household_id, t.id, t.account_id, t.month_no, t.day";
    let mut query = Query::new(format!("with page as materialized (select {columns} from txn t"));
    query.push(" left join payee p on p.household_id = t.household_id and p.id = t.payee_id");
    filter(&mut query, tx.household_id, &by.filter());
    if let Some((value, id)) = after {
        query.push(" and (").push(key).push(", t.id) ").push(beyond).push(" (");
        match by.sort {
            RegisterSort::Amount => {
                let bad = |_| Error::invalid("after", "not a page mark of this list");
                query.push_bind(value.parse::<i64>().map_err(bad)?)
            }
            _ => query.push_bind(value),
        };
        query.push(", ").push_bind(id).push(")");
    }
    query.push(format!(" order by {key} {order}, t.id {order} limit ")).push_bind(limit);
    query.push("), ").push(OPENING).push(", running as (select t.*, ").push(key).push(RUNNING);
    query.push(" select r.*, cast(r.sort_key as text) as sort_text, ").push(OTHER_SIDE);
    query.push(" from running r");
    query.push(" where r.id in (select id from page)");
    query.push(format!(" order by r.sort_key {order}, r.id {order}"));
    let rows = query.build().fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let transaction = Transaction::of(Txn::from_row(row)?, row.try_get("payee")?);
        let (currency, balance_minor) = (row.try_get("currency")?, row.try_get("balance_minor")?);
        let other_account_id = row.try_get("other_account_id")?;
        let row_of = RegisterRow { transaction, currency, balance_minor, other_account_id };
        Ok((row_of, row.try_get("sort_text")?))
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(Error::from)
}

/// What holds transfers between own accounts: the categories marked so, and everything inside them.
fn push_transfers(query: &mut Query, household_id: i64) {
    query.push("(with recursive own (id) as (select id from category where transfer");
    query.push(" and household_id = ").push_bind(household_id);
    query.push(" union all select c.id from category c join own on c.parent_id = own.id");
    query.push(" where c.household_id = ").push_bind(household_id);
    query.push(") select id from own)");
}

const WITH_ACCOUNT: &str = "join account a on a.household_id = t.household_id
    and a.id = t.account_id";

/// From the totals tables where they can tell, else by looking at every transaction.
pub(super) async fn summary(tx: &mut Tx, by: &SummariseTransactions) -> Result<Vec<CurrencyTotal>> {
    let kept = "t.transactions, t.income_minor, t.expense_minor";
    let seen = "1 as transactions,
        case when t.amount_minor > 0 then t.amount_minor else 0 end as income_minor,
        case when t.amount_minor < 0 then -t.amount_minor else 0 end as expense_minor";
    let (currency, sums, table, join) = match (by.only_account(), by.account_id) {
        (true, None) => ("t.currency", kept, "category_month", ""),
        (true, Some(_)) => ("a.currency", kept, "month_total", WITH_ACCOUNT),
        (false, _) => ("a.currency", seen, "txn", WITH_ACCOUNT),
    };
    let mut query = Query::new(
        "select currency, cast(sum(transactions) as bigint),
            cast(sum(case when own then 0 else income_minor end) as bigint),
            cast(sum(case when own then 0 else expense_minor end) as bigint),
            cast(sum(case when own then income_minor - expense_minor else 0 end) as bigint)
        from (select ",
    );
    query.push(format!("{currency}, {sums}, t.category_id in "));
    push_transfers(&mut query, tx.household_id);
    query.push(format!(" as own from {table} t {join}"));
    filter(&mut query, tx.household_id, by);
    query.push(") sums group by currency order by currency");
    let rows: Vec<(String, i64, i64, i64, i64)> =
        query.build_query_as().persistent(false).fetch_all(tx.db()).await?;
    Ok(rows.into_iter().filter(|row| row.1 > 0).map(currency_total).collect())
}

fn currency_total(row: (String, i64, i64, i64, i64)) -> CurrencyTotal {
    let (currency, transactions, income_minor, expense_minor, transfers_minor) = row;
    let net_minor = income_minor - expense_minor + transfers_minor;
    CurrencyTotal {
        currency,
        transactions,
        income_minor,
        expense_minor,
        transfers_minor,
        net_minor,
    }
}

/// One row a category, its months in one text: a row costs more to fetch than all its months do.
pub(super) async fn category_months(
    tx: &mut Tx,
    from: i32,
    to: i32,
    account_id: Option<Id>,
) -> Result<Vec<CategoryMonths>> {
    let (currency, table, join) = match account_id {
        None => ("t.currency", "category_month", ""),
        Some(_) => ("a.currency", "month_total", WITH_ACCOUNT),
    };
    let mut query = Query::new(format!(
        "select {currency}, t.category_id, string_agg(t.month_no || ' ' || t.income_minor
            || ' ' || t.expense_minor, ' ') from {table} t {join} where t.household_id = "
    ));
    query.push_bind(tx.household_id).push(" and t.transactions > 0 and t.month_no between ");
    query.push_bind(from).push(" and ").push_bind(to);
    if let Some(id) = account_id {
        query.push(" and t.account_id = ").push_bind(id);
    }
    query.push(" and t.category_id not in ");
    push_transfers(&mut query, tx.household_id);
    query.push(format!(" group by {currency}, t.category_id order by {currency}, t.category_id"));
    let rows: Vec<(String, Id, String)> = query.build_query_as().fetch_all(tx.db()).await?;
    let read = |(currency, category, packed): (String, Id, String)| {
        let numbers: std::result::Result<Vec<i64>, _> = packed.split(' ').map(str::parse).collect();
        let months = numbers
            .map_err(Error::internal)?
            .chunks_exact(3)
            .map(|n| MonthSum { month_no: n[0] as i32, income_minor: n[1], expense_minor: n[2] })
            .collect();
        let category_id = Some(category).filter(|id: &Id| !id.is_nil());
        Ok(CategoryMonths { currency, category_id, months })
    };
    rows.into_iter().map(read).collect()
}

// history: the batch stands for its transactions.
pub(super) async fn move_batch(tx: &mut Tx, ids: BatchIds, from: &str, to: &str) -> Result<()> {
    let columns = format!("household_id, {}", Txn::COLUMNS.join(", "));
    let copy = format!(
        "insert into {to} ({columns}) select {columns} from {from}
         where household_id = $1 and id between $3 and $4 and batch_id = $2"
    );
    let clear = format!(
        "delete from {from} where household_id = $1 and id between $3 and $4 and batch_id = $2"
    );
    for sql in [copy, clear] {
        let query = sqlx::query(AssertSqlSafe(sql)).bind(tx.household_id).bind(ids.batch);
        query.bind(ids.first).bind(ids.last).execute(tx.db()).await?;
    }
    Ok(())
}

/// The earliest and latest day there is, for charts that show everything.
pub(super) async fn months(tx: &mut Tx) -> Result<Option<(i32, i32)>> {
    let sql = "select min(month_no), max(month_no) from account_month
        where household_id = $1 and transactions > 0";
    let row: (Option<i32>, Option<i32>) =
        sqlx::query_as(sql).bind(tx.household_id).fetch_one(tx.db()).await?;
    Ok(row.0.zip(row.1))
}

/// Typed transactions that carry a bank's id, by that id.
pub(super) async fn typed_ids(tx: &mut Tx, account_id: Id) -> Result<Vec<(String, Id)>> {
    let sql = "select external_id, id from txn where household_id = $1 and account_id = $2
        and batch_id is null and external_id is not null";
    Ok(sqlx::query_as(sql).bind(tx.household_id).bind(account_id).fetch_all(tx.db()).await?)
}

pub(super) async fn pending(tx: &mut Tx, account_id: Id) -> Result<Vec<Txn>> {
    let columns = Txn::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from txn
         where household_id = $1 and account_id = $2 and status = 'pending'"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(account_id);
    Ok(query.fetch_all(tx.db()).await?)
}

pub(super) async fn briefs(
    tx: &mut Tx,
    account_id: Option<Id>,
    days: (chrono::NaiveDate, chrono::NaiveDate),
    alone: bool,
) -> Result<Vec<Brief>> {
    let mut query = Query::new(
        "select t.id, t.account_id, t.day, t.amount_minor, coalesce(p.name, '') || ' '
            || t.description || ' ' || t.memo as text, t.category_id, t.status, t.batch_id
        from txn t left join payee p on p.household_id = t.household_id and p.id = t.payee_id
        where t.household_id = ",
    );
    query.push_bind(tx.household_id);
    if let Some(id) = account_id {
        query.push(" and t.account_id = ").push_bind(id);
    }
    query.push(" and t.day between ").push_bind(days.0).push(" and ").push_bind(days.1);
    if alone {
        query.push(
            " and not exists (select 1 from transfer f where f.household_id = t.household_id
                and (f.out_id = t.id or f.in_id = t.id))",
        );
    }
    let rows = query.push(" order by t.day, t.id").build().fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        Ok(Brief {
            id: row.try_get("id")?,
            account_id: row.try_get("account_id")?,
            day: row.try_get("day")?,
            amount_minor: row.try_get("amount_minor")?,
            text: row.try_get("text")?,
            category_id: row.try_get("category_id")?,
            status: row.try_get("status")?,
            batch_id: row.try_get("batch_id")?,
        })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(Error::from)
}

/// Whether a transaction is a side of a transfer.
pub(super) async fn is_linked(tx: &mut Tx, id: Id) -> Result<bool> {
    let sql = "select 1 from transfer where household_id = $1 and (out_id = $2 or in_id = $2)";
    exists(tx, sql, id).await
}

pub(super) async fn uncategorised_imports(tx: &mut Tx, limit: u32) -> Result<Vec<Txn>> {
    let columns = Txn::COLUMNS.join(", ");
    let sql = format!(
        "select {columns} from txn where household_id = $1 and category_id is null
         and batch_id is not null order by day desc, id desc limit $2"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(tx.household_id).bind(limit);
    Ok(query.fetch_all(tx.db()).await?)
}

/// Counted up to 10,000: beyond that nobody goes through them one by one.
pub(super) async fn count_uncategorised(tx: &mut Tx) -> Result<i64> {
    let sql = "select count(*) from (select 1 from txn where household_id = $1
        and category_id is null and batch_id is not null limit 10000) found";
    Ok(sqlx::query_scalar(sql).bind(tx.household_id).fetch_one(tx.db()).await?)
}

pub(super) async fn batch_ids(tx: &mut Tx, ids: BatchIds) -> Result<Vec<Id>> {
    let sql = "select id from txn where household_id = $1 and id between $2 and $3
        and batch_id = $4";
    let query = sqlx::query_scalar(sql).bind(tx.household_id).bind(ids.first).bind(ids.last);
    Ok(query.bind(ids.batch).fetch_all(tx.db()).await?)
}

pub(super) async fn newest_categorised(
    tx: &mut Tx,
    limit: u32,
    but_batch: Id,
) -> Result<Vec<Past>> {
    let sql = "select p.name, t.description, t.amount_minor, t.category_id
        from txn t left join payee p on p.household_id = t.household_id and p.id = t.payee_id
        where t.household_id = $1 and t.category_id is not null and t.batch_id is distinct from $3
        order by t.day desc, t.id desc limit $2";
    let query = sqlx::query_as(sql).bind(tx.household_id).bind(limit).bind(but_batch);
    let rows = query.fetch_all(tx.db()).await?;
    let past = |(payee, description, amount_minor, category_id)| Past {
        payee,
        description,
        amount_minor,
        category_id,
    };
    Ok(rows.into_iter().map(past).collect())
}

pub(super) async fn past_rows(tx: &mut Tx, after: Id, limit: u32) -> Result<Vec<PastRow>> {
    let sql = "select t.*, p.name as payee, a.currency from txn t
        join account a on a.household_id = t.household_id and a.id = t.account_id
        left join payee p on p.household_id = t.household_id and p.id = t.payee_id
        where t.household_id = $1 and t.id > $2 order by t.id limit $3";
    let query = sqlx::query(sql).bind(tx.household_id).bind(after).bind(limit);
    let rows = query.fetch_all(tx.db()).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let transaction = Transaction::of(Txn::from_row(row)?, row.try_get("payee")?);
        Ok(PastRow { transaction, currency: row.try_get("currency")? })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(Error::from)
}

pub(super) async fn count_transactions(tx: &mut Tx) -> Result<i64> {
    let sql = "select cast(coalesce(sum(transactions), 0) as bigint) from account_month
        where household_id = $1";
    Ok(sqlx::query_scalar(sql).bind(tx.household_id).fetch_one(tx.db()).await?)
}
