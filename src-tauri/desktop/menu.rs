//! What the tray says, worked out of what the core says: pure, and the same habits as on Today.
use crate::words::Words;
use chrono::NaiveDateTime;
use serde::Deserialize;
use serde_json::Number;

/// A habit as `habits.list_habits` shows it, as far as the tray says it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ShownHabit {
    pub habit: Habit,
    pub today: Option<String>,
    pub amount: Option<Number>,
    pub open_today: bool,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Habit {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub target: Number,
    pub unit: String,
}

/// What is to be told, when by the clock on the wall, and the screen it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Reminder {
    pub at: NaiveDateTime,
    pub title: String,
    pub place: String,
}

/// What there is to say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// A locked file, or none: nothing of it is said.
    pub is_open: bool,
    /// A throw-away file cannot be locked.
    pub is_demo: bool,
    pub habits: Vec<ShownHabit>,
    /// The next first.
    pub reminders: Vec<Reminder>,
    pub inbox: i64,
}

/// A line of the menu. What it does is told by its name.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Only to be read.
    Words(String),
    /// `tick/<habit>`: kept today or not.
    Tick {
        name: String,
        text: String,
        is_on: bool,
    },
    Does {
        name: String,
        text: String,
    },
    Rule,
}

/// More habits than these are on Today only.
const MOST: usize = 20;
const REMINDERS: usize = 3;

/// What a tick says of a habit of this kind: of one to avoid, that there was no slip.
pub fn kept(kind: &str) -> &'static str {
    if kind == "avoid" { "no" } else { "yes" }
}

/// What rests today, or was skipped, asks for nothing.
fn due(standing: &Standing) -> impl Iterator<Item = &ShownHabit> {
    let rests = |shown: &&ShownHabit| !matches!(shown.today.as_deref(), Some("off" | "skip"));
    standing.habits.iter().filter(rests)
}

/// The number on the icon.
pub fn open_today(standing: &Standing) -> usize {
    standing.habits.iter().filter(|shown| shown.open_today).count()
}

/// The badge in words.
pub fn told(standing: &Standing, words: &Words) -> String {
    if !standing.is_open {
        return words.say("tray-locked", &[]);
    }
    if standing.habits.is_empty() {
        return "PocketSage".into();
    }
    words.say("tray-open-today", &[("count", open_today(standing).into())])
}

/// The whole menu, as it stands at this time where the person is.
pub fn lines(standing: &Standing, now: NaiveDateTime, words: &Words) -> Vec<Line> {
    let does = |name: &str, text: String| Line::Does { name: name.into(), text };
    let plain = |name: &str, key: &str| does(name, words.say(key, &[]));
    let mut lines = vec![];
    if standing.is_open {
        lines.push(Line::Words(told(standing, words)));
        lines.extend(due(standing).take(MOST).map(|shown| habit(shown, words)));
        let more = due(standing).count().saturating_sub(MOST);
        if more > 0 {
            lines
                .push(does("go/#/today", words.say("tray-more-habits", &[("count", more.into())])));
        }
        lines.push(Line::Rule);
        lines.extend(reminders(standing, now, words));
        let inbox = words.say("tray-inbox", &[("count", standing.inbox.into())]);
        lines.push(does("go/#/imports", inbox));
        lines.push(plain("quick", "tray-quick"));
        lines.push(Line::Rule);
    }
    lines.push(plain("open", "tray-open"));
    if standing.is_open && !standing.is_demo {
        lines.push(plain("lock", "tray-lock"));
    }
    lines.push(plain("quit", "tray-quit"));
    lines
}

fn habit(shown: &ShownHabit, words: &Words) -> Line {
    let habit = &shown.habit;
    if !matches!(habit.kind.as_str(), "measured" | "limit") {
        let is_on = shown.today.as_deref() == Some("yes");
        return Line::Tick { name: format!("tick/{}", habit.id), text: habit.name.clone(), is_on };
    }
    let amount = shown.amount.as_ref().map_or("0".into(), units);
    let about = [
        ("name", habit.name.as_str().into()),
        ("amount", amount.into()),
        ("target", units(&habit.target).into()),
        ("unit", habit.unit.as_str().into()),
    ];
    let text = words.say("tray-measured", &about).trim_end().into();
    Line::Does { name: format!("go/#/habits/{}", habit.id), text }
}

