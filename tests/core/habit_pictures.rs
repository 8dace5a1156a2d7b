//! The views of habits as pictures, and the review of a week or month: by their operations.
use crate::Fresh;
use base64::Engine;
use serde_json::{Value, json};

/// A habit in glasses with forty days up to 20 November 2026, and a daily one with gaps.
async fn two(fresh: &Fresh) -> (Value, Value) {
    let water =
        json!({"name": "Water", "kind": "measured", "target": 2, "unit": "glasses", "colour": ""});
    let water = fresh.call("habits.add_habit", water).await["habit"].clone();
    let run = fresh.call("habits.add_habit", json!({"name": "Run", "kind": "build"})).await;
    let run = run["habit"].clone();
    let first: chrono::NaiveDate = "2026-10-12".parse().unwrap();
    for (ahead, day) in first.iter_days().take(40).enumerate() {
        let drunk = json!({"id": water["id"], "day": day, "amount": ahead % 4});
        fresh.call("habits.mark_habit", drunk).await;
    }
    for (day, state, note) in [
        ("2026-11-09", "yes", ""),
        ("2026-11-10", "yes", ""),
        ("2026-11-11", "no", "rain"),
        ("2026-11-12", "skip", ""),
        ("2026-11-16", "yes", ""),
        ("2026-11-17", "yes", "in the wood"),
        ("2026-11-18", "yes", ""),
        ("2026-11-20", "yes", ""),
    ] {
        let input = json!({"id": run["id"], "day": day, "state": state, "note": note});
        fresh.call("habits.mark_habit", input).await;
    }
    (water, run)
}

#[tokio::test]
async fn a_pictures_numbers_are_those_of_the_habits_page() {
    let fresh = Fresh::open().await;
    let (water, run) = two(&fresh).await;
    for habit in [&water, &run] {
        let id = &habit["id"];
        let page = fresh.call("habits.get_habit_history", json!({"id": id})).await;
        let draw = async |view: &str| {
            let input = json!({"id": id, "view": view, "week_start": "Mon"});
            let drawn = fresh.call("reports.draw_habit", input).await;
            assert!(drawn["data"].as_str().unwrap().starts_with("<svg"), "{view}");
            assert_eq!(drawn["mime"], "image/svg+xml");
            drawn["numbers"].clone()
        };
        assert_eq!(draw("heatmap").await["days"], page["heat"]);
        let november: Vec<&Value> = page["heat"].as_array().unwrap()[304..334].iter().collect();
        let month = draw("month").await;
        assert_eq!((&month["days"], &month["month"]), (&json!(november), &json!("2026-11")));
        let weekdays = draw("weekdays").await;
        assert_eq!(weekdays["weekdays"], page["weekdays"]);
        assert_eq!(weekdays["weekday_steps"], page["weekday_steps"]);
        assert_eq!(draw("strength").await["scores"], page["scores"]);
        assert_eq!(draw("streaks").await["streaks"], page["best_streaks"]);
    }
    let of_2025 = json!({"id": run["id"], "view": "strength", "year": 2025});
    let drawn = fresh.call("reports.draw_habit", of_2025).await;
    assert_eq!(drawn["numbers"]["scores"], json!([]));
    assert!(drawn["data"].as_str().unwrap().contains("no days yet"));
    let of_2025 = json!({"id": run["id"], "view": "heatmap", "year": 2025, "week_start": "Sun"});
    let page = json!({"id": run["id"], "year": 2025, "week_start": "Sun"});
    let page = fresh.call("habits.get_habit_history", page).await;
    assert_eq!(fresh.call("reports.draw_habit", of_2025).await["numbers"]["days"], page["heat"]);
}

#[tokio::test]
async fn a_picture_is_a_png_of_the_size_that_was_asked_for() {
    let fresh = Fresh::open().await;
    let (water, _) = two(&fresh).await;
    for view in ["heatmap", "month", "weekdays", "strength", "streaks"] {
        let input = json!({"id": water["id"], "view": view, "format": "png", "theme": "dark",
            "width": 500, "height": 320, "locale": "de"});
        let drawn = fresh.call("reports.draw_habit", input).await;
        let data = drawn["data"].as_str().unwrap();
        let bytes = base64::engine::general_purpose::STANDARD.decode(data).unwrap();
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{view}");
        let size = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((size(16), size(20), &drawn["mime"]), (500, 320, &json!("image/png")));
        let file = fresh.dir.path().join(format!("{view}.svg"));
        let input = json!({"id": water["id"], "view": view, "file": file});
        let saved = fresh.call("reports.save_habit", input).await;
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(saved["bytes"], text.len());
        assert!(text.starts_with("<svg") && !text.contains("NaN"), "{text}");
        assert!(text.contains("role=\"img\"") && text.contains("<title>Water"), "{text}");
    }
}

