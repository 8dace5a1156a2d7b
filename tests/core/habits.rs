//! Habits by their operations.
use crate::Fresh;
use serde_json::{Value, json};

fn days(count: u32) -> Vec<Value> {
    (1..=count).map(|day| json!({"day": format!("2026-11-{day:02}"), "state": "yes"})).collect()
}

#[tokio::test]
async fn a_habit_is_judged_from_what_is_given() {
    let fresh = Fresh::open().await;
    let daily = json!({"kind": "build", "numerator": 1, "denominator": 1, "today": "2026-11-20"});
    let with = |entries: Vec<Value>| {
        let mut input = daily.clone();
        input["entries"] = entries.into();
        input
    };
    let judged = fresh.call("habits.evaluate", with(days(20))).await;
    let scores = judged["scores"].as_array().unwrap();
    let score = |at: usize| scores[at]["score"].as_f64().unwrap();
    assert!((score(0) - 0.051922).abs() < 1e-6 && (score(19) - 0.655747).abs() < 1e-6);
    assert_eq!((&judged["current_streak"], &judged["at_risk_today"]), (&json!(20), &json!(false)));
    let judged = fresh.call("habits.evaluate", with(days(19))).await;
    assert_eq!((&judged["current_streak"], &judged["at_risk_today"]), (&json!(19), &json!(true)));
    let best = json!([{"start": "2026-11-01", "end": "2026-11-19", "days": 19}]);
    assert_eq!(judged["best_streaks"], best);
}

#[tokio::test]
async fn what_makes_no_habit_is_refused_by_its_field() {
    let fresh = Fresh::open().await;
    let habit = json!({"kind": "build", "numerator": 3, "denominator": 0, "entries": [], "today": "2026-11-20"});
    let error = fresh.refused("habits.evaluate", habit).await;
    assert_eq!(error.field.as_deref(), Some("denominator"), "{error}");
}

async fn habit(fresh: &Fresh, fields: Value) -> Value {
    let mut input = json!({"name": "Run", "kind": "build"});
    for (name, value) in fields.as_object().unwrap() {
        input[name] = value.clone();
    }
    fresh.call("habits.add_habit", input).await["habit"].clone()
}

async fn mark(fresh: &Fresh, habit: &Value, day: &str, state: Option<&str>) -> Value {
    let input = json!({"id": habit["id"], "day": day, "state": state});
    fresh.call("habits.mark_habit", input).await["habit"].clone()
}

/// The days of the only habit, as letters.
async fn letters(fresh: &Fresh, from: &str) -> String {
    let grid = fresh.call("habits.get_grid", json!({"from": from, "to": "2026-11-22"})).await;
    let letter = |day: &Value| match day["value"].as_str() {
        Some("yes") => 'Y',
        Some("auto") => 'A',
        Some("skip") => 'S',
        Some("off") => 'O',
        Some("no") => 'N',
        Some(_) => '.',
        None => ' ',
    };
    grid["rows"][0]["days"].as_array().unwrap().iter().map(letter).collect()
}

#[tokio::test]
async fn a_day_is_marked_cleared_undone_and_marked_again() {
    let fresh = Fresh::open().await;
    let run = habit(&fresh, json!({"encouragements": ["One", "Two"]})).await;
    for day in ["2026-11-19", "2026-11-20"] {
        mark(&fresh, &run, day, Some("yes")).await;
    }
    let shown = fresh.call("habits.get_habit", json!({"id": run["id"]})).await;
    let standing = [&shown["current_streak"], &shown["at_risk_today"], &shown["open_today"]];
    assert_eq!(standing, [&json!(2), &json!(true), &json!(true)]);
    let input = json!({"id": run["id"], "state": "yes", "note": " in the rain "});
    let marked = fresh.call("habits.mark_habit", input.clone()).await;
    assert_eq!(marked["habit"]["current_streak"], 3);
    assert_eq!(
        (&marked["habit"]["today"], &marked["habit"]["at_risk_today"]),
        (&json!("yes"), &json!(false))
    );
    assert_eq!(marked["encouragement"], "Two");
    let entries = fresh.call("history.list", json!({})).await.as_array().unwrap().len();
    fresh.call("habits.mark_habit", input).await;
    let after = fresh.call("history.list", json!({})).await.as_array().unwrap().len();
    assert_eq!(entries, after, "said twice, it is stored once");
    assert_eq!(letters(&fresh, "2026-11-18").await, " YYY ");
    // Taken back, the note stays.
    let shown = mark(&fresh, &run, "2026-11-21", None).await;
    assert_eq!((&shown["today"], &shown["current_streak"]), (&json!("unknown"), &json!(2)));
    let history = fresh.call("habits.get_habit_history", json!({"id": run["id"]})).await;
    assert_eq!(history["entries"][0]["note"], "in the rain");
    fresh.call("history.undo", json!({})).await;
    assert_eq!(letters(&fresh, "2026-11-18").await, " YYY ");
    fresh.call("history.undo", json!({})).await;
    assert_eq!(letters(&fresh, "2026-11-18").await, " YY. ");
    fresh.call("history.redo", json!({})).await;
    assert_eq!(letters(&fresh, "2026-11-18").await, " YYY ");
}

