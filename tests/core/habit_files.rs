//! Habits in and out of files, by the operations.
use crate::Fresh;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

async fn filled() -> Fresh {
    let fresh = Fresh::open().await;
    let read = json!({"name": "Read, a lot", "kind": "measured", "target": 20.5, "unit": "pages",
        "colour": "#332288", "group_name": "Mind", "icon": "book-open", "since": "2026-11-01",
        "encouragements": ["Good", "Better"], "reminder": {"time": "21:00"}});
    let habits = [
        (
            read,
            json!([
                ["2026-11-18", null, 21.0, "late"],
                ["2026-11-19", "skip", null, ""],
                ["2026-11-20", null, 3.25, "tired, \"really\""]
            ]),
        ),
        (
            json!({"name": "Run", "kind": "build", "numerator": 3, "denominator": 7}),
            json!([["2026-11-10", "yes", null, ""], ["2026-11-11", "no", null, ""]]),
        ),
        (
            json!({"name": "Smoke", "kind": "avoid", "weekdays": ["Sat", "Sun"]}),
            json!([["2026-11-14", "yes", null, ""], ["2026-11-15", "no", null, ""]]),
        ),
    ];
    for (habit, days) in habits {
        let id = fresh.call("habits.add_habit", habit).await["habit"]["id"].clone();
        for day in days.as_array().unwrap() {
            let input = json!({"id": id, "day": day[0], "state": day[1], "amount": day[2],
                "note": day[3]});
            fresh.call("habits.mark_habit", input).await;
        }
    }
    fresh
}

/// Habits with their days, without what a new file gives anew.
async fn all(fresh: &Fresh) -> Vec<Value> {
    let list = fresh.call("habits.list_habits", json!({"include_archived": true})).await;
    let mut all = vec![];
    for shown in list.as_array().unwrap() {
        let history =
            fresh.call("habits.get_habit_history", json!({"id": shown["habit"]["id"]})).await;
        let mut both = json!({"shown": shown, "entries": history["entries"]});
        let habit = both["shown"]["habit"].as_object_mut().unwrap();
        for own in ["id", "position", "version"] {
            habit.remove(own);
        }
        for entry in both["entries"].as_array_mut().unwrap() {
            for own in ["id", "habit_id", "version"] {
                entry.as_object_mut().unwrap().remove(own);
            }
        }
        all.push(both);
    }
    all
}

async fn exported(fresh: &Fresh, format: &str) -> Value {
    fresh.call("habits.export_habits", json!({"format": format})).await
}

#[tokio::test]
async fn our_own_file_brings_everything_back() {
    let fresh = filled().await;
    let list = fresh.call("habits.list_habits", json!({})).await;
    let run = &list[1]["habit"];
    let pause = json!({"id": run["id"], "version": run["version"], "until": "2026-12-01"});
    fresh.call("habits.pause_habit", pause).await;
    let file = exported(&fresh, "json").await;
    assert_eq!(
        (&file["name"], &file["mime"]),
        (&json!("habits 2026-11-21.json"), &json!("application/json"))
    );
    let other = Fresh::open().await;
    let came = other.call("habits.import_habits", json!({"base64": file["base64"]})).await;
    assert_eq!((&came["habits_added"], &came["days_added"]), (&json!(3), &json!(7)), "{came}");
    assert_eq!(all(&other).await, all(&fresh).await);
    let again = other.call("habits.import_habits", json!({"base64": file["base64"]})).await;
    let counts = [
        &again["habits_added"],
        &again["habits_known"],
        &again["days_added"],
        &again["days_known"],
    ];
    assert_eq!(counts, [&json!(0), &json!(3), &json!(0), &json!(7)]);
    other.call("history.undo", json!({})).await;
    assert_eq!(other.call("habits.list_habits", json!({})).await, json!([]));
}