#[tokio::test]
async fn what_cannot_be_drawn_is_refused_by_its_field() {
    let fresh = Fresh::open().await;
    let (_, run) = two(&fresh).await;
    for (wrong, field) in [
        (json!({"view": "heatmap", "year": 0}), "year"),
        (json!({"view": "heatmap", "year": 12_000}), "year"),
        (json!({"view": "streaks", "year": 2026}), "year"),
        (json!({"view": "heatmap", "month": "2026-11"}), "month"),
        (json!({"view": "month", "month": "November"}), "month"),
        (json!({"view": "month", "width": 10}), "width"),
        (json!({"view": "month", "height": 4001}), "height"),
    ] {
        let mut input = wrong.clone();
        input["id"] = run["id"].clone();
        let error = fresh.refused("reports.draw_habit", input).await;
        assert_eq!(error.field.as_deref(), Some(field), "{wrong}: {error}");
        assert!(error.message.len() > 12, "{error}");
    }
    let input = json!({"id": run["id"], "view": "month", "file": "month.gif"});
    let error = fresh.refused("reports.save_habit", input).await;
    assert_eq!(error.field.as_deref(), Some("file"), "{error}");
    let nobody = json!({"id": "01890000-0000-7000-8000-000000000000", "view": "month"});
    let error = fresh.refused("reports.draw_habit", nobody).await;
    assert_eq!(error.code, pocketsage_core::Code::NotFound);
}

#[tokio::test]
async fn a_week_is_looked_back_upon_beside_the_one_before() {
    let fresh = Fresh::open().await;
    let (water, run) = two(&fresh).await;
    let week = fresh.call("habits.review_habits", json!({})).await;
    assert_eq!((&week["from"], &week["until"]), (&json!("2026-11-16"), &json!("2026-11-22")));
    assert_eq!((&week["today"], &week["first_day"]), (&json!("2026-11-21"), &json!("2026-10-12")));
    let row = |review: &Value, habit: &Value| {
        let rows = review["rows"].as_array().unwrap();
        rows.iter().find(|row| row["habit"]["id"] == habit["id"]).cloned().unwrap()
    };
    let ran = row(&week, &run);
    // Saturday is today, and nothing was said of it yet.
    assert_eq!(
        (&ran["review"]["this"]["kept"], &ran["review"]["this"]["due"]),
        (&json!(4), &json!(5))
    );
    assert_eq!((&ran["longest_streak"], &ran["missed"]), (&json!(3), &json!(["2026-11-19"])));
    let before = &ran["review"]["previous"];
    assert_eq!((&before["kept"], &before["due"]), (&json!(2), &json!(6)));
    assert_eq!(ran["review"]["change_bp"], 8000 - 3333);
    for (field, rest) in [("kept", "this"), ("due", "this"), ("kept", "previous")] {
        let of = |habit| row(&week, habit)["review"][rest][field].as_i64().unwrap();
        assert_eq!(week[rest][field], json!(of(&water) + of(&run)), "{rest} {field}");
    }
    let notes: Vec<&Value> = week["notes"].as_array().unwrap().iter().collect();
    assert_eq!(notes.len(), 1);
    assert_eq!(
        (&notes[0]["habit_name"], &notes[0]["entry"]["note"]),
        (&json!("Run"), &json!("in the wood"))
    );
    // What a habit's own page says of the same week is the same.
    let page = fresh.call("habits.get_habit_history", json!({"id": run["id"]})).await;
    assert_eq!(page["week"], ran["review"]);
    let month = json!({"period": "month", "on": "2026-10-31"});
    let month = fresh.call("habits.review_habits", month).await;
    assert_eq!((&month["from"], &month["until"]), (&json!("2026-10-01"), &json!("2026-10-31")));
    assert_eq!(month["rows"].as_array().unwrap().len(), 1, "running had not begun");
    let sunday = json!({"on": "2026-11-15", "week_start": "Sun"});
    let sunday = fresh.call("habits.review_habits", sunday).await;
    assert_eq!((&sunday["from"], &sunday["until"]), (&json!("2026-11-15"), &json!("2026-11-21")));
}

#[tokio::test]
async fn a_review_without_habits_is_empty_and_days_to_come_have_none() {
    let fresh = Fresh::open().await;
    let week = fresh.call("habits.review_habits", json!({})).await;
    assert_eq!((&week["rows"], &week["first_day"]), (&json!([]), &Value::Null));
    assert_eq!((&week["this"]["completion_bp"], &week["change_bp"]), (&Value::Null, &Value::Null));
    for (wrong, field) in [
        (json!({"on": "2026-11-22"}), "on"),
        (json!({"on": "0000-01-02"}), "on"),
        (json!({"period": "year"}), "period"),
    ] {
        let error = fresh.refused("habits.review_habits", wrong.clone()).await;
        assert_eq!(error.field.as_deref(), Some(field), "{wrong}: {error}");
    }
    // One that is put away is looked back upon as far as it went.
    let (_, run) = two(&fresh).await;
    let choose = json!({"id": run["id"], "version": run["version"]});
    fresh.call("habits.archive_habit", choose).await;
    let names = async |on: &str| {
        let review = fresh.call("habits.review_habits", json!({"on": on})).await;
        let rows = review["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["habit"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("2026-11-21").await, ["Water", "Run"]);
    assert_eq!(names("2026-10-20").await, ["Water"]);
}