#[tokio::test]
async fn a_correction_in_the_past_rejudges_all_after_it() {
    let fresh = Fresh::open().await;
    let run = habit(&fresh, json!({})).await;
    let days: Vec<Value> = (1..=20)
        .filter(|day| *day != 10)
        .map(|day| json!({"id": run["id"], "day": format!("2026-11-{day:02}")}))
        .collect();
    fresh.call("habits.mark_many", json!({"days": days, "state": "yes"})).await;
    let before = fresh.call("habits.get_habit", json!({"id": run["id"]})).await;
    assert_eq!((&before["current_streak"], &before["best_streak"]), (&json!(10), &json!(10)));
    let after = mark(&fresh, &run, "2026-11-10", Some("skip")).await;
    assert_eq!((&after["current_streak"], &after["best_streak"]), (&json!(20), &json!(20)));
    let after = mark(&fresh, &run, "2026-11-10", Some("yes")).await;
    let strength = |shown: &Value| shown["strength"].as_f64().unwrap();
    assert!(strength(&after) > strength(&before));
    assert_eq!(letters(&fresh, "2026-11-08").await, "YYYYYYYYYYYYY. ");
    for _ in 0..3 {
        fresh.call("history.undo", json!({})).await;
    }
    assert_eq!(letters(&fresh, "2026-11-08").await, " ".repeat(15), "one undo for many days");
    fresh.call("history.redo", json!({})).await;
    let again = fresh.call("habits.get_habit", json!({"id": run["id"]})).await;
    assert_eq!(strength(&again), strength(&before));
}

#[tokio::test]
async fn amounts_decide_whether_a_day_was_kept() {
    let fresh = Fresh::open().await;
    let water = json!({"kind": "measured", "target": 2.5, "unit": "litres"});
    let water = habit(&fresh, water).await;
    let limit = habit(&fresh, json!({"name": "Coffee", "kind": "limit", "target": 2})).await;
    let mark = async |habit: &Value, amount: f64| {
        let input = json!({"id": habit["id"], "amount": amount});
        fresh.call("habits.mark_habit", input).await["habit"].clone()
    };
    assert_eq!(mark(&water, 2.0).await["today"], "no");
    let shown = mark(&water, 2.5).await;
    assert_eq!((&shown["today"], &shown["amount"]), (&json!("yes"), &json!(2.5)));
    assert_eq!(mark(&limit, 2.0).await["today"], "yes");
    assert_eq!(mark(&limit, 3.0).await["today"], "no");
    let run = habit(&fresh, json!({})).await;
    for (id, wrong, field) in [
        (&run, json!({"amount": 2}), "amount"),
        (&water, json!({"amount": -1}), "amount"),
        (&water, json!({"amount": 1, "day": "2026-11-22"}), "day"),
        (&water, json!({"amount": 1, "day": "1700-11-22"}), "day"),
    ] {
        let mut input = wrong;
        input["id"] = id["id"].clone();
        let error = fresh.refused("habits.mark_habit", input).await;
        assert_eq!(error.field.as_deref(), Some(field), "{error}");
    }
}

#[tokio::test]
async fn an_archived_habit_keeps_its_history_and_is_taken_up_again() {
    let fresh = Fresh::open().await;
    let run = habit(&fresh, json!({})).await;
    for day in ["2026-11-19", "2026-11-20", "2026-11-21"] {
        mark(&fresh, &run, day, Some("yes")).await;
    }
    let choose = |habit: &Value| json!({"id": habit["id"], "version": habit["version"]});
    let put_away = fresh.call("habits.archive_habit", choose(&run)).await;
    assert_eq!(put_away["habit"]["archived_on"], "2026-11-21");
    assert_eq!(fresh.call("habits.list_habits", json!({})).await, json!([]));
    let all = fresh.call("habits.list_habits", json!({"include_archived": true})).await;
    assert_eq!((&all[0]["best_streak"], &all[0]["open_today"]), (&json!(3), &json!(false)));
    let back = fresh.call("habits.reactivate_habit", choose(&put_away["habit"])).await;
    assert_eq!(back["habit"]["archived_on"], Value::Null);
    assert_eq!(letters(&fresh, "2026-11-18").await, " YYY ");
    let error = fresh.refused("habits.archive_habit", choose(&run)).await;
    assert_eq!(error.code, pocketsage_core::Code::Conflict, "a version of before");
}

