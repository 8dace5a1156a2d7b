//! A payoff plan as a picture and as a file of payments. The plan comes with the question, as in
//! `debts.simulate`; a plan that cannot work is refused in the same words.
use super::axis::Words;
use super::canvas::REST;
use super::debt_words::DebtWords;
use super::picture::{Wanted, ending, on_this_machine, picture, save, saved_as, write};
use super::schedule;
use super::spending::PALETTE;
use super::*;
use crate::debts::SimulateDebts;
use crate::debts::plan::Plan;
use crate::debts::simulate::{self, Run};
use crate::{Error, Result, Tx};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::Deserialize;
use std::cmp::Reverse;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawDebts {
    pub plan: SimulateDebts,
    #[serde(default)]
    pub format: ChartFormat,
    #[serde(default)]
    pub theme: ChartTheme,
    /// Pixels, 960 unless told, 360 to 4000.
    #[serde(default)]
    pub width: Option<u32>,
    /// Pixels, 460 unless told, 200 to 4000.
    #[serde(default)]
    pub height: Option<u32>,
    /// As in en, de or es.
    #[serde(default)]
    pub locale: Option<String>,
}

pub async fn draw_debts(_tx: &mut Tx, input: DrawDebts) -> Result<DebtChart> {
    let wanted = Wanted {
        format: input.format,
        theme: input.theme,
        width: input.width,
        height: input.height,
        locale: input.locale,
    };
    let canvas = wanted.canvas((960, 460))?;
    let (plan, run) = computed(&input.plan)?;
    let numbers = numbers(&plan, &run);
    let (mime, data) = picture(&numbers, &canvas, wanted.format)?;
    Ok(DebtChart { mime, data, numbers })
}

fn computed(input: &SimulateDebts) -> Result<(Plan, Run)> {
    let plan = Plan::new(input)?;
    let run = simulate::run(&plan, true)?;
    Ok((plan, run))
}

/// What is owed after each month, debt by debt.
fn numbers(plan: &Plan, run: &Run) -> DebtChartNumbers {
    let count = run.months as usize + 1;
    let mut months: Vec<DebtChartMonth> = (0..)
        .map(|month| DebtChartMonth { month, on: plan.start, total_minor: 0 })
        .take(count)
        .collect();
    let mut balances = vec![vec![0; count]; plan.debts.len()];
    for (all, debt) in balances.iter_mut().zip(&plan.debts) {
        all[0] = debt.balance_minor;
    }
    // As long as anything is owed there is a row each month.
    for row in &run.rows {
        let month = &mut months[row.month as usize];
        month.on = month.on.max(row.on);
        balances[row.debt][row.month as usize] = row.balance_minor;
    }
    for (at, month) in months.iter_mut().enumerate() {
        month.total_minor = balances.iter().map(|all| all[at]).sum();
    }
    let colors = colors(plan);
    let series = |&(at, month, on): &(usize, u32, chrono::NaiveDate)| DebtChartSeries {
        name: plan.debts[at].name.clone(),
        id: plan.debts[at].id.clone(),
        color: colors[at].into(),
        paid_off_month: month,
        paid_off_on: on,
        balances_minor: std::mem::take(&mut balances[at]),
    };
    DebtChartNumbers {
        currency: plan.currency.clone(),
        debt_free_on: run.debt_free_on,
        total_interest_minor: run.interest_minor,
        months,
        debts: run.payoffs.iter().rev().map(series).collect(),
    }
}

/// The largest debts in the palette's colours, so that another strategy does not change them.
fn colors(plan: &Plan) -> Vec<&'static str> {
    let mut order: Vec<usize> = (0..plan.debts.len()).collect();
    order.sort_by_key(|at| Reverse(plan.debts[*at].balance_minor));
    let mut colors = vec![REST; order.len()];
    for (at, color) in order.into_iter().zip(PALETTE) {
        colors[at] = color;
    }
    colors
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDebts {
    pub plan: SimulateDebts,
    /// Where to: a path ending in .png or .svg.
    pub file: String,
    #[serde(default)]
    pub format: Option<ChartFormat>,
    #[serde(default)]
    pub theme: ChartTheme,
    #[serde(default)]
    pub width: Option<u32>,
    #[serde(default)]
    pub height: Option<u32>,
    #[serde(default)]
    pub locale: Option<String>,
}

pub async fn save_debts(tx: &mut Tx, input: SaveDebts) -> Result<SavedFile> {
    let format = saved_as(tx, &input.file, input.format)?;
    let drawn = DrawDebts {
        plan: input.plan,
        format,
        theme: input.theme,
        width: input.width,
        height: input.height,
        locale: input.locale,
    };
    save(input.file, format, draw_debts(tx, drawn).await?.data)
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeSchedule {
    pub plan: SimulateDebts,
    /// Name or id: the payments of this one only.
    #[serde(default)]
    pub debt: Option<String>,
    #[serde(default)]
    pub format: ScheduleFormat,
    /// Of the headings, as in en, de or es.
    #[serde(default)]
    pub locale: Option<String>,
}

pub async fn make_schedule(tx: &mut Tx, input: MakeSchedule) -> Result<ScheduleFile> {
    let (bytes, rows) = schedule_file(tx, &input)?;
    let words = DebtWords::of(Words::of(input.locale.as_deref().unwrap_or("en")));
    let (ending, mime) = match input.format {
        ScheduleFormat::Csv => ("csv", "text/csv"),
        ScheduleFormat::Xlsx => {
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
    };
    let name = format!("{}.{ending}", words.schedule);
    Ok(ScheduleFile { mime: mime.into(), name, data: STANDARD.encode(bytes), rows })
}

/// The file, and how many payments are in it.
fn schedule_file(tx: &Tx, input: &MakeSchedule) -> Result<(Vec<u8>, i64)> {
    let (plan, run) = computed(&input.plan)?;
    let only = input.debt.as_deref().map(|debt| plan.find("debt", debt)).transpose()?;
    let mut rows = run.rows;
    rows.retain(|row| only.is_none_or(|only| row.debt == only));
    let words = DebtWords::of(Words::of(input.locale.as_deref().unwrap_or("en")));
    let bytes = match input.format {
        ScheduleFormat::Csv => schedule::delimited(&plan, &rows, &words)?,
        ScheduleFormat::Xlsx => schedule::sheet(&plan, &rows, &words, tx.today())?,
    };
    Ok((bytes, rows.len() as i64))
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveSchedule {
    pub plan: SimulateDebts,
    /// Where to: a path ending in .csv or .xlsx.
    pub file: String,
    #[serde(default)]
    pub debt: Option<String>,
    #[serde(default)]
    pub format: Option<ScheduleFormat>,
    #[serde(default)]
    pub locale: Option<String>,
}

pub async fn save_schedule(tx: &mut Tx, input: SaveSchedule) -> Result<SavedFile> {
    on_this_machine(tx, "make the schedule and save it where you are")?;
    let by_name = match ending(&input.file).as_deref() {
        Some("csv") => Some(ScheduleFormat::Csv),
        Some("xlsx") => Some(ScheduleFormat::Xlsx),
        _ => None,
    };
    let unnamed = || Error::invalid("file", "end the name in .csv or .xlsx");
    let format = input.format.or(by_name).ok_or_else(unnamed)?;
    let wanted = MakeSchedule { plan: input.plan, debt: input.debt, format, locale: input.locale };
    let (bytes, _) = schedule_file(tx, &wanted)?;
    write(input.file, &bytes)
}
