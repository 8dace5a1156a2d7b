//! What is remembered of each kind of file: how it is read, where its rows go, how often it is due. A
//! person sees it, corrects it, or has it forgotten.
use super::csv::{AmountColumns, DayFormat, DayOrder, Hints, Layout};
use super::late::usual_gap;
use super::*;
use crate::db::Id;
use crate::ledger::{self, ListAccounts};
use crate::op::Nothing;
use crate::{Error, Result, Tx, money};
use chrono::{DateTime, Days, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// A kind of file that came in, and what is remembered of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    pub id: Id,
    /// The name of its latest file.
    pub name: String,
    /// csv, ofx, qif, camt.053, mt940, …
    pub format: String,
    /// Where rows go that name no account themselves; null is several, or none yet.
    pub account_id: Option<Id>,
    /// In the order of the file; none where it has no columns.
    pub columns: Vec<ProfileColumn>,
    /// How its days are written; null where there are no columns.
    pub day_format: Option<DayFormat>,
    /// Null where nobody was asked and the format leaves nothing open.
    pub day_order: Option<DayOrder>,
    /// `.` or `,`; null where there are no columns.
    pub decimal: Option<String>,
    /// A positive number is money spent; null where there are no columns.
    pub inverted: Option<bool>,
    /// Of rows that name none.
    pub currency: Option<String>,
    /// A person settled how it is read; else it is what was found.
    pub chosen: bool,
    /// When its latest file came; null when that was taken out again.
    pub last_used_at: Option<DateTime<Utc>>,
    /// How many of its files came in.
    pub batches: i64,
    /// The last day that one of them told of.
    pub last_day: Option<NaiveDate>,
    /// How many days usually lie between them; null while they are too few to tell.
    pub usual_days: Option<i64>,
    /// What a person said instead: null is as usual, 0 is that none is expected.
    pub due_every_days: Option<i64>,
    /// When the next one should have come; null when none is expected.
    pub expected_on: Option<NaiveDate>,
    pub version: i64,
}

/// A column that means something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProfileColumn {
    pub role: ColumnRole,
    /// Its header, or `column 8`.
    pub name: String,
}

/// What a column means.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    Day,
    Amount,
    Debit,
    Credit,
    Direction,
    Description,
    Payee,
    Memo,
    Category,
    Account,
    Currency,
    Balance,
    Fee,
    ExternalId,
    Status,
}

/// Each column that means something, by its place.
fn columns(layout: &Layout, headers: &[String]) -> Vec<ProfileColumn> {
    let map = &layout.mapping;
    let mut found: Vec<(usize, ColumnRole)> = vec![(map.day, ColumnRole::Day)];
    match &map.amount {
        AmountColumns::Signed { column } => found.push((*column, ColumnRole::Amount)),
        AmountColumns::DebitCredit { debit, credit, .. } => {
            found.extend([(*debit, ColumnRole::Debit), (*credit, ColumnRole::Credit)]);
        }
        AmountColumns::Direction { column, direction, .. } => {
            found.extend([(*column, ColumnRole::Amount), (*direction, ColumnRole::Direction)]);
        }
    }
    let single = [
        (map.day_fallback, ColumnRole::Day),
        (map.payee, ColumnRole::Payee),
        (map.memo, ColumnRole::Memo),
        (map.category, ColumnRole::Category),
        (map.account, ColumnRole::Account),
        (map.currency, ColumnRole::Currency),
        (map.currency_fallback, ColumnRole::Currency),
        (map.balance, ColumnRole::Balance),
        (map.fee, ColumnRole::Fee),
        (map.external_id, ColumnRole::ExternalId),
        (map.status, ColumnRole::Status),
    ];
    found.extend(single.into_iter().filter_map(|(column, role)| Some((column?, role))));
    // What is a part of the description says more where it is something besides.
    let only = |column: &&usize| found.iter().all(|(taken, _)| taken != *column);
    let description: Vec<usize> = map.description.iter().filter(only).copied().collect();
    found.extend(description.into_iter().map(|column| (column, ColumnRole::Description)));
    found.sort();
    // Where a file has no day or no amount at all, its column is one beyond the last.
    found.retain(|(column, _)| headers.is_empty() || *column < headers.len());
    let name = |column: usize| {
        headers.get(column).cloned().unwrap_or_else(|| format!("column {}", column + 1))
    };
    found.into_iter().map(|(column, role)| ProfileColumn { role, name: name(column) }).collect()
}