#[tokio::test]
async fn a_pause_holds_nothing_against_anybody_and_can_be_ended() {
    let fresh = Fresh::open().await;
    let run = habit(&fresh, json!({})).await;
    mark(&fresh, &run, "2026-11-15", Some("yes")).await;
    let pause = json!({"id": run["id"], "version": 1, "from": "2026-11-16"});
    let paused = fresh.call("habits.pause_habit", pause).await;
    assert_eq!((&paused["today"], &paused["current_streak"]), (&json!("off"), &json!(1)));
    let resume = json!({"id": run["id"], "version": paused["habit"]["version"]});
    let resumed = fresh.call("habits.resume_habit", resume).await;
    let pauses = json!([{"from": "2026-11-16", "until": "2026-11-20"}]);
    assert_eq!(resumed["habit"]["pauses"], pauses);
    assert_eq!(letters(&fresh, "2026-11-14").await, " YOOOOO. ");
    assert_eq!(resumed["at_risk_today"], true);
    let wrong = json!({"id": run["id"], "version": 3, "until": "2026-11-01"});
    let error = fresh.refused("habits.pause_habit", wrong).await;
    assert_eq!(error.field.as_deref(), Some("until"), "{error}");
}

#[tokio::test]
async fn habits_are_put_in_another_order() {
    let fresh = Fresh::open().await;
    let mut habits = vec![];
    for name in ["A", "B", "C", "D"] {
        habits.push(habit(&fresh, json!({"name": name})).await);
    }
    let order = async || {
        let list = fresh.call("habits.list_habits", json!({})).await;
        let name = |shown: &Value| shown["habit"]["name"].as_str().unwrap().to_string();
        list.as_array().unwrap().iter().map(name).collect::<String>()
    };
    let go = async |from: usize, before: Option<usize>| {
        let before = before.map(|at| habits[at]["id"].clone());
        fresh.call("habits.move_habit", json!({"id": habits[from]["id"], "before": before})).await
    };
    go(3, Some(0)).await;
    assert_eq!(order().await, "DABC");
    go(3, None).await;
    assert_eq!(order().await, "ABCD");
    // Until there is no room between two, and then all get new places.
    for _ in 0..30 {
        go(2, Some(1)).await;
        go(3, Some(1)).await;
        go(3, Some(2)).await;
        assert_eq!(order().await, "ADCB");
    }
    fresh.call("history.undo", json!({})).await;
    assert_eq!(order().await, "ACDB");
}

#[tokio::test]
async fn a_removed_habit_comes_back_with_its_days() {
    let fresh = Fresh::open().await;
    let run = habit(&fresh, json!({})).await;
    mark(&fresh, &run, "2026-11-20", Some("yes")).await;
    let choose = json!({"id": run["id"], "version": run["version"]});
    fresh.call("habits.remove_habit", choose).await;
    assert_eq!(fresh.call("habits.list_habits", json!({})).await, json!([]));
    fresh.call("history.undo", json!({})).await;
    assert_eq!(letters(&fresh, "2026-11-19").await, " Y. ");
    // Its beginning can not be undone from under its days.
    let log = fresh.call("history.list", json!({})).await;
    let begun = log.as_array().unwrap().iter().find(|entry| entry["op"] == "habits.add_habit");
    fresh.call("history.undo", json!({"id": begun.unwrap()["id"]})).await;
    assert_eq!(letters(&fresh, "2026-11-19").await, " Y. ");
}

