//! Habits to begin with. Names are English here; a screen may have its own words for them by `key`.
use super::check::Measure;
use super::frequency::{Preset, Weekdays};
use super::model::HabitReminder;
use super::plan::Kind;
use super::quantity::Quantity;
use schemars::JsonSchema;
use serde::Serialize;

/// What a template is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateGroup {
    Health,
    Money,
    Home,
    Learning,
}

/// A habit as it may be begun.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HabitTemplate {
    /// Stable, for a screen's own words.
    pub key: String,
    pub group: TemplateGroup,
    pub name: String,
    pub question: String,
    pub kind: Kind,
    pub numerator: u32,
    pub denominator: u32,
    pub weekdays: Weekdays,
    pub target: Option<Quantity>,
    pub unit: String,
    pub colour: String,
    pub icon: String,
    pub reminder: HabitReminder,
    pub encouragements: Vec<String>,
    /// By what the ledger can check it, once it is told which categories or payees.
    pub measure: Option<Measure>,
}

/// What the ledger can check.
const CHECKED: &[(&str, Measure)] = &[
    ("takeaway", Measure::Count),
    ("fuel", Measure::Amount),
    ("coffee", Measure::Count),
    ("save_weekly", Measure::Count),
];

/// Key, name, question, icon, colour, and when to remind.
type Words = [&'static str; 6];

struct Row {
    group: TemplateGroup,
    words: Words,
    kind: Kind,
    preset: Preset,
    /// Units, and what they are called.
    target: Option<(i64, &'static str)>,
    says: [&'static str; 3],
}

use Kind::{Avoid, Build, Limit, Measured};
use Preset::{Daily, EveryOtherDay, Monthly, ThreeAWeek, Weekly, WorkingDays};
use TemplateGroup::{Health, Home, Learning, Money};

const fn row(
    group: TemplateGroup,
    words: Words,
    kind: Kind,
    preset: Preset,
    target: Option<(i64, &'static str)>,
    says: [&'static str; 3],
) -> Row {
    Row { group, words, kind, preset, target, says }
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row(Health, ["water", "Drink water", "How many glasses today?", "glass-water", "#0B7285", "10:00"],
        Measured, Daily, Some((8, "glasses")), ["Clear as water", "Your body says thanks", "Eight it is"]),
    row(Health, ["walk", "Walk", "How many minutes outside?", "footprints", "#117733", "17:30"],
        Measured, Daily, Some((30, "minutes")), ["Fresh air pays", "Step by step", "That was half an hour well spent"]),
    row(Health, ["exercise", "Exercise", "Did you train today?", "dumbbell", "#882255", "18:00"],
        Build, ThreeAWeek, None, ["Stronger than yesterday", "The hard part is over", "That counts"]),
    row(Health, ["sleep", "In bed by eleven", "In bed by eleven yesterday?", "moon", "#332288", "22:30"],
        Build, WorkingDays, None, ["Well rested", "A good night is half the day", "Sleep is capital"]),
    row(Health, ["no_smoking", "No smoking", "Did you smoke today?", "cigarette-off", "#AA4499", "20:00"],
        Avoid, Daily, None, ["Another clean day", "Lungs and wallet agree", "One day further"]),
    row(Money, ["check_accounts", "Look at the accounts", "Looked at what came and went?", "wallet", "#1F6F5C", "19:00"],
        Build, Weekly, None, ["No surprises this week", "You know where you stand", "Five minutes well spent"]),
    row(Money, ["no_spend", "A day without spending", "Nothing bought today?", "piggy-bank", "#117733", "20:00"],
        Build, ThreeAWeek, None, ["What stays is yours", "Nothing bought, nothing missed", "That adds up"]),
    row(Money, ["takeaway", "No takeaway", "Was there takeaway today?", "utensils", "#CC6677", "18:30"],
        Avoid, Daily, None, ["Home cooked wins", "That money stays", "Another day without"]),
    row(Money, ["coffee", "At most two coffees out", "How many coffees out?", "coffee", "#8A5A00", "12:00"],
        Limit, Weekly, Some((2, "coffees")), ["Within the limit", "The machine at home works too", "Well kept"]),
    row(Money, ["save", "Put something aside", "Put something aside this month?", "hand-coins", "#1F6F5C", "09:00"],
        Build, Monthly, None, ["Paid yourself first", "The cushion grows", "Future you says thanks"]),
    row(Money, ["fuel", "At most so much for fuel", "How much for fuel?", "fuel", "#882255", "18:00"],
        Limit, Monthly, Some((60, "")), ["Within the limit", "The bicycle helps", "Well kept"]),
    row(Money, ["save_weekly", "Save every week", "Put something aside this week?", "hand-coins", "#1F6F5C", "09:00"],
        Build, Weekly, None, ["Paid yourself first", "Every week a little", "It is adding up"]),
    row(Home, ["tidy", "Ten minutes of tidying", "Ten minutes tidied?", "sparkles", "#44AA99", "19:00"],
        Build, Daily, None, ["Looks different already", "A little every day", "Ten minutes, done"]),
    row(Home, ["cook", "Cook at home", "Cooked today?", "cooking-pot", "#CC6677", "17:00"],
        Build, EveryOtherDay, None, ["Smells good", "Better than delivered", "Somebody ate well"]),
    row(Home, ["plants", "Water the plants", "Have the plants had water?", "sprout", "#117733", "09:00"],
        Build, Weekly, None, ["Green stays green", "They noticed", "Something grows"]),
    row(Home, ["paperwork", "Do the paperwork", "Is the pile gone?", "file-text", "#5B6470", "10:00"],
        Build, Weekly, None, ["The pile is gone", "Filed and forgotten", "A clear desk"]),
    row(Learning, ["read", "Read", "How many pages?", "book-open", "#332288", "21:00"],
        Measured, Daily, Some((20, "pages")), ["Another chapter", "Page by page", "A book a month this way"]),
    row(Learning, ["language", "Practise a language", "Practised today?", "languages", "#0B7285", "08:00"],
        Build, Daily, None, ["Muy bien", "Word by word", "Tomorrow you know more"]),
    row(Learning, ["instrument", "Play an instrument", "Played today?", "music", "#AA4499", "19:30"],
        Build, ThreeAWeek, None, ["Sounds better already", "Practice is audible", "Encore"]),
    row(Learning, ["course", "Go on with the course", "A lesson this week?", "graduation-cap", "#882255", "18:00"],
        Build, Weekly, None, ["One lesson further", "It is adding up", "Class dismissed"]),
];

/// All of them, by group.
pub fn all() -> Vec<HabitTemplate> {
    ROWS.iter().map(template).collect()
}

fn template(row: &Row) -> HabitTemplate {
    let [key, name, question, icon, colour, time] = row.words.map(String::from);
    let frequency = row.preset.frequency();
    let measure = CHECKED.iter().find(|(checked, _)| *checked == key).map(|(_, measure)| *measure);
    HabitTemplate {
        measure,
        key,
        group: row.group,
        name,
        question,
        kind: row.kind,
        numerator: frequency.numerator,
        denominator: frequency.denominator,
        weekdays: frequency.weekdays,
        target: row.target.map(|(units, _)| Quantity(units * 1000)),
        unit: row.target.map_or("", |(_, unit)| unit).into(),
        colour,
        icon,
        reminder: HabitReminder { time, weekdays: frequency.weekdays },
        encouragements: row.says.map(String::from).to_vec(),
    }
}
