//! Drawing and saving the spending chart. Numbers come from the ledger's totals, never from a scan.
use super::axis::Words;
use super::canvas::REST;
pub use super::debt_ops::{draw_debts, make_schedule, save_debts, save_schedule};
pub use super::habit_ops::{draw_habit, save_habit};
use super::picture::{Wanted, picture, save, saved_as};
use super::spending::{PALETTE, Series, Spending};
use super::*;
use crate::day::month_name;
use crate::db::Id;
use crate::ledger::{self, Category};
use crate::op::Nothing;
use crate::{Error, Result, Tx, money};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;

/// Months beyond which a chart says nothing any more.
const MOST_MONTHS: i32 = 600;

#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DrawSpending {
    /// First month as 2026-01; the first there is unless told.
    pub from: Option<String>,
    /// Last month as 2026-01; the last there is unless told.
    pub to: Option<String>,
    pub account_id: Option<Id>,
    /// The household's unless told; other currencies are left out.
    pub currency: Option<String>,
    pub format: ChartFormat,
    pub theme: ChartTheme,
    /// Pixels, 960 unless told, 360 to 4000.
    pub width: Option<u32>,
    /// Pixels, 420 unless told, 200 to 4000.
    pub height: Option<u32>,
    /// As in en, de or es.
    pub locale: Option<String>,
}

pub async fn draw_spending(tx: &mut Tx, input: DrawSpending) -> Result<SpendingChart> {
    let (months, series, currency) = numbers(tx, &input).await?;
    let drawn = Spending {
        currency: currency.clone(),
        months: months.clone(),
        series: series.iter().map(drawn_series).collect(),
    };
    let wanted = Wanted {
        format: input.format,
        theme: input.theme,
        width: input.width,
        height: input.height,
        locale: input.locale,
    };
    let (mime, data) = picture(&drawn, &wanted.canvas((960, 420))?, wanted.format)?;
    let total_minor = series.iter().map(|s| s.total_minor).sum();
    Ok(SpendingChart { mime, data, currency, months, series, total_minor })
}

fn drawn_series(series: &SpendingSeries) -> Series {
    Series {
        name: series.name.clone(),
        color: series.color.clone(),
        values_minor: series.values_minor.clone(),
    }
}

type Numbers = (Vec<String>, Vec<SpendingSeries>, String);

async fn numbers(tx: &mut Tx, input: &DrawSpending) -> Result<Numbers> {
    let currency = match &input.currency {
        Some(code) => money::currency("currency", code)?,
        None => ledger::get_household(tx, Nothing {}).await?.currency,
    };
    let held = ledger::month_range(tx).await?;
    let from = ledger::month("from", input.from.as_deref())?.or(held.map(|h| h.0));
    let to = ledger::month("to", input.to.as_deref())?.or(held.map(|h| h.1));
    let (Some(from), Some(to)) = (from, to) else {
        return Ok((vec![], vec![], currency));
    };
    if from > to || to - from >= MOST_MONTHS {
        let message = "the last month must not be before the first, nor 50 years after it";
        return Err(Error::invalid("to", message));
    }
    let months: Vec<String> = (from..=to).map(month_name).collect();
    let categories = ledger::categories(tx).await?;
    let top = tops(&categories);
    let mut sums: HashMap<Option<Id>, Vec<i64>> = HashMap::new();
    let found = ledger::category_months(tx, from, to, input.account_id).await?;
    for category in found.iter().filter(|c| c.currency == currency) {
        let id = category.category_id.map(|id| top.get(&id).copied().unwrap_or(id));
        let values = sums.entry(id).or_insert_with(|| vec![0; months.len()]);
        for month in &category.months {
            // Without a category nothing tells a refund from a salary, so only money out counts.
            let refunds = if id.is_some() { month.income_minor } else { 0 };
            values[(month.month_no - from) as usize] += month.expense_minor - refunds;
        }
    }
    let words = Words::of(input.locale.as_deref().unwrap_or("en"));
    let name = |id: Option<Id>| match id.and_then(|id| categories.iter().find(|c| c.id == id)) {
        Some(found) => found.name.clone(),
        None => words.uncategorised.into(),
    };
    let named = sums.into_iter().map(|(id, values)| (id, name(id), values)).collect();
    Ok((months, coloured(named, &words), currency))
}

/// The top category that each category counts for.
fn tops(categories: &[Category]) -> HashMap<Id, Id> {
    let parents: HashMap<Id, Option<Id>> = categories.iter().map(|c| (c.id, c.parent_id)).collect();
    let top = |id: Id| {
        let (mut at, mut steps) = (id, 0);
        while let (Some(Some(parent)), true) = (parents.get(&at), steps <= parents.len()) {
            (at, steps) = (*parent, steps + 1);
        }
        at
    };
    parents.keys().map(|id| (*id, top(*id))).collect()
}

/// The nine largest in the palette's colours, the others together in grey.
fn coloured(sums: Vec<(Option<Id>, String, Vec<i64>)>, words: &Words) -> Vec<SpendingSeries> {
    let series = |(category_id, name, values_minor): (_, _, Vec<i64>)| SpendingSeries {
        category_id,
        name,
        color: REST.into(),
        total_minor: values_minor.iter().sum(),
        values_minor,
    };
    // Income categories are no spending: what brings more than it takes over the period is left out.
    let mut all: Vec<SpendingSeries> =
        sums.into_iter().map(series).filter(|s| s.total_minor > 0).collect();
    all.sort_by(|a, b| b.total_minor.cmp(&a.total_minor).then_with(|| a.name.cmp(&b.name)));
    let rest = all.split_off(all.len().min(PALETTE.len()));
    for (one, color) in all.iter_mut().zip(PALETTE) {
        one.color = color.into();
    }
    if let Some(first) = rest.first() {
        let mut values_minor = vec![0; first.values_minor.len()];
        for one in &rest {
            values_minor.iter_mut().zip(&one.values_minor).for_each(|(sum, value)| *sum += value);
        }
        all.push(series((None, words.rest.into(), values_minor)));
    }
    all
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SaveSpending {
    /// Where to: a path ending in .png or .svg.
    pub file: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub account_id: Option<Id>,
    pub currency: Option<String>,
    pub format: Option<ChartFormat>,
    pub theme: ChartTheme,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub locale: Option<String>,
}

pub async fn save_spending(tx: &mut Tx, input: SaveSpending) -> Result<SavedFile> {
    let format = saved_as(tx, &input.file, input.format)?;
    let chart = draw_spending(
        tx,
        DrawSpending {
            from: input.from,
            to: input.to,
            account_id: input.account_id,
            currency: input.currency,
            format,
            theme: input.theme,
            width: input.width,
            height: input.height,
            locale: input.locale,
        },
    );
    save(input.file, format, chart.await?.data)
}
