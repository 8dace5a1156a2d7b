//! The nouns of reports.
use crate::db::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartFormat {
    #[default]
    Svg,
    Png,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartTheme {
    #[default]
    Light,
    Dark,
}

/// One category's spending, month by month.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SpendingSeries {
    /// Null for uncategorised and for the rest.
    pub category_id: Option<Id>,
    pub name: String,
    /// As in #332288; the same on screen and in files.
    pub color: String,
    /// One for each month, in minor units; refunds may make it negative.
    pub values_minor: Vec<i64>,
    pub total_minor: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SpendingChart {
    pub mime: String,
    /// SVG text, or base64 of a PNG.
    pub data: String,
    pub currency: String,
    /// As in 2026-01.
    pub months: Vec<String>,
    pub series: Vec<SpendingSeries>,
    pub total_minor: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SavedFile {
    pub file: String,
    pub bytes: i64,
}
