//! What is due is told once, at its time, and not when nobody wants to hear of it.
use crate::{Fresh, with_key};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use pocketsage_core::day::{Clock, utc};
use pocketsage_core::{App, Event};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// A file and the hand that moves its clock.
struct Moved {
    fresh: Fresh,
    seconds: Arc<AtomicI64>,
}

impl Moved {
    async fn at(instant: &str, zone: pocketsage_core::day::Zone) -> Self {
        let seconds = Arc::new(AtomicI64::new(0));
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::Moved(seconds.clone(), zone);
        let app = App::start_at(with_key(dir.path(), 'a'), clock).await.unwrap();
        let moved = Self { fresh: Fresh { app, dir }, seconds };
        moved.to(instant);
        moved
    }

    fn to(&self, instant: &str) {
        let instant: DateTime<Utc> = instant.parse().unwrap();
        self.seconds.store(instant.timestamp(), Ordering::Relaxed);
    }

    async fn habit(&self, name: &str, time: &str) -> Value {
        let habit = json!({"name": name, "kind": "build", "reminder": {"time": time}});
        self.fresh.call("habits.add_habit", habit).await["habit"].clone()
    }

    async fn set(&self, settings: Value) -> Value {
        self.fresh.call("notifications.update_settings", settings).await
    }

    async fn evaluate(&self) -> Value {
        self.fresh.call("notifications.evaluate", json!({})).await
    }

    /// What is told now, and that it was.
    async fn told(&self) -> Vec<Value> {
        self.evaluate().await;
        let taken = self.take("desktop").await;
        for telling in &taken {
            self.report(&telling["ids"], None).await;
        }
        taken
    }

    async fn take(&self, channel: &str) -> Vec<Value> {
        let taken = self.fresh.call("notifications.take_due", json!({"channel": channel})).await;
        taken.as_array().unwrap().clone()
    }

    async fn report(&self, ids: &Value, error: Option<&str>) -> Value {
        let report = json!({"ids": ids, "error": error});
        self.fresh.call("notifications.report_told", report).await
    }

    async fn list(&self) -> Vec<Value> {
        let list = self.fresh.call("notifications.list_notifications", json!({})).await;
        list.as_array().unwrap().iter().map(|shown| shown["notification"].clone()).collect()
    }
}

