//! What a person orders for rows of a kind: conditions and actions, as JSON in a table.
//!
//! ```ignore
//! rules::check(&rule).map_err(|fault| Error::invalid(fault.field, fault.reason))?; // when stored
//! let mut matcher = Matcher::new(stored.into_iter().map(|r| (r.id, r.rule)));      // per import
//! let given = Given { payee: name, text: row.description, amount_minor, .. };
//! let orders = matcher.orders(&given);
//! if orders.skip.is_some() { continue; }
//! match orders.goes.map(|order| order.what) {
//!     Some(Goes::Category(id)) => …, Some(Goes::Transfer(account)) => …,
//!     Some(Goes::Split(parts)) => rules::split(amount_minor, parts), None => learned.suggest(…),
//! }
//! ```
//!
//! Every condition must hold, each by any one of its values. Of several rules the more specific one
//! wins, for each kind of action by itself; the order they are stored in does not matter.
//! Conditions see the row as it came: no rule sees what another one did. There are no patterns to
//! learn: a text is, starts with, ends with or contains words.
mod matcher;

use super::fold::folded;
use crate::db::Id;
use chrono::{Datelike, NaiveDate};
pub use matcher::{Goes, Matcher, Order, Orders};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When these hold, do those.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// All must hold.
    pub conditions: Vec<Condition>,
    pub actions: Vec<Action>,
}

/// How a text is compared; capitals and spacing do not matter.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Contains,
    Ends,
    Starts,
    Is,
}

/// Which way the money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    In,
    Out,
}

/// What a row must be like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "field", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The name of the other party, cleaned.
    Payee { how: How, any: Vec<String> },
    /// The bank's own words.
    Text { how: How, any: Vec<String> },
    /// The size of the amount, whichever way it goes; both ends belong to it.
    Amount { least_minor: Option<i64>, most_minor: Option<i64> },
    /// Money in or money out.
    Direction { is: Direction },
    /// The account it is booked on.
    Account { any: Vec<Id> },
    /// Days of the month, both ends included; 28 to 3 goes over the end of the month.
    MonthDay { from: u32, to: u32 },
    /// 1 is Monday, 7 is Sunday.
    Weekday { any: Vec<u32> },
    /// A span of days, both ends included; open where an end is missing.
    Day { from: Option<NaiveDate>, to: Option<NaiveDate> },
    /// ISO 4217.
    Currency { any: Vec<String> },
}

/// What is done with a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    SetPayee {
        name: String,
    },
    SetCategory {
        category_id: Id,
    },
    SetMemo {
        memo: String,
    },
    /// Not taken into the ledger.
    Skip,
    /// Money moved to or from another account of one's own.
    Transfer {
        account_id: Id,
    },
    /// Several categories; the last part takes what the others leave.
    Split {
        parts: Vec<Part>,
    },
}

/// A part of a split amount: a share or a fixed size, or neither for the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub category_id: Id,
    pub share_bp: Option<u32>,
    /// A size: it takes the direction of the amount.
    pub amount_minor: Option<i64>,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct RuleFault {
    /// As in `conditions[0].any`.
    pub field: String,
    pub reason: &'static str,
}

/// A row as the conditions see it.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The clean name.
    pub payee: &'a str,
    /// The bank's own words.
    pub text: &'a str,
    /// Effect on the account; plus is money in.
    pub amount_minor: i64,
    pub account_id: Id,
    pub day: NaiveDate,
    pub currency: &'a str,
}

/// Why a rule applies: a condition, and which of its values held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Counted from 0.
    pub condition: usize,
    /// Counted from 0 in `any`; none where a condition has no list.
    pub value: Option<usize>,
}

/// Why a rule applies to a row; none when it does not.
pub fn reasons(rule: &Rule, given: &Given<'_>) -> Option<Vec<Reason>> {
    let (payee, text) = (folded(given.payee), folded(given.text));
    let seen = Seen { given, payee: &payee, text: &text };
    let one = |(condition, one): (usize, &Condition)| {
        let met = seen.meets(&one.clone().folded())?;
        Some(Reason { condition, value: met.value() })
    };
    let all: Option<Vec<_>> = rule.conditions.iter().enumerate().map(one).collect();
    all.filter(|all| !all.is_empty())
}

