//! The schema's versions: embedded, forward only, each in a transaction, after a verified backup.
use super::Store;
use crate::Result;
use sqlx::SqliteConnection;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "ledger", include_str!("../../../../migrations/0001_ledger.sql")),
    (2, "imports", include_str!("../../../../migrations/0002_imports.sql")),
];

fn migrator() -> Migrator {
    let one = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        let sql = AssertSqlSafe(sql).into_sql_str();
        Migration::new(version, name.into(), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(one).collect())
}

/// The names of the migrations this file still lacks.
pub async fn pending(store: &Store) -> Result<Vec<String>> {
    let mut connection = super::open::connection(store).await?;
    let held = applied(&mut connection).await?;
    let lacking = MIGRATIONS.iter().filter(|m| !held.contains(&m.0));
    Ok(lacking.map(|(version, name, _)| format!("{version:04}_{name}")).collect())
}

/// Brings the file to this version. An older file is copied aside first.
pub(super) async fn run(store: &Store) -> Result<()> {
    let lacking = pending(store).await?;
    if lacking.is_empty() {
        return Ok(());
    }
    if lacking.len() < MIGRATIONS.len() {
        let backup = store.path.with_extension(format!("before-{}.db", lacking[0]));
        store.copy_to(&backup).await?;
        tracing::info!(migrations = ?lacking, "the file was copied aside before its migration");
    }
    migrator().run(&store.pool).await.map_err(crate::Error::internal)
}

pub(super) async fn newer_than_ours(connection: &mut SqliteConnection) -> Result<bool> {
    let newest = MIGRATIONS.last().map_or(0, |m| m.0);
    Ok(applied(connection).await?.into_iter().any(|version| version > newest))
}

async fn applied(connection: &mut SqliteConnection) -> Result<Vec<i64>> {
    let table = "select count(*) from sqlite_master where name = '_sqlx_migrations'";
    let (there,): (i64,) = sqlx::query_as(table).fetch_one(&mut *connection).await?;
    if there == 0 {
        return Ok(vec![]);
    }
    let versions = "select version from _sqlx_migrations where success order by version";
    let rows: Vec<(i64,)> = sqlx::query_as(versions).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// What `migrate --check` tells: the migrations the configured file lacks. Changes nothing; needs a
/// key file, since nobody is asked for a passphrase.
pub async fn check(config: &crate::Config) -> Result<Vec<String>> {
    let needs = "set POCKETSAGE_KEY_FILE to check the file without asking for its passphrase";
    let key_file = config.key_file.as_ref().ok_or_else(|| crate::Error::locked(needs))?;
    let key = super::Key::from_file(key_file)?;
    let store = Store::open_unmigrated(&config.file(), key).await?;
    let lacking = pending(&store).await;
    store.close().await;
    lacking
}