#[tokio::test]
async fn loops_files_bring_back_what_fits_into_them() {
    let fresh = filled().await;
    let file = exported(&fresh, "loop_zip").await;
    let other = Fresh::open().await;
    let input = json!({"base64": file["base64"], "name": "habits.zip"});
    let came = other.call("habits.import_habits", input).await;
    assert_eq!(came["problems"], json!([]));
    let (mut here, mut there) = (all(&fresh).await, all(&other).await);
    for both in here.iter_mut().chain(&mut there) {
        for lost in ["icon", "encouragements", "reminder", "since"] {
            both["shown"]["habit"].as_object_mut().unwrap().remove(lost);
        }
        both["shown"]["strength"] = Value::Null; // it follows from when the habit began
        both["shown"]["last_week"] = Value::Null;
    }
    assert_eq!(there, here);
}

#[tokio::test]
async fn a_day_that_is_marked_stays_as_it_is() {
    let fresh = Fresh::open().await;
    let text = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n\
        Run,,Sport,2026-11-18,1,\nRun,,Sport,2026-11-19,0,\nRun,,Sport,2027-01-01,1,\n";
    let run = fresh.call("habits.add_habit", json!({"name": "Run", "kind": "build"})).await;
    let mark = json!({"id": run["habit"]["id"], "day": "2026-11-19", "state": "yes"});
    fresh.call("habits.mark_habit", mark).await;
    let file = fresh.write("bull.csv", text);
    let came = fresh.call("habits.import_habits", json!({"file": file})).await;
    let counts = [&came["habits_known"], &came["days_added"], &came["days_known"]];
    assert_eq!(counts, [&json!(1), &json!(1), &json!(1)], "{came}");
    assert_eq!(came["problems"], json!(["Run: 2027-01-01 is still to come"]));
    let shown = fresh.call("habits.get_habit", json!({"id": run["habit"]["id"]})).await;
    assert_eq!(shown["best_streak"], 2);
}

#[tokio::test]
async fn loops_own_database_is_read() {
    let fresh = Fresh::open().await;
    let path = fresh.dir.path().join("Loop.db");
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut made = options.connect().await.unwrap();
    let script = "create table Habits (id integer primary key, archived integer, color integer,
            description text, freq_den integer, freq_num integer, highlight integer,
            name text, position integer, reminder_days integer, type integer,
            target_type integer, target_value real, unit text, question text, uuid text);
         create table Repetitions (id integer primary key, habit integer, timestamp integer,
            value integer, notes text);
         insert into Habits values (1, 0, 8, '', 7, 3, 0, 'Gym', 1, 0, 0, 0, 0, '', 'Gym?', 'a');
         insert into Habits values (2, 0, 3, '', 1, 1, 0, 'Water', 0, 0, 1, 0, 8.5, 'cups', '', 'b');
         insert into Repetitions values (1, 1, 1793577600000, 2, 'hard');
         insert into Repetitions values (2, 2, 1793577600000, 9000, '');";
    sqlx::raw_sql(script).execute(&mut made).await.unwrap();
    made.close().await.unwrap();
    let came = fresh.call("habits.import_habits", json!({"file": path})).await;
    assert_eq!((&came["habits_added"], &came["days_added"]), (&json!(2), &json!(2)), "{came}");
    let list = fresh.call("habits.list_habits", json!({})).await;
    let names = [&list[0]["habit"]["name"], &list[1]["habit"]["name"]];
    assert_eq!(names, [&json!("Water"), &json!("Gym")], "by their place");
    assert_eq!(list[0]["habit"]["target"], json!(8.5));
    assert_eq!(list[1]["habit"]["question"], json!("Gym?"));
}

#[tokio::test]
async fn a_file_of_something_else_is_refused_in_words() {
    let fresh = Fresh::open().await;
    let upload = |bytes: &[u8]| json!({"base64": STANDARD.encode(bytes), "name": "x"});
    let mut database = b"SQLite format 3\0".to_vec();
    database.extend([0; 2000]);
    for (bytes, says) in [
        (&b"Date;Amount"[..], "no habits are known in such a file"),
        (b"{\"format\": \"else\", \"habits\": []}", "its format is else"),
        (b"{", "EOF"),
        (b"PK\x03\x04 and nothing more", "the zip"),
        (&database, "not Loop Habit Tracker's database"),
    ] {
        let error = fresh.refused("habits.import_habits", upload(bytes)).await;
        assert_eq!(error.field.as_deref(), Some("file"), "{error}");
        assert!(error.message.contains(says), "{error}");
    }
    assert_eq!(fresh.call("history.list", json!({})).await, json!([]));
}