/// The categories that a rule puts rows into.
pub fn categories(rule: &Rule) -> Vec<Id> {
    let of = |action: &Action| match action {
        Action::SetCategory { category_id } => vec![*category_id],
        Action::Split { parts } => parts.iter().map(|part| part.category_id).collect(),
        _ => vec![],
    };
    rule.actions.iter().flat_map(of).collect()
}

/// How particular a rule is: the way it looks at words counts first, then how many conditions it
/// has, then how long its words are.
pub fn specificity(rule: &Rule) -> u32 {
    let words = rule.conditions.iter().filter_map(Condition::words);
    let how = words.clone().map(|(how, _)| how as u32 + 1).max().unwrap_or(0);
    let length = |any: &Vec<String>| any.iter().map(|v| v.chars().count()).min().unwrap_or(0);
    let length = words.map(|(_, any)| length(any)).max().unwrap_or(0);
    how << 24 | (rule.conditions.len().min(255) as u32) << 16 | length.min(65_535) as u32
}

/// An amount in the parts of a split: they add up to it, and none goes the other way.
pub fn split(amount_minor: i64, parts: &[Part]) -> Vec<(Id, i64)> {
    let mut left = amount_minor;
    let mut one = |(at, part): (usize, &Part)| {
        let wanted = match (part.share_bp, part.amount_minor) {
            _ if at + 1 == parts.len() => left.into(),
            (Some(share), _) => i128::from(amount_minor) * i128::from(share) / 10_000,
            (None, fixed) => i128::from(fixed.unwrap_or(0)) * i128::from(amount_minor.signum()),
        };
        let (least, most) = (left.min(0).into(), left.max(0).into());
        // Within the bounds of `left`, so it fits.
        let taken = wanted.clamp(least, most) as i64;
        left -= taken;
        (part.category_id, taken)
    };
    parts.iter().enumerate().map(&mut one).collect()
}

impl Condition {
    fn words(&self) -> Option<(How, &Vec<String>)> {
        match self {
            Self::Payee { how, any } | Self::Text { how, any } => Some((*how, any)),
            _ => None,
        }
    }

    /// The same with its words folded, as [`Seen::meets`] wants it.
    fn folded(mut self) -> Self {
        match &mut self {
            Self::Payee { any, .. } | Self::Text { any, .. } => {
                any.iter_mut().for_each(|value| *value = folded(value));
            }
            Self::Currency { any } => {
                any.iter_mut().for_each(|code| *code = code.trim().to_uppercase());
            }
            _ => {}
        }
        self
    }
}

/// A row with its words folded.
struct Seen<'a> {
    given: &'a Given<'a>,
    payee: &'a str,
    text: &'a str,
}

/// A condition that holds.
#[derive(Clone, Copy)]
enum Met {
    Whole,
    Value(usize),
}

impl Met {
    fn value(self) -> Option<usize> {
        match self {
            Self::Whole => None,
            Self::Value(at) => Some(at),
        }
    }
}

impl Seen<'_> {
    /// How a folded condition holds, if it does.
    fn meets(&self, condition: &Condition) -> Option<Met> {
        let Given { amount_minor, account_id, day, currency, .. } = *self.given;
        let whole = |holds: bool| holds.then_some(Met::Whole);
        match condition {
            Condition::Payee { how, any } => how.find(any, self.payee),
            Condition::Text { how, any } => how.find(any, self.text),
            Condition::Amount { least_minor, most_minor } => {
                let size = amount_minor.unsigned_abs();
                let bound = |minor: &i64| u64::try_from(*minor).unwrap_or(0);
                let least = least_minor.as_ref().is_none_or(|least| size >= bound(least));
                whole(least && most_minor.as_ref().is_none_or(|most| size <= bound(most)))
            }
            Condition::Direction { is: Direction::In } => whole(amount_minor > 0),
            Condition::Direction { is: Direction::Out } => whole(amount_minor < 0),
            Condition::Account { any } => {
                any.iter().position(|id| *id == account_id).map(Met::Value)
            }
            Condition::MonthDay { from, to } if from <= to => {
                whole((*from..=*to).contains(&day.day()))
            }
            Condition::MonthDay { from, to } => whole(day.day() >= *from || day.day() <= *to),
            Condition::Weekday { any } => {
                let weekday = day.weekday().number_from_monday();
                any.iter().position(|one| *one == weekday).map(Met::Value)
            }
            Condition::Day { from, to } => {
                let begun = from.is_none_or(|from| day >= from);
                whole(begun && to.is_none_or(|to| day <= to))
            }
            Condition::Currency { any } => {
                any.iter().position(|code| code == currency).map(Met::Value)
            }
        }
    }
}