/// The order of day and month, where days are written in one that could be mistaken.
fn order(format: DayFormat) -> Option<DayOrder> {
    match format {
        DayFormat::Dmy | DayFormat::DayMonth => Some(DayOrder::DayFirst),
        DayFormat::Mdy | DayFormat::MonthDay => Some(DayOrder::MonthFirst),
        DayFormat::Ymd | DayFormat::MonthName => None,
    }
}

/// The same way of writing days in the other order; none where there is no other.
fn turned(format: DayFormat, wanted: DayOrder) -> Option<DayFormat> {
    use DayFormat::{DayMonth, Dmy, Mdy, MonthDay};
    let day_first = wanted == DayOrder::DayFirst;
    match format {
        Dmy | Mdy => Some(if day_first { Dmy } else { Mdy }),
        DayMonth | MonthDay => Some(if day_first { DayMonth } else { MonthDay }),
        _ => None,
    }
}

fn layout_of(kept: &ImportLayout) -> Result<Option<Layout>> {
    serde_json::from_str(&kept.layout).map_err(Error::internal)
}

fn hints_of(kept: &ImportLayout) -> Result<Hints> {
    serde_json::from_str(&kept.hints).map_err(Error::internal)
}

fn profile(kind: sql::KindOfFile, days: &mut Vec<NaiveDate>) -> Result<Profile> {
    let sql::KindOfFile { layout: kept, file_name: name, format, last_at, batches } = kind;
    let (layout, hints) = (layout_of(&kept)?, hints_of(&kept)?);
    let headers: Vec<String> = serde_json::from_str(&kept.headers).unwrap_or_default();
    let map = layout.as_ref().map(|layout| &layout.mapping);
    days.sort();
    days.dedup();
    let (last_day, usual_days) = (days.last().copied(), usual_gap(days));
    let every = kept.due_every_days.or(usual_days).filter(|days| *days > 0);
    let after = |day: NaiveDate| day.checked_add_days(Days::new(every?.unsigned_abs()));
    Ok(Profile {
        id: kept.id,
        name,
        format,
        account_id: kept.account_id,
        columns: layout.as_ref().map(|layout| columns(layout, &headers)).unwrap_or_default(),
        day_format: map.map(|map| map.day_format),
        day_order: map.map_or(hints.day_order, |map| order(map.day_format)),
        decimal: map.map(|map| map.decimal.to_string()),
        inverted: map.map(|map| map.inverted),
        currency: map.map_or(hints.currency, |map| map.fixed_currency.clone()),
        chosen: kept.chosen,
        last_used_at: last_at,
        batches,
        last_day,
        usual_days,
        due_every_days: kept.due_every_days,
        expected_on: last_day.and_then(after),
        version: kept.version,
    })
}

pub async fn list_profiles(tx: &mut Tx, _: Nothing) -> Result<Vec<Profile>> {
    let mut days: BTreeMap<String, Vec<NaiveDate>> = BTreeMap::new();
    for (signature, day) in sql::told_by_kind(tx).await? {
        days.entry(signature).or_default().push(day);
    }
    let kinds = sql::kinds_of_files(tx).await?.into_iter();
    let mut profiles = kinds
        .map(|kind| {
            let mut of_kind = days.remove(&kind.layout.signature).unwrap_or_default();
            profile(kind, &mut of_kind)
        })
        .collect::<Result<Vec<_>>>()?;
    profiles.sort_by_key(|profile| (std::cmp::Reverse(profile.last_used_at), profile.id));
    Ok(profiles)
}

async fn one(tx: &mut Tx, id: Id) -> Result<Profile> {
    let all = list_profiles(tx, Nothing {}).await?;
    all.into_iter().find(|profile| profile.id == id).ok_or_else(|| Error::not_found("kind of file"))
}

/// Only the fields present change.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateProfile {
    pub id: Id,
    pub version: i64,
    /// Where rows go that name no account themselves; null is as each file suggests.
    #[serde(default, deserialize_with = "present")]
    pub account_id: Option<Option<Id>>,
    #[serde(default)]
    pub day_order: Option<DayOrder>,
    /// `.` or `,`.
    #[serde(default)]
    pub decimal: Option<char>,
    /// A positive number is money spent.
    #[serde(default)]
    pub inverted: Option<bool>,
    /// ISO 4217, of rows that name none.
    #[serde(default)]
    pub currency: Option<String>,
    /// How many days lie between its files; null is learned from them, 0 is that none is expected.
    #[serde(default, deserialize_with = "present")]
    pub due_every_days: Option<Option<i64>>,
}

/// Tells null (clear it) from absent (leave it).
fn present<'de, D, T>(from: D) -> std::result::Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(from).map(Some)
}

