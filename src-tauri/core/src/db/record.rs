//! A record: a struct whose fields are a table's columns, in that order. The struct is written once.
use super::Id;
use crate::{Error, Result, Tx};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use std::future::Future;

/// A row that history can write, bring back and compare.
pub trait Record:
    Serialize
    + DeserializeOwned
    + Clone
    + Send
    + Sync
    + Unpin
    + 'static
    + for<'r> sqlx::FromRow<'r, SqliteRow>
{
    const TABLE: &'static str;
    const COLUMNS: &'static [&'static str];

    fn id(&self) -> Id;
    fn version(&self) -> i64;
    fn set_version(&mut self, version: i64);
    fn bind(&self, arguments: &mut SqliteArguments) -> Result<()>;

    /// Runs after each write, in its transaction: where totals are kept.
    fn written(
        tx: &mut Tx,
        before: Option<&Self>,
        after: Option<&Self>,
    ) -> impl Future<Output = Result<()>> + Send {
        let _ = (tx, before, after);
        async { Ok(()) }
    }

    /// As a person sees it, for the two versions of a conflict.
    fn shown(tx: &mut Tx, record: &Self) -> impl Future<Output = Result<Value>> + Send {
        let _ = tx;
        let shown = serde_json::to_value(record).map_err(Error::internal);
        async { shown }
    }

    /// Whether other rows still stand on this one, so that undoing its creation must keep it.
    fn in_use(tx: &mut Tx, id: Id) -> impl Future<Output = Result<bool>> + Send {
        let _ = (tx, id);
        async { Ok(false) }
    }
}

/// A struct with its table: `record! { /// doc  struct Account in "account" { id: Id, … } { hooks } }`.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident in $table:literal {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)*
    } $({ $($hook:item)* })?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }

        impl<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> sqlx::Result<Self> {
                use sqlx::Row;
                Ok(Self { $($field: row.try_get(stringify!($field))?,)* })
            }
        }

        impl $crate::db::Record for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
            fn id(&self) -> $crate::db::Id { self.id }
            fn version(&self) -> i64 { self.version }
            fn set_version(&mut self, version: i64) { self.version = version; }
            fn bind(&self, arguments: &mut sqlx::sqlite::SqliteArguments) -> $crate::Result<()> {
                use sqlx::Arguments;
                $(arguments.add(self.$field.clone()).map_err($crate::Error::internal)?;)*
                Ok(())
            }
            $($($hook)*)?
        }
    };
}

/// An enum stored and sent as the snake_case name of its variant.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl<DB: sqlx::Database> sqlx::Type<DB> for $name where str: sqlx::Type<DB> {
            fn type_info() -> DB::TypeInfo { <str as sqlx::Type<DB>>::type_info() }
            fn compatible(ty: &DB::TypeInfo) -> bool { <str as sqlx::Type<DB>>::compatible(ty) }
        }
        impl<'q, DB: sqlx::Database> sqlx::Encode<'q, DB> for $name
        where &'static str: sqlx::Encode<'q, DB> {
            fn encode_by_ref(
                &self, buffer: &mut <DB as sqlx::Database>::ArgumentBuffer,
            ) -> std::result::Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                <&'static str as sqlx::Encode<'q, DB>>::encode_by_ref(&self.as_str(), buffer)
            }
        }
        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name
        where &'r str: sqlx::Decode<'r, DB> {
            fn decode(value: <DB as sqlx::Database>::ValueRef<'r>)
                -> std::result::Result<Self, sqlx::error::BoxDynError> {
                match <&'r str as sqlx::Decode<'r, DB>>::decode(value)? {
                    $($text => Ok(Self::$variant),)*
                    other => Err(format!("{other} is no {}", stringify!($name)).into()),
                }
            }
        }
    };
}