impl How {
    fn find(self, any: &[String], text: &str) -> Option<Met> {
        let holds = |value: &String| match self {
            // A value without words would hold for everything.
            _ if value.is_empty() => false,
            Self::Is => text == value,
            Self::Starts => text.starts_with(value.as_str()),
            Self::Ends => text.ends_with(value.as_str()),
            Self::Contains => text.contains(value.as_str()),
        };
        any.iter().position(holds).map(Met::Value)
    }
}

/// Says what is wrong with a rule before it is stored.
pub fn check(rule: &Rule) -> Result<(), RuleFault> {
    let fault = |field: String, reason| Err(RuleFault { field, reason });
    if rule.conditions.is_empty() {
        return fault(
            "conditions".into(),
            "give at least one condition: a rule for every row is none",
        );
    }
    if rule.conditions.len() > 20 {
        return fault("conditions".into(), "give at most 20 conditions");
    }
    for (at, condition) in rule.conditions.iter().enumerate() {
        if let Err((part, reason)) = check_condition(condition) {
            return fault(format!("conditions[{at}].{part}"), reason);
        }
    }
    if rule.actions.is_empty() {
        return fault("actions".into(), "say what is to be done");
    }
    for (at, action) in rule.actions.iter().enumerate() {
        if let Err((part, reason)) = check_action(action) {
            return fault(format!("actions[{at}].{part}"), reason);
        }
        let kind = kind(action);
        if rule.actions[..at].iter().any(|before| self::kind(before) == kind) {
            return fault(format!("actions[{at}]"), "this contradicts an action before it");
        }
        if *action == Action::Skip && rule.actions.len() > 1 {
            return fault(format!("actions[{at}]"), "a skipped row takes no other action");
        }
    }
    Ok(())
}

/// Actions of one kind exclude each other.
fn kind(action: &Action) -> u8 {
    match action {
        Action::SetPayee { .. } => 0,
        Action::SetMemo { .. } => 1,
        Action::Skip => 2,
        Action::SetCategory { .. } | Action::Transfer { .. } | Action::Split { .. } => 3,
    }
}

type Fault = (&'static str, &'static str);

fn check_condition(condition: &Condition) -> Result<(), Fault> {
    let (some, blank) = ("give at least one value", "a value has no words");
    let list = |count: usize| match count {
        0 => Err(("any", some)),
        1..=500 => Ok(()),
        _ => Err(("any", "give at most 500 values")),
    };
    match condition {
        Condition::Payee { any, .. } | Condition::Text { any, .. } => {
            list(any.len())?;
            let empty = any.iter().any(|value| folded(value).is_empty());
            if empty { Err(("any", blank)) } else { Ok(()) }
        }
        Condition::Amount { least_minor, most_minor } => match (least_minor, most_minor) {
            (None, None) => Err(("least_minor", "give the least, the most, or both")),
            (Some(..0), _) => Err(("least_minor", "a size has no sign; say the direction apart")),
            (_, Some(..0)) => Err(("most_minor", "a size has no sign; say the direction apart")),
            (Some(least), Some(most)) if least > most => {
                Err(("most_minor", "the most is less than the least"))
            }
            _ => Ok(()),
        },
        Condition::Direction { .. } => Ok(()),
        Condition::Account { any } => list(any.len()),
        Condition::MonthDay { from, to } => match (from, to) {
            (1..=31, 1..=31) => Ok(()),
            (1..=31, _) => Err(("to", "days of the month go from 1 to 31")),
            _ => Err(("from", "days of the month go from 1 to 31")),
        },
        Condition::Weekday { any } => {
            list(any.len())?;
            let known = any.iter().all(|day| (1..=7).contains(day));
            if known { Ok(()) } else { Err(("any", "weekdays go from 1, Monday, to 7, Sunday")) }
        }
        Condition::Day { from: None, to: None } => Err(("from", "give the first day or the last")),
        Condition::Day { from: Some(from), to: Some(to) } if from > to => {
            Err(("to", "the last day lies before the first"))
        }
        Condition::Day { .. } => Ok(()),
        Condition::Currency { any } => {
            list(any.len())?;
            let code = |code: &String| {
                let code = code.trim();
                code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic())
            };
            if any.iter().all(code) { Ok(()) } else { Err(("any", "a code has three letters")) }
        }
    }
}