#[tokio::test]
async fn a_habit_is_changed_and_what_is_wrong_with_it_is_said_by_field() {
    let fresh = Fresh::open().await;
    let run = habit(&fresh, json!({"name": " Run  "})).await;
    assert_eq!(run["name"], "Run");
    for day in ["2026-11-16", "2026-11-18", "2026-11-20"] {
        mark(&fresh, &run, day, Some("yes")).await;
    }
    assert_eq!(letters(&fresh, "2026-11-15").await, " Y.Y.Y. ");
    let often = json!({"id": run["id"], "version": 1, "numerator": 3, "denominator": 7});
    let shown = fresh.call("habits.update_habit", often).await;
    assert_eq!((&shown["current_streak"], &shown["habit"]["version"]), (&json!(6), &json!(2)));
    assert_eq!(letters(&fresh, "2026-11-15").await, " YAYAYA ");
    let error = fresh
        .refused("habits.update_habit", json!({"id": run["id"], "version": 1, "name": "X"}))
        .await;
    assert_eq!(error.code, pocketsage_core::Code::Conflict);
    for (wrong, field) in [
        (json!({"name": " "}), "name"),
        (json!({"name": "x".repeat(101)}), "name"),
        (json!({"numerator": 8}), "numerator"),
        (json!({"denominator": 0}), "denominator"),
        (json!({"weekdays": []}), "weekdays"),
        (json!({"kind": "measured"}), "target"),
        (json!({"kind": "limit", "target": -1}), "target"),
        (json!({"colour": "red"}), "colour"),
        (json!({"icon": "../x"}), "icon"),
        (json!({"since": "2026-11-22"}), "since"),
        (json!({"reminder": {"time": "25:00"}}), "reminder"),
    ] {
        let mut input = json!({"id": run["id"], "version": 2});
        input.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        let error = fresh.refused("habits.update_habit", input).await;
        assert_eq!(error.field.as_deref(), Some(field), "{wrong}: {error}");
    }
}

#[tokio::test]
async fn templates_make_sound_habits() {
    let fresh = Fresh::open().await;
    let templates = fresh.call("habits.list_templates", json!({})).await;
    for template in templates.as_array().unwrap() {
        let mut input = template.clone();
        for field in ["key", "group", "measure"] {
            input.as_object_mut().unwrap().remove(field);
        }
        let added = fresh.call("habits.add_habit", input).await;
        assert_eq!(added["habit"]["name"], template["name"]);
    }
    let count = fresh.call("habits.list_habits", json!({})).await.as_array().unwrap().len();
    assert_eq!(count, templates.as_array().unwrap().len());
}

#[tokio::test]
async fn a_habits_page_adds_up() {
    let fresh = Fresh::open().await;
    let run = habit(&fresh, json!({})).await;
    let days: Vec<Value> =
        (1..=20).map(|day| json!({"id": run["id"], "day": format!("2026-11-{day:02}")})).collect();
    fresh.call("habits.mark_many", json!({"days": days, "state": "yes"})).await;
    let page = fresh.call("habits.get_habit_history", json!({"id": run["id"], "limit": 5})).await;
    let scores = page["scores"].as_array().unwrap();
    assert!((scores[19]["score"].as_f64().unwrap() - 0.655747).abs() < 1e-6);
    assert_eq!(
        page["best_streaks"],
        json!([{"start": "2026-11-01", "end": "2026-11-20", "days": 20}])
    );
    assert_eq!((page["heat"].as_array().unwrap().len(), &page["first_year"]), (365, &json!(2026)));
    assert_eq!((page["entries"].as_array().unwrap().len(), &page["entry_count"]), (5, &json!(20)));
    assert_eq!(page["weekdays"][0]["month"], "2026-11");
    assert_eq!(page["month"]["this"]["kept"], 20);
    assert_eq!(page["progress"].as_array().unwrap().len(), 5);
    let error = fresh.refused("habits.get_grid", json!({"from": "2024-01-01"})).await;
    assert_eq!(error.field.as_deref(), Some("from"), "{error}");
}

#[tokio::test]
async fn a_day_lasts_until_the_hour_of_the_settings() {
    let dir = tempfile::tempdir().unwrap();
    let mut config = crate::with_key(dir.path(), 'a');
    config.day_start_hour = 4;
    let clock = pocketsage_core::day::Clock::Fixed("2026-11-21T03:00:00Z".parse().unwrap());
    let app = pocketsage_core::App::start_at(config, clock).await.unwrap();
    let fresh = Fresh { app, dir };
    let run = habit(&fresh, json!({})).await;
    fresh.call("habits.mark_habit", json!({"id": run["id"], "state": "yes"})).await;
    assert_eq!(fresh.call("habits.get_grid", json!({})).await["today"], "2026-11-20");
    let history = fresh.call("habits.get_habit_history", json!({"id": run["id"]})).await;
    assert_eq!(history["entries"][0]["day"], "2026-11-20");
}

#[tokio::test]
async fn the_demo_household_has_habits_of_which_today_is_open() {
    let fresh = Fresh::open().await;
    fresh.call("demo.add_household", json!({})).await;
    let list = fresh.call("habits.list_habits", json!({})).await;
    let open = |shown: &&Value| shown["open_today"] == json!(true);
    assert_eq!(list.as_array().unwrap().len(), 5);
    assert!(list.as_array().unwrap().iter().filter(open).count() >= 1, "{list}");
    fresh.call("history.undo", json!({})).await;
    assert_eq!(fresh.call("habits.list_habits", json!({})).await, json!([]));
}
