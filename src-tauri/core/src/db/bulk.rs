//! The bulk load seam: many rows to a prepared statement on the raw handle, because binding
//! through the driver costs more than the insert itself. PostgreSQL's counterpart is COPY.
#![allow(unsafe_code)]
use crate::{Error, Result};
use libsqlite3_sys as ffi;
use sqlx::SqliteConnection;
use std::ffi::{CString, c_int};

/// Gives the memory that a large load has freed back to the system. The allocator of most Linux
/// systems keeps it for each thread apart, so that a load on the next would take as much again.
pub fn give_memory_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it takes no pointer and leaves alone what is in use.
    unsafe {
        libc::malloc_trim(0);
    }
}

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

/// Stores rows given one by one, many to a statement: its cursors then stay where the last row
/// went, which for rows in order is where the next one goes. Several may be open on one connection.
pub struct Insert {
    database: *mut ffi::sqlite3,
    /// `insert into … (…)` and what follows the values.
    text: (String, String),
    columns: usize,
    /// For [`Self::ROWS`] rows, from the first time there are that many.
    full: Option<Statement>,
    cells: Vec<Waiting>,
    bytes: Vec<u8>,
}

/// A cell copied until its statement runs; text and bytes as their place among the copied bytes.
enum Waiting {
    Null,
    Int(i64),
    Text(usize, usize),
    Bytes(usize, usize),
}

// SAFETY: the handle is only used while the connection is exclusively borrowed by the caller.
unsafe impl Send for Insert {}

impl Insert {
    /// Rows to a statement.
    const ROWS: usize = 64;

    /// For `insert into table (columns)`. The connection must not be used by anything else
    /// while rows are given, and must outlive this.
    pub async fn new(db: &mut SqliteConnection, table: &str, columns: &[&str]) -> Result<Self> {
        Self::open(db, (insert_into(table, columns), String::new()), columns.len()).await
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
        let end = format!(" on conflict ({}) do update set {}", keys.join(","), add.join(","));
        Self::open(db, (insert_into(table, &columns), end), columns.len()).await
    }

    async fn open(
        db: &mut SqliteConnection,
        text: (String, String),
        columns: usize,
    ) -> Result<Self> {
        let database = db.lock_handle().await?.as_raw_handle().as_ptr();
        Ok(Self { database, text, columns, full: None, cells: vec![], bytes: vec![] })
    }

    /// Takes one row, cells in the order of the columns; it is stored by the next full statement.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        debug_assert_eq!(cells.len(), self.columns);
        for cell in cells {
            let from = self.bytes.len();
            self.cells.push(match *cell {
                Cell::Null => Waiting::Null,
                Cell::Int(value) => Waiting::Int(value),
                Cell::Text(text) => {
                    self.bytes.extend_from_slice(text.as_bytes());
                    Waiting::Text(from, text.len())
                }
                Cell::Bytes(bytes) => {
                    self.bytes.extend_from_slice(bytes);
                    Waiting::Bytes(from, bytes.len())
                }
            });
        }
        if self.cells.len() == self.columns * Self::ROWS { self.store() } else { Ok(()) }
    }

    /// Stores the rows that did not fill a statement. Without it they are not stored.
    pub fn finish(mut self) -> Result<()> {
        self.store()
    }

    fn store(&mut self) -> Result<()> {
        let rows = self.cells.len() / self.columns;
        if rows == 0 {
            return Ok(());
        }
        let mut statement = match self.full.take() {
            Some(full) if rows == Self::ROWS => full,
            _ => Statement::new(self.database, &self.text, self.columns, rows)?,
        };
        statement.run(&self.cells, &self.bytes)?;
        self.full = (rows == Self::ROWS).then_some(statement);
        self.cells.clear();
        self.bytes.clear();
        Ok(())
    }
}

/// A prepared statement, finalised when it goes.
struct Statement {
    handle: *mut ffi::sqlite3_stmt,
    database: *mut ffi::sqlite3,
}

impl Statement {
    fn new(
        database: *mut ffi::sqlite3,
        text: &(String, String),
        columns: usize,
        rows: usize,
    ) -> Result<Self> {
        let row = format!("({})", vec!["?"; columns].join(","));
        let sql = format!("{} values {}{}", text.0, vec![row.as_str(); rows].join(","), text.1);
        let sql = CString::new(sql).map_err(Error::internal)?;
        let mut handle = std::ptr::null_mut();
        // SAFETY: the handle is open and exclusively ours, the text is nul-terminated.
        let code = unsafe {
            let tail = std::ptr::null_mut();
            ffi::sqlite3_prepare_v2(database, sql.as_ptr(), -1, &mut handle, tail)
        };
        if code == ffi::SQLITE_OK {
            Ok(Self { handle, database })
        } else {
            Err(failed(database, code))
        }
    }

    fn run(&mut self, cells: &[Waiting], bytes: &[u8]) -> Result<()> {
        for (at, cell) in cells.iter().enumerate() {
            self.bind(at as c_int + 1, cell, bytes);
        }
        // SAFETY: the statement is prepared; bound memory lives until the reset below.
        let code = unsafe {
            let code = ffi::sqlite3_step(self.handle);
            ffi::sqlite3_reset(self.handle);
            code
        };
        if code == ffi::SQLITE_DONE { Ok(()) } else { Err(failed(self.database, code)) }
    }

    fn bind(&mut self, at: c_int, cell: &Waiting, bytes: &[u8]) {
        let memory = |from: usize, len: usize| (bytes[from..from + len].as_ptr(), len as c_int);
        // SAFETY: SQLITE_STATIC memory is borrowed by the caller of `run` until the step is over.
        unsafe {
            match *cell {
                Waiting::Null => ffi::sqlite3_bind_null(self.handle, at),
                Waiting::Int(value) => ffi::sqlite3_bind_int64(self.handle, at, value),
                Waiting::Text(from, len) => {
                    let (text, len) = memory(from, len);
                    let lives = ffi::SQLITE_STATIC();
                    ffi::sqlite3_bind_text(self.handle, at, text.cast(), len, lives)
                }
                Waiting::Bytes(from, len) => {
                    let (bytes, len) = memory(from, len);
                    let lives = ffi::SQLITE_STATIC();
                    ffi::sqlite3_bind_blob(self.handle, at, bytes.cast(), len, lives)
                }
            };
        }
    }
}

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: prepared in `new`, finalised once, here.
        unsafe { ffi::sqlite3_finalize(self.handle) };
    }
}

/// `or fail` spares the copies that undoing half a statement would need: what fails here fails the
/// whole transaction.
fn insert_into(table: &str, columns: &[&str]) -> String {
    format!("insert or fail into {table} ({})", columns.join(","))
}

fn failed(database: *mut ffi::sqlite3, code: c_int) -> Error {
    Error::of_disk(code).unwrap_or_else(|| {
        // SAFETY: the text belongs to the open handle and is copied at once.
        let text = unsafe { std::ffi::CStr::from_ptr(ffi::sqlite3_errmsg(database)) };
        Error::internal(format!("bulk insert: {} ({code})", text.to_string_lossy()))
    })
}
