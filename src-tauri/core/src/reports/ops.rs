//! Drawing and saving charts. Numbers come from the ledger's totals, never from a scan.
use super::axis::Words;
use super::spending::{self, Canvas, PALETTE, REST, Series, Spending, Theme};
use super::*;
use crate::day::month_name;
use crate::db::Id;
use crate::ledger::{self, Category};
use crate::op::Nothing;
use crate::{Actor, Error, Result, Tx, money};
use base64::Engine;
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
    let canvas = canvas(&input)?;
    let (mime, data) = match input.format {
        ChartFormat::Svg => ("image/svg+xml", spending::svg(&drawn, &canvas)?),
        ChartFormat::Png => {
            let bytes = spending::png(&drawn, &canvas)?;
            ("image/png", base64::engine::general_purpose::STANDARD.encode(bytes))
        }
    };
    let total_minor = series.iter().map(|s| s.total_minor).sum();
    Ok(SpendingChart { mime: mime.into(), data, currency, months, series, total_minor })
}

fn drawn_series(series: &SpendingSeries) -> Series {
    Series {
        name: series.name.clone(),
        color: series.color.clone(),
        values_minor: series.values_minor.clone(),
    }
}

fn canvas(input: &DrawSpending) -> Result<Canvas> {
    let within = |field: &str, value: Option<u32>, usual: u32, least: u32| {
        let value = value.unwrap_or(usual);
        let ok = (least..=4000).contains(&value);
        let message = format!("choose {least} to 4000 pixels");
        if ok { Ok(value) } else { Err(Error::invalid(field, message)) }
    };
    Ok(Canvas {
        width: within("width", input.width, 960, 360)?,
        height: within("height", input.height, 420, 200)?,
        theme: if input.theme == ChartTheme::Dark { Theme::Dark } else { Theme::Light },
        locale: input.locale.clone().unwrap_or_else(|| "en".into()),
    })
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
    if tx.actor == Actor::Api {
        return Err(Error::denied("draw the chart and save it where you are"));
    }
    let path = std::path::Path::new(&input.file);
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let by_name = match ending.as_deref() {
        Some("png") => Some(ChartFormat::Png),
        Some("svg") => Some(ChartFormat::Svg),
        _ => None,
    };
    let format = input.format.or(by_name);
    let format = format.ok_or_else(|| Error::invalid("file", "end the name in .png or .svg"))?;
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
    let chart = chart.await?;
    let bytes = match format {
        ChartFormat::Svg => chart.data.into_bytes(),
        ChartFormat::Png => {
            let decoded = base64::engine::general_purpose::STANDARD.decode(chart.data);
            decoded.map_err(Error::internal)?
        }
    };
    let wrong = |e| Error::invalid("file", format!("{} cannot be written: {e}", input.file));
    std::fs::write(path, &bytes).map_err(wrong)?;
    Ok(SavedFile { file: input.file, bytes: bytes.len() as i64 })
}
