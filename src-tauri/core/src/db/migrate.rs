//! The schema's versions: embedded, forward only, each in a transaction, after a verified backup.
use super::Store;
use crate::Result;
use sqlx::SqliteConnection;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

/// Its number, its name and its text.
type Step = (i64, &'static str, &'static str);

const MIGRATIONS: &[Step] = &[
    (1, "ledger", include_str!("../../../../migrations/0001_ledger.sql")),
    (2, "imports", include_str!("../../../../migrations/0002_imports.sql")),
    (3, "habits", include_str!("../../../../migrations/0003_habits.sql")),
    (4, "bills", include_str!("../../../../migrations/0004_bills.sql")),
    (5, "notifications", include_str!("../../../../migrations/0005_notifications.sql")),
    (6, "debts", include_str!("../../../../migrations/0006_debts.sql")),
];

fn migrator(steps: &[Step]) -> Migrator {
    let one = |&(version, name, sql): &Step| {
        let sql = AssertSqlSafe(sql).into_sql_str();
        Migration::new(version, name.into(), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(steps.iter().map(one).collect())
}

/// Brings the file to this version. An older file is copied aside first.
pub(super) async fn run(store: &Store) -> Result<()> {
    migrate(store, MIGRATIONS).await
}

async fn migrate(store: &Store, steps: &[Step]) -> Result<()> {
    let lacking = lacking(store, steps).await?;
    if lacking.is_empty() {
        return Ok(());
    }
    if lacking.len() < steps.len() {
        let backup = store.path.with_extension(format!("before-{}.db", lacking[0]));
        store.copy_to(&backup).await?;
        tracing::info!(migrations = ?lacking, "the file was copied aside before its migration");
    }
    migrator(steps).run(&store.writer).await.map_err(crate::Error::internal)
}

/// The names of the migrations this file still needs.
async fn lacking(store: &Store, steps: &[Step]) -> Result<Vec<String>> {
    let mut connection = super::open::connection(store).await?;
    let held = applied(&mut connection).await?;
    let lacking = steps.iter().filter(|step| !held.contains(&step.0));
    Ok(lacking.map(|(version, name, _)| format!("{version:04}_{name}")).collect())
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
    let lacking = lacking(&store, MIGRATIONS).await;
    store.close().await;
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Key;
    use std::path::Path;

    const GOOD: Step = (9001, "notes", "create table note (text text)");
    /// Breaks off half way.
    const BAD: Step =
        (9002, "broken", "create table half (text text); insert into nowhere values (1);");
    const MENDED: Step = (9002, "broken", "create table half (text text)");

    fn with(steps: &[Step]) -> Vec<Step> {
        [MIGRATIONS, steps].concat()
    }

    async fn tables(store: &Store) -> Vec<String> {
        let sql = "select name from sqlite_master where name in ('note', 'half') order by name";
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&store.pool).await.unwrap();
        rows.into_iter().map(|row| row.0).collect()
    }

    /// A file of this version that somebody uses, its key, and where backups would be.
    async fn used(dir: &Path) -> (Store, Key) {
        let key = Key::random().unwrap();
        let path = dir.join("pocketsage.db");
        let store = Store::create(&path, key.clone(), &[7; 16]).await.unwrap();
        crate::ledger::found_household(&store, "EUR").await.unwrap();
        (store, key)
    }

    async fn households(store: &Store) -> i64 {
        let sql = "select count(*) from household";
        sqlx::query_as::<_, (i64,)>(sql).fetch_one(&store.pool).await.unwrap().0
    }

    #[tokio::test]
    async fn an_older_file_is_copied_aside_and_the_copy_opens_with_the_same_key() {
        let dir = tempfile::tempdir().unwrap();
        let (store, key) = used(dir.path()).await;
        migrate(&store, &with(&[])).await.unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3, "a file, its log and index");
        migrate(&store, &with(&[GOOD])).await.unwrap();
        assert_eq!(tables(&store).await, ["note"]);
        let path = dir.path().join("pocketsage.before-9001_notes.db");
        let backup = Store::open(&path, key).await.unwrap();
        assert_eq!(backup.salt, store.salt, "and with the same passphrase");
        assert_eq!((households(&backup).await, tables(&backup).await), (1, vec![]));
        assert_eq!(backup.faults().await.unwrap(), Vec::<String>::new());
    }

    #[tokio::test]
    async fn a_migration_that_fails_leaves_nothing_of_itself_and_can_be_run_again() {
        let dir = tempfile::tempdir().unwrap();
        let (store, key) = used(dir.path()).await;
        migrate(&store, &with(&[GOOD, BAD])).await.unwrap_err();
        assert_eq!(tables(&store).await, ["note"], "the one before it stands");
        assert_eq!(households(&store).await, 1);
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
        assert_eq!(lacking(&store, &with(&[GOOD, BAD])).await.unwrap(), ["9002_broken"]);
        migrate(&store, &with(&[GOOD, MENDED])).await.unwrap();
        assert_eq!(tables(&store).await, ["half", "note"]);
        let backup = dir.path().join("pocketsage.before-9001_notes.db");
        let backup = Store::open(&backup, key).await.unwrap();
        assert_eq!(tables(&backup).await, Vec::<String>::new(), "as it was before the first");
    }
}