fn check_action(action: &Action) -> Result<(), Fault> {
    let long = |text: &str, most: usize| text.chars().count() > most;
    match action {
        Action::SetPayee { name } if name.trim().is_empty() => Err(("name", "give a name")),
        Action::SetPayee { name } if long(name, 200) => {
            Err(("name", "a name has at most 200 characters"))
        }
        Action::SetMemo { memo } if long(memo, 2000) => {
            Err(("memo", "a memo has at most 2000 characters"))
        }
        Action::Split { parts } => check_parts(parts),
        _ => Ok(()),
    }
}

fn check_parts(parts: &[Part]) -> Result<(), Fault> {
    let fault = |reason| Err(("parts", reason));
    let Some((last, others)) = parts.split_last() else {
        return fault("give at least two parts");
    };
    if others.is_empty() || parts.len() > 50 {
        return fault("give two to 50 parts");
    }
    if last.share_bp.is_some() || last.amount_minor.is_some() {
        return fault("the last part takes the rest: give it neither share nor amount");
    }
    if others.iter().any(|part| part.share_bp.is_some() == part.amount_minor.is_some()) {
        return fault("give every part but the last either a share or an amount");
    }
    if others.iter().any(|part| part.amount_minor.is_some_and(|minor| minor <= 0)) {
        return fault("an amount is a size above 0; it takes the direction of the row");
    }
    let shares: u64 = others.iter().filter_map(|part| part.share_bp).map(u64::from).sum();
    if others.iter().any(|part| part.share_bp == Some(0)) || shares >= 10_000 {
        return fault("shares are above 0 and leave something for the last part");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(super) fn given<'a>(payee: &'a str, text: &'a str, amount_minor: i64) -> Given<'a> {
        let day = NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day");
        Given { payee, text, amount_minor, account_id: Id::from_u128(1), day, currency: "EUR" }
    }

    fn rule(json: &str) -> Rule {
        serde_json::from_str(json).expect("a rule")
    }

    const SKIP: &str = r#""actions": [{"do": "skip"}]"#;

    fn on(condition: &str) -> Rule {
        rule(&format!("{{\"conditions\": [{condition}], {SKIP}}}"))
    }

    #[test]
    fn conditions_hold_as_they_read() {
        // 31 January 2026 is a Saturday.
        let row = given("Tilevi Café", "POS 0042  TILEVI CAFÉ", -350);
        for (condition, value) in [
            (r#"{"field": "payee", "how": "is", "any": ["x", "TILEVI café "]}"#, Some(Some(1))),
            (r#"{"field": "payee", "how": "is", "any": ["Tilevi"]}"#, None),
            (r#"{"field": "payee", "how": "starts", "any": ["tilevi"]}"#, Some(Some(0))),
            (r#"{"field": "payee", "how": "ends", "any": ["CAFÉ"]}"#, Some(Some(0))),
            (r#"{"field": "text", "how": "contains", "any": ["0042 tilevi"]}"#, Some(Some(0))),
            (r#"{"field": "text", "how": "contains", "any": ["0043"]}"#, None),
            (r#"{"field": "text", "how": "contains", "any": [" "]}"#, None),
            (r#"{"field": "amount", "least_minor": 350, "most_minor": 350}"#, Some(None)),
            (r#"{"field": "amount", "least_minor": 351, "most_minor": null}"#, None),
            (r#"{"field": "direction", "is": "out"}"#, Some(None)),
            (r#"{"field": "direction", "is": "in"}"#, None),
            (r#"{"field": "month_day", "from": 28, "to": 3}"#, Some(None)),
            (r#"{"field": "month_day", "from": 1, "to": 30}"#, None),
            (r#"{"field": "weekday", "any": [7, 6]}"#, Some(Some(1))),
            (r#"{"field": "day", "from": "2026-01-31", "to": null}"#, Some(None)),
            (r#"{"field": "day", "from": null, "to": "2026-01-30"}"#, None),
            (r#"{"field": "currency", "any": ["usd", "eur"]}"#, Some(Some(1))),
        ] {
            let rule = on(condition);
            let found = reasons(&rule, &row).map(|all| all[0].value);
            assert_eq!(found, value, "{condition}");
            let again = serde_json::to_string(&rule).expect("JSON");
            assert_eq!(self::rule(&again), rule);
        }
    }

    #[test]
    fn a_faulty_rule_is_told_what_is_wrong() {
        let fault = |rule: &Rule| check(rule).expect_err("a fault").to_string();
        let none = rule(&format!("{{\"conditions\": [], {SKIP}}}"));
        assert!(fault(&none).starts_with("conditions: give at least one condition"));
        assert_eq!(reasons(&none, &given("a", "b", 1)), None, "and it never applies");
        for (condition, said) in [
            (r#"{"field": "payee", "how": "is", "any": []}"#, "any: give at least one value"),
            (r#"{"field": "text", "how": "is", "any": [" "]}"#, "any: a value has no words"),
            (r#"{"field": "amount", "least_minor": 2, "most_minor": 1}"#, "most_minor: the most"),
            (r#"{"field": "month_day", "from": 1, "to": 32}"#, "to: days of the month"),
            (r#"{"field": "weekday", "any": [0]}"#, "any: weekdays go from"),
            (r#"{"field": "currency", "any": ["EURO"]}"#, "any: a code has three"),
        ] {
            let fault = fault(&on(condition));
            assert!(fault.starts_with(&format!("conditions[0].{said}")), "{fault}");
        }
        let mut twice = on(r#"{"field": "direction", "is": "out"}"#);
        assert_eq!(check(&twice), Ok(()));
        twice.actions = vec![
            Action::SetCategory { category_id: Id::from_u128(1) },
            Action::Transfer { account_id: Id::from_u128(2) },
        ];
        assert_eq!(fault(&twice), "actions[1]: this contradicts an action before it");
        twice.actions =
            vec![Action::Split { parts: vec![part(Some(10_000), None), part(None, None)] }];
        assert!(fault(&twice).starts_with("actions[0].parts: shares"));
    }

    fn part(share_bp: Option<u32>, amount_minor: Option<i64>) -> Part {
        Part { category_id: Id::from_u128(9), share_bp, amount_minor }
    }

    #[test]
    fn the_particular_comes_before_the_general() {
        let words = |how, value: &str| Condition::Payee { how, any: vec![value.into()] };
        let out = || Condition::Direction { is: Direction::Out };
        let of = |conditions| specificity(&Rule { conditions, actions: vec![] });
        let order = [
            of(vec![words(How::Is, "ab"), out()]),
            of(vec![words(How::Is, "ab")]),
            of(vec![words(How::Starts, "abcd"), out()]),
            of(vec![words(How::Ends, "abcd")]),
            of(vec![words(How::Contains, "abcd"), out()]),
            of(vec![words(How::Contains, "abcd")]),
            of(vec![words(How::Contains, "abc")]),
            of(vec![out(), out()]),
            of(vec![out()]),
        ];
        assert!(order.is_sorted_by(|a, b| a > b), "{order:?}");
    }

    #[test]
    fn the_last_part_takes_the_rest() {
        let parts = [part(Some(3_333), None), part(None, Some(500)), part(None, None)];
        let amounts = |minor| split(minor, &parts).into_iter().map(|p| p.1).collect::<Vec<_>>();
        assert_eq!(amounts(-1_000), [-333, -500, -167]);
        assert_eq!(amounts(600), [199, 401, 0], "a fixed part takes what is there");
        assert_eq!(amounts(i64::MIN).iter().sum::<i64>(), i64::MIN);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_none_turns(
            minor: i64,
            parts in prop::collection::vec((any::<Option<u32>>(), any::<Option<i64>>()), 1..6),
        ) {
            let parts: Vec<_> = parts.into_iter().map(|(s, fixed)| part(s, fixed)).collect();
            let amounts = split(minor, &parts);
            prop_assert_eq!(amounts.len(), parts.len());
            prop_assert_eq!(amounts.iter().map(|p| i128::from(p.1)).sum::<i128>(), minor.into());
            prop_assert!(amounts.iter().all(|p| p.1 == 0 || p.1.signum() == minor.signum()));
        }
    }
}
