//! The bulk load seam: many rows through one prepared statement on the raw handle, because binding
//! through the driver costs more than the insert itself. PostgreSQL's counterpart is COPY.
#![allow(unsafe_code)]
use crate::{Error, Result};
use libsqlite3_sys as ffi;
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::ffi::{CString, c_int};

/// One value of a row; text and bytes are borrowed until the row is stored.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl<'a> From<Option<&'a [u8]>> for Cell<'a> {
    fn from(bytes: Option<&'a [u8]>) -> Self {
        bytes.map_or(Self::Null, Self::Bytes)
    }
}

/// A statement that stores one row each time it is given one. Two may be open on one connection.
pub struct Insert {
    statement: *mut ffi::sqlite3_stmt,
    database: *mut ffi::sqlite3,
    columns: usize,
}

// SAFETY: the handle is only used while the connection is exclusively borrowed by the caller.
unsafe impl Send for Insert {}

impl Insert {
    /// Prepares `insert into table (columns)`. The connection must not be used by anything else
    /// while rows are given, and must outlive this.
    pub async fn new(db: &mut SqliteConnection, table: &str, columns: &[&str]) -> Result<Self> {
        Self::prepare(db, insert_into(table, columns), columns.len()).await
    }

    /// As [`Insert::new`], but where a row with the same `keys` is there, `sums` are added to it.
    pub async fn adding(
        db: &mut SqliteConnection,
        table: &str,
        keys: &[&str],
        sums: &[&str],
    ) -> Result<Self> {
        let columns = [keys, sums].concat();
        let add: Vec<String> =
            sums.iter().map(|sum| format!("{sum} = {table}.{sum} + excluded.{sum}")).collect();
        let insert = insert_into(table, &columns);
        let (keys, add) = (keys.join(","), add.join(","));
        let sql = format!("{insert} on conflict ({keys}) do update set {add}");
        Self::prepare(db, sql, columns.len()).await
    }

    async fn prepare(db: &mut SqliteConnection, sql: String, columns: usize) -> Result<Self> {
        let sql = CString::new(sql).map_err(Error::internal)?;
        let mut handle = db.lock_handle().await?;
        let database = handle.as_raw_handle().as_ptr();
        let mut statement = std::ptr::null_mut();
        // SAFETY: the handle is open and locked, the text is nul-terminated.
        let code = unsafe {
            ffi::sqlite3_prepare_v2(
                database,
                sql.as_ptr(),
                -1,
                &mut statement,
                std::ptr::null_mut(),
            )
        };
        if code != ffi::SQLITE_OK {
            return Err(failed(database, code));
        }
        Ok(Self { statement, database, columns })
    }

    /// Stores one row. `cells` are in the order of the columns.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        debug_assert_eq!(cells.len(), self.columns);
        for (at, cell) in cells.iter().enumerate() {
            self.bind(at as c_int + 1, *cell);
        }
        // SAFETY: the statement is prepared; bound memory lives until the reset below.
        let code = unsafe {
            let code = ffi::sqlite3_step(self.statement);
            ffi::sqlite3_reset(self.statement);
            code
        };
        if code == ffi::SQLITE_DONE { Ok(()) } else { Err(failed(self.database, code)) }
    }

    fn bind(&mut self, at: c_int, cell: Cell<'_>) {
        // SAFETY: SQLITE_STATIC memory is borrowed by the caller of `row` until the step is over.
        unsafe {
            match cell {
                Cell::Null => ffi::sqlite3_bind_null(self.statement, at),
                Cell::Int(value) => ffi::sqlite3_bind_int64(self.statement, at, value),
                Cell::Text(text) => ffi::sqlite3_bind_text(
                    self.statement,
                    at,
                    text.as_ptr().cast(),
                    text.len() as c_int,
                    ffi::SQLITE_STATIC(),
                ),
                Cell::Bytes(bytes) => ffi::sqlite3_bind_blob(
                    self.statement,
                    at,
                    bytes.as_ptr().cast(),
                    bytes.len() as c_int,
                    ffi::SQLITE_STATIC(),
                ),
            };
        }
    }
}

/// Takes a table's indexes away for a load far larger than what the table holds: building them
/// anew afterwards costs a fraction of keeping them in step row by row. Within the transaction.
pub struct Unindexed(Vec<String>);

impl Unindexed {
    /// Rows from which taking the indexes away pays.
    const WORTH: u64 = 50_000;

    /// Does nothing when `coming` rows are few, or not ten times what `table` holds.
    pub async fn new(db: &mut SqliteConnection, table: &str, coming: u64) -> Result<Self> {
        let held = format!("select max(rowid) from {table}");
        let (held,): (Option<i64>,) =
            sqlx::query_as(AssertSqlSafe(held)).fetch_one(&mut *db).await?;
        if coming < Self::WORTH || coming / 10 < held.unwrap_or(0).unsigned_abs() {
            return Ok(Self(vec![]));
        }
        let indexes = "select name, sql from sqlite_master
            where type = 'index' and tbl_name = $1 and sql is not null";
        let found: Vec<(String, String)> =
            sqlx::query_as(indexes).bind(table).fetch_all(&mut *db).await?;
        for (name, _) in &found {
            let drop = format!("drop index {name}");
            sqlx::query(AssertSqlSafe(drop)).execute(&mut *db).await?;
        }
        Ok(Self(found.into_iter().map(|(_, sql)| sql).collect()))
    }

    /// Builds the indexes anew. Without it the transaction must not be committed.
    pub async fn index(self, db: &mut SqliteConnection) -> Result<()> {
        for sql in self.0 {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *db).await?;
        }
        Ok(())
    }
}

fn insert_into(table: &str, columns: &[&str]) -> String {
    let marks = vec!["?"; columns.len()].join(",");
    format!("insert into {table} ({}) values ({marks})", columns.join(","))
}

impl Drop for Insert {
    fn drop(&mut self) {
        // SAFETY: prepared in `new`, finalised once, here.
        unsafe { ffi::sqlite3_finalize(self.statement) };
    }
}

fn failed(database: *mut ffi::sqlite3, code: c_int) -> Error {
    match code & 0xff {
        ffi::SQLITE_FULL => Error::denied("the disk is full; nothing was changed"),
        ffi::SQLITE_READONLY => Error::denied("the file is read-only; nothing was changed"),
        _ => {
            // SAFETY: the text belongs to the open handle and is copied at once.
            let text = unsafe { std::ffi::CStr::from_ptr(ffi::sqlite3_errmsg(database)) };
            Error::internal(format!("bulk insert: {} ({code})", text.to_string_lossy()))
        }
    }
}