fn titles(told: &[Value]) -> Vec<&str> {
    told.iter().map(|telling| telling["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_habit_is_reminded_of_once_a_day_at_its_time_unless_it_is_done() {
    let desk = Moved::at("2026-11-22T07:00:00Z", utc).await;
    let read = desk.habit("Read", "08:30").await;
    assert_eq!(desk.evaluate().await, json!({"next_at": "2026-11-22T08:30:00Z", "due": []}));
    assert!(desk.told().await.is_empty());
    desk.to("2026-11-22T08:30:00Z");
    assert_eq!(desk.evaluate().await["due"], json!(["desktop"]));
    let told = desk.told().await;
    assert_eq!(titles(&told), ["Read"]);
    assert_eq!(told[0]["open"], format!("#/habits/{}", read["id"].as_str().unwrap()));
    let names: Vec<&Value> =
        told[0]["answers"].as_array().unwrap().iter().map(|answer| &answer["name"]).collect();
    assert_eq!(names, ["Done", "Skip", "In an hour", "Tomorrow"]);
    assert!(desk.told().await.is_empty(), "only once");
    desk.to("2026-11-23T08:00:00Z");
    desk.fresh.call("habits.mark_habit", json!({"id": read["id"], "state": "yes"})).await;
    desk.to("2026-11-23T08:30:00Z");
    assert!(desk.told().await.is_empty(), "it is done");
    desk.to("2026-11-24T08:30:00Z");
    assert_eq!(titles(&desk.told().await), ["Read"]);
    let changed = json!({"id": read["id"], "version": 1, "reminder": {"time": "21:00"}});
    desk.fresh.call("habits.update_habit", changed).await;
    desk.to("2026-11-25T08:30:00Z");
    assert!(desk.told().await.is_empty(), "it was moved");
    desk.to("2026-11-25T21:00:00Z");
    assert_eq!(titles(&desk.told().await), ["Read"]);
}

#[tokio::test]
async fn what_is_being_told_is_nobody_elses_and_is_told_again_only_if_nobody_says_it_was() {
    let desk = Moved::at("2026-11-22T08:30:00Z", utc).await;
    desk.habit("Read", "08:30").await;
    desk.evaluate().await;
    let taken = desk.take("desktop").await;
    assert_eq!(titles(&taken), ["Read"]);
    assert!(desk.take("desktop").await.is_empty(), "somebody is telling it");
    desk.to("2026-11-22T08:31:59Z");
    assert!(desk.told().await.is_empty());
    desk.to("2026-11-22T08:32:00Z");
    assert_eq!(titles(&desk.told().await), ["Read"], "whoever took it never said so");
    desk.to("2026-11-22T12:00:00Z");
    assert!(desk.told().await.is_empty());
    let late = desk.report(&taken[0]["ids"], Some("too late")).await;
    assert_eq!(late[0]["state"], "sent", "it was told");
}

#[tokio::test]
async fn what_cannot_be_told_is_tried_again_later_each_time_and_given_up_at_last() {
    let desk = Moved::at("2026-11-22T08:30:00Z", utc).await;
    desk.habit("Read", "08:30").await;
    let mut waited = vec![];
    loop {
        desk.evaluate().await;
        for telling in desk.take("desktop").await {
            desk.report(&telling["ids"], Some("no bus")).await;
            waited.push(desk.fresh.app.call("notifications.list_notifications", json!({})).await);
        }
        let next = desk.evaluate().await["next_at"].as_str().unwrap().to_owned();
        if next.starts_with("2026-11-23") {
            break;
        }
        desk.to(&next);
    }
    assert_eq!(waited.len(), 8);
    desk.to("2026-11-23T00:00:01Z");
    desk.evaluate().await;
    let all = desk.list().await;
    let over = all.iter().find(|one| one["day"] == "2026-11-22").unwrap();
    assert_eq!((&over["state"], &over["error"]), (&json!("dismissed"), &json!("no bus")));
}

#[tokio::test]
async fn after_a_time_away_all_that_was_missed_is_told_at_once_and_nothing_of_days_gone_by() {
    let desk = Moved::at("2026-11-22T07:00:00Z", utc).await;
    for (name, time) in [("Read", "08:30"), ("Run", "09:00"), ("Water", "10:00"), ("Call", "11:00")]
    {
        desk.habit(name, time).await;
    }
    desk.habit("Sleep", "22:30").await;
    desk.evaluate().await;
    desk.to("2026-11-26T20:00:00Z");
    let told = desk.told().await;
    assert_eq!(titles(&told), ["4 reminders while you were away"]);
    assert_eq!(told[0]["body"], "Read · Run · Water · Call");
    assert_eq!(told[0]["ids"].as_array().unwrap().len(), 4);
    assert!(desk.told().await.is_empty());
    desk.to("2026-11-26T22:30:00Z");
    assert_eq!(titles(&desk.told().await), ["Sleep"]);
}

#[tokio::test]
async fn answers_mark_the_habit_put_off_or_end_it() {
    let desk = Moved::at("2026-11-22T08:30:00Z", utc).await;
    let (read, smoke) = (
        desk.habit("Read", "08:30").await,
        json!({"name": "No smoking",
        "kind": "avoid", "reminder": {"time": "08:30"}}),
    );
    let smoke = desk.fresh.call("habits.add_habit", smoke).await["habit"].clone();
    let told = desk.told().await;
    let id_of = |habit: &Value| {
        let open = format!("#/habits/{}", habit["id"].as_str().unwrap());
        let telling = told.iter().find(|telling| telling["open"] == *open).unwrap();
        telling["ids"][0].clone()
    };
    let (first, second) = (id_of(&read), id_of(&smoke));
    let answer = async |id: &Value, answer: &str| {
        let answer = json!({"id": id, "answer": answer});
        desk.fresh.call("notifications.answer_notification", answer).await
    };
    assert_eq!(answer(&first, "snooze_hour").await["due_at"], "2026-11-22T09:30:00Z");
    desk.to("2026-11-22T09:29:59Z");
    assert!(desk.told().await.is_empty());
    desk.to("2026-11-22T09:30:00Z");
    assert_eq!(titles(&desk.told().await), ["Read"]);
    assert_eq!(answer(&first, "done").await["state"], "dismissed");
    assert_eq!(answer(&second, "done").await["state"], "dismissed");
    let list = desk.fresh.call("habits.list_habits", json!({})).await;
    assert_eq!((&list[0]["today"], &list[1]["today"]), (&json!("yes"), &json!("yes")));
    let marked = desk.fresh.call("history.undo", json!({})).await;
    assert_eq!(marked["label"], "No smoking: 2026-11-22 kept", "{marked}");
    desk.to("2026-11-22T23:10:00Z");
    let late = json!({"id": first, "answer": "snooze_hour"});
    let error = desk.fresh.refused("notifications.answer_notification", late).await;
    assert_eq!(error.field.as_deref(), Some("answer"), "{error}");
    desk.to("2026-11-23T08:30:00Z");
    let told = desk.told().await;
    assert_eq!(told.len(), 2);
    answer(&told[0]["ids"][0], "skip").await;
    let list = desk.fresh.call("habits.list_habits", json!({})).await;
    assert_eq!(list[0]["today"], "skip");
}

#[tokio::test]
async fn in_quiet_hours_nothing_is_told_that_can_wait() {
    let desk = Moved::at("2026-11-22T05:00:00Z", utc).await;
    let error = desk.fresh.refused("notifications.update_settings", json!({"quiet_from": "22:00"}));
    assert_eq!(error.await.field.as_deref(), Some("quiet_to"));
    let kept = desk.set(json!({"quiet_from": "22:00", "quiet_to": "07:00"})).await;
    desk.habit("Run", "06:00").await;
    desk.habit("Read", "21:00").await;
    desk.to("2026-11-22T06:59:00Z");
    assert!(desk.told().await.is_empty());
    desk.to("2026-11-22T07:00:00Z");
    assert_eq!(titles(&desk.told().await), ["Run"]);
    desk.to("2026-11-22T23:00:00Z");
    assert_eq!(titles(&desk.told().await), ["Read"], "its day would be over by the end of them");
    let none =
        json!({"version": kept["version"], "off": ["habit"], "quiet_from": null, "quiet_to": null});
    assert_eq!(desk.set(none).await["quiet_from"], json!(null));
    desk.to("2026-11-23T22:00:00Z");
    assert!(desk.told().await.is_empty(), "habits are not told");
}

#[tokio::test]
async fn bills_that_are_due_and_charges_of_note_are_told_until_they_are_no_news() {
    let desk = Moved::at("2026-11-25T08:00:00Z", utc).await;
    let account = desk.fresh.account("Giro").await["id"].clone();
    let pay = async |day: &str, payee: &str, amount_minor: i64| {
        let paid = json!({"account_id": account, "day": day, "payee": payee,
            "amount_minor": amount_minor});
        desk.fresh.call("ledger.add_transaction", paid).await;
    };
    for month in ["08", "09", "10", "11"] {
        pay(&format!("2026-{month}-01"), "Rent", -90_000).await;
        pay(&format!("2026-{month}-14"), "Cinema", -1_000 - 10 * month.len() as i64).await;
    }
    desk.set(json!({"bill_days": 2, "at": "09:30"})).await;
    assert!(desk.told().await.is_empty());
    pay("2026-11-25", "Cinema", -10_000).await;
    let told = desk.told().await;
    assert_eq!(titles(&told), ["An unusual charge: Cinema"]);
    assert_eq!(told[0]["body"], "100.00 EUR instead of 10.20");
    desk.to("2026-11-29T09:29:00Z");
    assert!(desk.told().await.is_empty());
    desk.to("2026-11-29T09:30:00Z");
    let told = desk.told().await;
    assert_eq!(titles(&told), ["Rent is due on 1 December 2026"]);
    assert_eq!(
        (&told[0]["body"], &told[0]["open"]),
        (&json!("900.00 EUR"), &json!("#/ledger/bills"))
    );
    let tomorrow = json!({"id": told[0]["ids"][0], "answer": "snooze_tomorrow"});
    let later = desk.fresh.call("notifications.answer_notification", tomorrow).await;
    assert_eq!(later["due_at"], "2026-11-30T09:30:00Z");
    let done = json!({"id": told[0]["ids"][0], "answer": "done"});
    let error = desk.fresh.refused("notifications.answer_notification", done).await;
    assert_eq!(error.field.as_deref(), Some("answer"), "a bill is no habit");
    pay("2026-11-30", "Rent", -90_000).await;
    desk.to("2026-11-30T09:30:00Z");
    assert!(desk.told().await.is_empty(), "it is paid");
}

#[tokio::test]
async fn what_came_due_is_announced_as_the_clock_moves() {
    let desk = Moved::at("2026-11-22T08:00:00Z", utc).await;
    desk.habit("Read", "08:30").await;
    let mut events = desk.fresh.app.events();
    desk.fresh.app.remind();
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let heard = std::iter::from_fn(|| events.try_recv().ok());
    assert!(!heard.into_iter().any(|event| matches!(event, Event::Due {})), "too early");
    desk.to("2026-11-22T08:30:00Z");
    let due = async {
        loop {
            if let Event::Due {} = events.recv().await.unwrap() {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), due).await.unwrap();
    assert_eq!(titles(&desk.take("desktop").await), ["Read"]);
}

/// Central Europe: an hour more from the last Sunday of March to that of October, at 01:00 UTC.
fn berlin(utc: &NaiveDateTime) -> FixedOffset {
    let last_sunday = |month| {
        let end = NaiveDate::from_ymd_opt(utc.year(), month, 31).unwrap();
        let sunday = end - Days::new(end.weekday().num_days_from_sunday().into());
        sunday.and_hms_opt(1, 0, 0).unwrap()
    };
    let summer = last_sunday(3) <= *utc && *utc < last_sunday(10);
    FixedOffset::east_opt(if summer { 7200 } else { 3600 }).unwrap()
}

#[tokio::test]
async fn for_two_years_each_reminder_comes_once_whatever_the_clocks_and_the_machine_do() {
    let desk = Moved::at("2026-01-01T00:00:00Z", berlin).await;
    desk.habit("Night", "02:30").await;
    desk.habit("Morning", "08:30").await;
    let end: DateTime<Utc> = "2028-01-01T00:00:00Z".parse().unwrap();
    let wall = |instant: DateTime<Utc>| instant.naive_utc() + berlin(&instant.naive_utc());
    let mut told: BTreeMap<(String, NaiveDate), NaiveDateTime> = BTreeMap::new();
    let mut slept = vec![];
    let (mut turn, mut now) = (0u64, "2026-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
    while now < end {
        desk.seconds.store(now.timestamp(), Ordering::Relaxed);
        let evaluated = desk.evaluate().await;
        if evaluated["due"] == json!(["desktop"]) {
            for telling in desk.take("desktop").await {
                desk.report(&telling["ids"], None).await;
                let name = telling["title"].as_str().unwrap().to_owned();
                let before = told.insert((name, wall(now).date()), wall(now));
                assert_eq!(before, None, "{telling} at {now}");
            }
        }
        let next: DateTime<Utc> = evaluated["next_at"].as_str().unwrap().parse().unwrap();
        assert!(next > now);
        turn += 1;
        // Now and then the machine sleeps: for part of a day, or for several.
        let sleep = [(41, 7), (97, 31), (203, 24 * 5 + 3)].into_iter().find(|(n, _)| turn % n == 0);
        let wakes =
            sleep.map_or(next, |(_, hours)| now + chrono::TimeDelta::hours(hours)).max(next);
        if wakes > next {
            slept.push((next, wakes));
        }
        now = wakes;
    }
    let was_awake = |at: DateTime<Utc>| !slept.iter().any(|(from, to)| *from <= at && at < *to);
    let clock = Clock::Moved(Arc::default(), berlin);
    let mut missed = 0;
    for day in NaiveDate::from_ymd_opt(2026, 1, 2).unwrap().iter_days().take(720) {
        for (name, hour) in [("Night", 2), ("Morning", 8)] {
            let due = clock.instant(day.and_hms_opt(hour, 30, 0).unwrap());
            match told.get(&(name.into(), day)) {
                Some(at) if was_awake(due) => assert_eq!(*at, clock.wall(due), "{name} {day}"),
                Some(at) => assert!(*at > clock.wall(due), "{name} {day}"),
                None => {
                    missed += 1;
                    let ends = clock.instant(day.succ_opt().unwrap().and_time(NaiveTime::MIN));
                    let awake = slept.iter().any(|(from, to)| *from <= due && ends <= *to);
                    assert!(awake, "{name} {day} was never told");
                }
            }
        }
    }
    assert!(missed > 0 && slept.len() > 20, "{missed} missed, {} sleeps", slept.len());
}