/// `8` for 8.0: what the file holds are thousandths.
fn units(amount: &Number) -> String {
    let text = amount.to_string();
    text.strip_suffix(".0").map_or(text.clone(), String::from)
}

/// What is still to be reminded of today, the next first.
fn reminders(standing: &Standing, now: NaiveDateTime, words: &Words) -> Vec<Line> {
    let comes = |one: &&Reminder| now < one.at && one.at.date() == now.date();
    let line = |one: &Reminder| {
        let time = one.at.format("%H:%M").to_string();
        let about = [("time", time.into()), ("name", one.title.as_str().into())];
        let text = words.say("tray-reminder", &about);
        Line::Does { name: format!("go/{}", one.place), text }
    };
    standing.reminders.iter().filter(comes).take(REMINDERS).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(name: &str, kind: &str, today: &str) -> ShownHabit {
        let habit = json!({"id": name.to_lowercase(), "name": name, "kind": kind,
            "target": 8.0, "unit": "glasses"});
        let open = !matches!(today, "yes" | "off" | "skip");
        let amount = if kind == "measured" { json!(3.5) } else { json!(null) };
        let all = json!({"habit": habit, "today": today, "amount": amount, "open_today": open});
        serde_json::from_value(all).unwrap()
    }

    fn reminder(at: &str, title: &str) -> Reminder {
        let place = format!("#/habits/{}", title.to_lowercase());
        Reminder { at: at.parse().unwrap(), title: title.into(), place }
    }

    fn standing(habits: Vec<ShownHabit>) -> Standing {
        Standing { is_open: true, habits, inbox: 2, ..Default::default() }
    }

    /// One line of text a line of the menu; ticks have a box.
    fn menu(standing: &Standing) -> Vec<String> {
        // A Saturday.
        let now = "2026-11-21T12:00:00".parse().unwrap();
        let text = |line: &Line| match line {
            Line::Words(text) => format!("({text})"),
            Line::Tick { text, is_on, .. } => {
                format!("[{}] {text}", if *is_on { "x" } else { " " })
            }
            Line::Does { name, text } => format!("{text} -> {name}"),
            Line::Rule => "--".into(),
        };
        lines(standing, now, &Words::of(&[])).iter().map(text).collect()
    }

    #[test]
    fn the_menu_holds_what_today_holds() {
        let habits = vec![
            shown("Read", "build", "unknown"),
            shown("Run", "build", "yes"),
            shown("Water", "measured", "unknown"),
            shown("Smoke", "avoid", "yes"),
            shown("Rest", "build", "off"),
            shown("Early", "build", "unknown"),
            shown("Sunday", "build", "unknown"),
        ];
        let mut all = standing(habits);
        all.reminders = vec![
            reminder("2026-11-21T08:00:00", "Early"),
            reminder("2026-11-21T13:30:00", "Water"),
            reminder("2026-11-21T20:00:00", "Read"),
            reminder("2026-11-22T09:00:00", "Rent"),
        ];
        assert_eq!(open_today(&all), 4);
        assert_eq!(
            menu(&all),
            [
                "(4 habits open today)",
                "[ ] Read",
                "[x] Run",
                "Water: 3.5 of 8 glasses -> go/#/habits/water",
                "[x] Smoke",
                "[ ] Early",
                "[ ] Sunday",
                "--",
                "13:30 Water -> go/#/habits/water",
                "20:00 Read -> go/#/habits/read",
                "2 in the inbox -> go/#/imports",
                "Quick-add a transaction… -> quick",
                "--",
                "Open PocketSage -> open",
                "Lock the file -> lock",
                "Quit -> quit",
            ]
        );
    }

    #[test]
    fn a_locked_file_offers_to_open_and_to_quit() {
        let locked = Standing { is_open: false, ..standing(vec![]) };
        assert_eq!(menu(&locked), ["Open PocketSage -> open", "Quit -> quit"]);
        assert_eq!(told(&locked, &Words::of(&[])), "PocketSage: the file is locked");
    }

    #[test]
    fn what_is_too_much_for_a_menu_is_on_today() {
        let many = (0..23).map(|n| shown(&format!("H{n}"), "build", "unknown"));
        let menu = menu(&standing(many.collect()));
        assert_eq!(menu[21], "3 more on Today -> go/#/today");
        assert_eq!(kept("avoid"), "no");
        assert_eq!(kept("build"), "yes");
    }
}