pub async fn update_profile(tx: &mut Tx, input: UpdateProfile) -> Result<Profile> {
    let mut kept: ImportLayout = tx.get(input.id).await?;
    if let Some(account) = input.account_id {
        let accounts = ledger::list_accounts(tx, ListAccounts::default()).await?;
        if account.is_some_and(|id| accounts.iter().all(|there| there.account.id != id)) {
            return Err(Error::invalid("account_id", "there is no such open account"));
        }
        kept.account_id = account;
    }
    if let Some(days) = input.due_every_days {
        if days.is_some_and(|days| !(0..=3660).contains(&days)) {
            let message = "say a number of days up to 3,660, or 0 when none is expected";
            return Err(Error::invalid("due_every_days", message));
        }
        kept.due_every_days = days;
    }
    read_otherwise(&mut kept, &input)?;
    tx.update(&mut kept, input.version).await?;
    let changed = one(tx, kept.id).await?;
    tx.label(format!("changed how files like {} are taken in", changed.name)).await?;
    Ok(changed)
}

/// Changes how its cells are read, and what answers the questions of a format without cells.
fn read_otherwise(kept: &mut ImportLayout, input: &UpdateProfile) -> Result<()> {
    let UpdateProfile { day_order, decimal, inverted, ref currency, .. } = *input;
    let (mut layout, mut hints) = (layout_of(kept)?, hints_of(kept)?);
    let before = layout.clone();
    let cells = |field: &str| Error::invalid(field, "files of this kind say it themselves");
    if let Some(wanted) = day_order {
        match &mut layout {
            Some(layout) => {
                let format = turned(layout.mapping.day_format, wanted);
                layout.mapping.day_format = format.ok_or_else(|| cells("day_order"))?;
                hints.day_order = hints.day_order.and(Some(wanted));
            }
            None => hints.day_order = Some(wanted),
        }
    }
    if let Some(sign) = decimal {
        let layout = layout.as_mut().ok_or_else(|| cells("decimal"))?;
        if sign != '.' && sign != ',' {
            return Err(Error::invalid("decimal", "the decimal sign is a point or a comma"));
        }
        layout.mapping.decimal = sign;
    }
    if let Some(inverted) = inverted {
        layout.as_mut().ok_or_else(|| cells("inverted"))?.mapping.inverted = inverted;
    }
    if let Some(code) = currency {
        let layout = layout.as_mut().ok_or_else(|| cells("currency"))?;
        layout.mapping.fixed_currency = Some(money::currency("currency", code)?);
    }
    if layout != before {
        kept.chosen = true;
        kept.layout = store::text_of(&layout)?;
    }
    kept.hints = store::text_of(&hints)?;
    Ok(())
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveProfile {
    pub id: Id,
    pub version: i64,
}

pub async fn remove_profile(tx: &mut Tx, input: RemoveProfile) -> Result<Profile> {
    let gone = one(tx, input.id).await?;
    tx.remove::<ImportLayout>(input.id, input.version).await?;
    tx.label(format!("forgot how files like {} are taken in", gone.name)).await?;
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_told_by_their_headers_in_the_order_of_the_file() {
        let text = "Datum;Betrag;Empfänger;Zweck\n13.11.2026;-1,50;Kino;Karte\n\
            14.11.2026;-2,50;Bad;Karte\n";
        let found = csv::detect(text.as_bytes(), &Hints::default()).unwrap();
        let told = columns(&found.layout, &found.columns);
        let roles: Vec<_> = told.iter().map(|c| (c.name.as_str(), c.role)).collect();
        assert_eq!(roles[..2], [("Datum", ColumnRole::Day), ("Betrag", ColumnRole::Amount)]);
        assert!(roles.contains(&("Zweck", ColumnRole::Memo)), "{roles:?}");
        assert_eq!(columns(&found.layout, &[])[0].name, "column 1");
    }

    fn any_format() -> impl Strategy<Value = DayFormat> {
        use DayFormat::*;
        prop::sample::select(vec![Ymd, Dmy, Mdy, MonthName, MonthDay, DayMonth])
    }

    proptest! {
        #[test]
        fn a_turned_order_is_the_one_wanted(format in any_format(), day_first: bool) {
            let wanted = if day_first { DayOrder::DayFirst } else { DayOrder::MonthFirst };
            match turned(format, wanted) {
                Some(now) => prop_assert_eq!(order(now), Some(wanted)),
                None => prop_assert_eq!(order(format), None),
            }
        }
    }
}
