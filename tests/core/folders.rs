//! Watched folders, on real ones: what is put there comes in by itself, once, whole and undoable.
use crate::{Fresh, clock, with_key};
use pocketsage_core::imports::Pace;
use pocketsage_core::{Actor, App, Caller, Code, Config};
use serde_json::{Value, json};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Far more than anything here takes.
const SOON: Duration = Duration::from_secs(30);
/// Long enough for several looks, if there were something to see.
const A_WHILE: Duration = Duration::from_millis(900);

/// In a hurry.
fn pace() -> Pace {
    let ms = Duration::from_millis;
    Pace {
        gather: ms(20),
        settle: ms(150),
        linger: ms(3000),
        slow: ms(250),
        retry: ms(50),
        retry_most: ms(200),
        patience: ms(5000),
    }
}

fn hasty(dir: &Path) -> Config {
    let mut config = with_key(dir, 'a');
    config.folder_pace = Some(pace());
    config
}

/// An app in a hurry, and an empty folder beside its own.
struct Desk {
    fresh: Fresh,
    place: tempfile::TempDir,
}

impl Desk {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let app = App::start_at(hasty(dir.path()), clock()).await.unwrap();
        Self { fresh: Fresh { app, dir }, place: tempfile::tempdir().unwrap() }
    }

    /// Watching its folder.
    async fn watching() -> (Self, Value) {
        let desk = Self::new().await;
        let folder = desk.fresh.call("imports.add_folder", json!({"path": desk.inbox()})).await;
        (desk, folder)
    }

    fn inbox(&self) -> PathBuf {
        let inbox = self.place.path().join("inbox");
        fs::create_dir_all(&inbox).unwrap();
        inbox
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.inbox().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    async fn seen(&self, folder: &Value) -> Vec<Value> {
        let input = json!({"id": folder["id"], "limit": 500});
        self.fresh.call("imports.list_seen", input).await.as_array().unwrap().clone()
    }

    async fn outcome(&self, folder: &Value, name: &str) -> Option<String> {
        let seen = self.seen(folder).await;
        let file = seen.iter().find(|file| file["name"] == name)?;
        Some(file["outcome"].as_str().unwrap().into())
    }

    /// Waits until this became of a file; the file.
    async fn becomes(&self, folder: &Value, name: &str, outcome: &str) -> Value {
        let start = Instant::now();
        loop {
            let seen = self.seen(folder).await;
            let file = seen.iter().find(|file| file["name"] == name);
            if let Some(file) = file.filter(|file| file["outcome"] == outcome) {
                return file.clone();
            }
            assert!(start.elapsed() < SOON, "{name} is not {outcome}: {seen:#?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn state(&self, state: &str) -> Value {
        let start = Instant::now();
        loop {
            let folders = self.fresh.call("imports.list_folders", json!({})).await;
            if folders[0]["state"] == state {
                return folders[0].clone();
            }
            assert!(start.elapsed() < SOON, "not {state}: {folders:#}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn rows(&self) -> i64 {
        let accounts = self.fresh.call("ledger.list_accounts", json!({})).await;
        let count = |account: &Value| account["transactions"].as_i64().unwrap();
        accounts.as_array().unwrap().iter().map(count).sum()
    }

    async fn imports(&self) -> Vec<Value> {
        let history = self.fresh.call("history.list", json!({"limit": 500})).await;
        let history = history.as_array().unwrap().iter();
        history.filter(|entry| entry["op"] == "imports.add").cloned().collect()
    }
}

fn statement(marks: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    let rows = marks.into_iter().map(|mark| format!("2026-11-02,EUR,Shop {mark},-4.20\n"));
    "date,currency,payee,amount\n".to_string() + &rows.collect::<String>()
}

fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) {
    fs::rename(from, to).unwrap();
}

async fn a_while() {
    tokio::time::sleep(A_WHILE).await;
}

#[tokio::test]
async fn what_is_there_and_what_comes_is_taken_in_each_with_one_undo() {
    let desk = Desk::new().await;
    desk.put("first.csv", statement([1, 2]));
    let folder = desk.fresh.call("imports.add_folder", json!({"path": desk.inbox()})).await;
    let first = desk.becomes(&folder, "first.csv", "added").await;
    assert_eq!((&first["added"], &first["message"]), (&json!(2), &Value::Null));
    desk.put("second.csv", statement([3]));
    let second = desk.becomes(&folder, "second.csv", "added").await;
    assert_eq!(desk.rows().await, 3);
    let listed = desk.state("watching").await;
    assert_eq!(listed["last_outcome"], "added");
    assert_eq!((&listed["message"], &listed["unsettled"]), (&Value::Null, &json!(0)));

    let imports = desk.imports().await;
    let labels: Vec<&Value> = imports.iter().map(|entry| &entry["label"]).collect();
    assert_eq!(labels, ["imported 1 rows from second.csv", "imported 2 rows from first.csv"]);
    assert!(imports.iter().all(|entry| entry["actor"] == "folder"));
    desk.fresh.call("history.undo", json!({})).await;
    assert_eq!(desk.rows().await, 2);
    a_while().await;
    assert_eq!(desk.rows().await, 2, "what a person took out does not come back by itself");
    let batch = desk.fresh.call("imports.get_batch", json!({"id": second["batch_id"]})).await;
    assert_eq!(batch["batch"]["undone"], true);
}

#[tokio::test]
async fn what_was_seen_is_not_read_again_by_the_next_start() {
    let (desk, folder) = Desk::watching().await;
    desk.put("known.csv", statement([1]));
    desk.becomes(&folder, "known.csv", "added").await;
    desk.put("letter.txt", "Dear customer, nothing to see here.\n");
    desk.becomes(&folder, "letter.txt", "failed").await;
    let (seen, history) = (desk.seen(&folder).await, desk.imports().await);
    desk.fresh.call("file.lock", json!({})).await;
    desk.put("while_locked.csv", statement([2]));
    a_while().await;
    desk.fresh.call("file.unlock", json!({})).await;
    desk.becomes(&folder, "while_locked.csv", "added").await;
    let now = desk.seen(&folder).await;
    assert!(seen.iter().all(|file| now.contains(file)), "{now:#?}");
    assert_eq!(desk.imports().await.len(), history.len() + 1);

    // The same file under another time: known, without an entry in the history.
    let file = OpenOptions::new().append(true).open(desk.inbox().join("known.csv")).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    drop(file);
    let known = desk.becomes(&folder, "known.csv", "known").await;
    assert!(known["batch_id"].is_string(), "it still is the file of its import");
    assert_eq!(desk.imports().await.len(), history.len() + 1);

    // Another file of the same rows is read: it may say that one of them is booked by now.
    desk.put("same_rows.csv", statement([2, 1]));
    desk.becomes(&folder, "same_rows.csv", "known").await;
    assert_eq!((desk.rows().await, desk.imports().await.len()), (2, history.len() + 2));
}

#[tokio::test]
async fn five_hundred_files_at_once_are_five_hundred_imports() {
    let (desk, folder) = Desk::watching().await;
    for n in 0..500 {
        desk.put(&format!("{n:03}.csv"), statement([n]));
    }
    let account = json!({"id": folder["id"], "version": 1, "account_id": null});
    let folder = desk.fresh.call("imports.update_folder", account).await;
    for n in 0..500 {
        desk.becomes(&folder, &format!("{n:03}.csv"), "added").await;
    }
    assert_eq!((desk.rows().await, desk.imports().await.len()), (500, 500));
}

#[tokio::test]
async fn a_big_file_written_slowly_is_waited_for() {
    let (desk, folder) = Desk::watching().await;
    let path = desk.inbox().join("slow.csv");
    let text = statement(0..20_000);
    let writing = std::thread::spawn(move || {
        let mut file = File::create(path).unwrap();
        for (n, part) in text.as_bytes().chunks(text.len() / 20).enumerate() {
            file.write_all(part).unwrap();
            // Longer than a file must stay as it is: Linux says that it still is being written to.
            let stalls = cfg!(target_os = "linux") && n == 10;
            std::thread::sleep(Duration::from_millis(if stalls { 900 } else { 40 }));
        }
    });
    while !writing.is_finished() {
        assert_eq!(desk.outcome(&folder, "slow.csv").await, None, "half of it was read");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let file = desk.becomes(&folder, "slow.csv", "added").await;
    assert_eq!((&file["added"], desk.imports().await.len()), (&json!(20_000), 1));
}

#[tokio::test]
async fn a_file_that_nobody_closes_is_read_in_the_end() {
    let (desk, folder) = Desk::watching().await;
    let mut file = File::create(desk.inbox().join("open.csv")).unwrap();
    file.write_all(statement([1]).as_bytes()).unwrap();
    desk.becomes(&folder, "open.csv", "added").await;
    // And once more when it has grown: only what is new.
    file.write_all(b"2026-11-03,EUR,Shop 2,-1.00\n").unwrap();
    drop(file);
    let start = Instant::now();
    while desk.rows().await < 2 {
        assert!(start.elapsed() < SOON);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(desk.rows().await, 2);
}

#[tokio::test]
async fn a_download_counts_only_under_its_own_name() {
    let (desk, folder) = Desk::watching().await;
    let unfinished = [
        "a.csv.part",
        "b.csv.crdownload",
        "c.csv.download",
        "d.csv~",
        ".e.csv",
        "f.csv.tmp",
        "~$g.xlsx",
        "h.partial",
    ];
    for name in unfinished {
        desk.put(name, statement([name]));
    }
    // Firefox holds the place of what it is loading.
    desk.put("a.csv", "");
    desk.put("b.csv", statement(["half"]));
    fs::create_dir(desk.inbox().join("folder.csv")).unwrap();
    a_while().await;
    assert_eq!(desk.seen(&folder).await, Vec::<Value>::new());
    rename(desk.inbox().join("a.csv.part"), desk.inbox().join("a.csv"));
    rename(desk.inbox().join("b.csv.crdownload"), desk.inbox().join("b.csv"));
    desk.becomes(&folder, "a.csv", "added").await;
    desk.becomes(&folder, "b.csv", "added").await;
    assert_eq!((desk.seen(&folder).await.len(), desk.rows().await), (2, 2));
}

#[tokio::test]
async fn a_file_renamed_into_place_comes_in_and_many_notices_are_one() {
    let (desk, folder) = Desk::watching().await;
    let outside = desk.place.path().join("prepared");
    fs::write(&outside, statement([1, 2])).unwrap();
    rename(&outside, desk.inbox().join("moved.csv"));
    desk.becomes(&folder, "moved.csv", "added").await;
    for _ in 0..5 {
        desk.put("twice.csv", statement([3]));
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
    desk.becomes(&folder, "twice.csv", "added").await;
    a_while().await;
    assert_eq!((desk.rows().await, desk.imports().await.len()), (3, 2));
}

#[tokio::test]
async fn an_empty_file_and_one_that_is_no_statement_say_so_once() {
    let (desk, folder) = Desk::watching().await;
    desk.put("letter.txt", "Dear customer, nothing to see here.\n");
    desk.put("empty.csv", "");
    let letter = desk.becomes(&folder, "letter.txt", "failed").await;
    assert!(letter["message"].as_str().unwrap().contains("letter.txt"), "{letter}");
    desk.becomes(&folder, "empty.csv", "failed").await;
    a_while().await;
    let listed = desk.state("watching").await;
    assert_eq!(listed["unsettled"], 2);
    desk.put("letter.txt", statement([1]));
    desk.becomes(&folder, "letter.txt", "added").await;
    fs::remove_file(desk.inbox().join("empty.csv")).unwrap();
    desk.becomes(&folder, "empty.csv", "gone").await;
    let listed = desk.state("watching").await;
    assert_eq!((&listed["unsettled"], &listed["last_file"]), (&json!(0), &json!("letter.txt")));
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_followed_but_not_in_circles() {
    use std::os::unix::fs::symlink;
    let (desk, folder) = Desk::watching().await;
    let (inbox, outside) = (desk.inbox(), desk.place.path().join("outside.csv"));
    fs::write(&outside, statement([1])).unwrap();
    symlink(&outside, inbox.join("link.csv")).unwrap();
    symlink(inbox.join("b.csv"), inbox.join("a.csv")).unwrap();
    symlink(inbox.join("a.csv"), inbox.join("b.csv")).unwrap();
    symlink(inbox.join("nobody"), inbox.join("nowhere.csv")).unwrap();
    symlink(&inbox, inbox.join("itself.csv")).unwrap();
    desk.becomes(&folder, "link.csv", "added").await;
    for name in ["a.csv", "b.csv", "nowhere.csv"] {
        let file = desk.becomes(&folder, name, "failed").await;
        assert_eq!(file["message"], "it is a link that leads nowhere");
    }
    assert_eq!(desk.seen(&folder).await.len(), 4);
    symlink(desk.place.path().join("y"), desk.place.path().join("x")).unwrap();
    symlink(desk.place.path().join("x"), desk.place.path().join("y")).unwrap();
    let circle = json!({"path": desk.place.path().join("x")});
    assert_eq!(desk.fresh.refused("imports.add_folder", circle).await.code, Code::Invalid);
}

/// Runs one of these tests as somebody who may not do everything.
#[cfg(unix)]
fn as_nobody(test: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let place = tempfile::tempdir().unwrap();
    let closed = place.path().join("closed");
    fs::write(&closed, "").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o0)).unwrap();
    if File::open(&closed).is_err() {
        return false;
    }
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let program = place.path().join("tests");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut again = std::process::Command::new(program);
    again.args(["--exact", test]).env("TMPDIR", place.path()).uid(65534).gid(65534);
    let output = again.current_dir(place.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    true
}

#[cfg(unix)]
#[tokio::test]
async fn without_permission_it_says_so_and_goes_on_once_it_may() {
    use std::os::unix::fs::PermissionsExt;
    if as_nobody("folders::without_permission_it_says_so_and_goes_on_once_it_may") {
        return;
    }
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let (desk, folder) = Desk::watching().await;
    let file = desk.place.path().join("closed");
    fs::write(&file, statement([1])).unwrap();
    allow(&file, 0o0);
    rename(&file, desk.inbox().join("closed.csv"));
    let waiting = desk.becomes(&folder, "closed.csv", "waiting").await;
    assert_eq!(waiting["message"], "PocketSage may not read it; allow it to");
    allow(&desk.inbox().join("closed.csv"), 0o600);
    desk.becomes(&folder, "closed.csv", "added").await;

    let inbox = desk.inbox();
    allow(&inbox, 0o0);
    let closed = desk.state("unreadable").await;
    assert_eq!(closed["message"], "PocketSage may not read it; allow it to");
    allow(&inbox, 0o700);
    desk.state("watching").await;
    desk.put("later.csv", statement([2]));
    desk.becomes(&folder, "later.csv", "added").await;
}

#[tokio::test]
async fn a_folder_may_go_and_come_back_and_another_may_take_its_place() {
    let (desk, folder) = Desk::watching().await;
    let (inbox, away) = (desk.inbox(), desk.place.path().join("away"));
    desk.put("before.csv", statement([1]));
    desk.becomes(&folder, "before.csv", "added").await;
    let mut events = desk.fresh.app.events();
    rename(&inbox, &away);
    let missing = desk.state("missing").await;
    assert!(missing["message"].as_str().unwrap().contains("not there"));
    let told = async { while !format!("{:?}", events.recv().await).contains("import_folder") {} };
    tokio::time::timeout(SOON, told).await.expect("the screens are told");
    fs::write(away.join("meanwhile.csv"), statement([2])).unwrap();
    rename(&away, &inbox);
    desk.becomes(&folder, "meanwhile.csv", "added").await;
    // Unmounted and something else mounted: the same path, another folder.
    rename(&inbox, &away);
    fs::create_dir(&inbox).unwrap();
    desk.put("other.csv", statement([3]));
    desk.becomes(&folder, "other.csv", "added").await;
    fs::remove_dir_all(&inbox).unwrap();
    desk.state("missing").await;
    desk.put("anew.csv", statement([4]));
    desk.becomes(&folder, "anew.csv", "added").await;
    desk.state("watching").await;
    assert_eq!(desk.imports().await.len(), 4);
}

#[tokio::test]
async fn paused_it_waits_and_removed_it_is_left_alone() {
    let (desk, folder) = Desk::watching().await;
    let pause = json!({"id": folder["id"], "version": 1, "paused": true});
    desk.fresh.call("imports.update_folder", pause).await;
    desk.state("paused").await;
    desk.put("a.csv", statement([1]));
    a_while().await;
    assert_eq!(desk.seen(&folder).await, Vec::<Value>::new());
    let resume = json!({"id": folder["id"], "version": 2, "paused": false});
    desk.fresh.call("imports.update_folder", resume).await;
    desk.becomes(&folder, "a.csv", "added").await;
    let remove = json!({"id": folder["id"], "version": 3});
    desk.fresh.call("imports.remove_folder", remove).await;
    desk.put("b.csv", statement([2]));
    a_while().await;
    assert_eq!(desk.rows().await, 1, "what came in stays, and nothing more comes");
    desk.fresh.call("history.undo", json!({})).await;
    desk.becomes(&folder, "b.csv", "added").await;
    assert_eq!(desk.outcome(&folder, "a.csv").await.unwrap(), "added", "it was not read again");
}

#[tokio::test]
async fn everything_goes_to_the_chosen_account_and_then_to_the_archive() {
    let desk = Desk::new().await;
    let giro = desk.fresh.account("Giro").await;
    let archive = desk.inbox().join("imported");
    let add = json!({"path": desk.inbox(), "account_id": giro["id"], "archive": archive});
    let folder = desk.fresh.call("imports.add_folder", add).await;
    let gone = async |name: &str| {
        let start = Instant::now();
        while desk.inbox().join(name).exists() {
            assert!(start.elapsed() < SOON, "{name} is still there");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    for n in [1, 2] {
        desk.put("bank.csv", statement([n]));
        gone("bank.csv").await;
    }
    assert_eq!(fs::read_to_string(archive.join("bank.csv")).unwrap(), statement([1]));
    assert_eq!(fs::read_to_string(archive.join("bank (2).csv")).unwrap(), statement([2]));
    desk.put("letter.txt", "Dear customer, nothing to see here.\n");
    desk.becomes(&folder, "letter.txt", "failed").await;
    assert!(desk.inbox().join("letter.txt").exists(), "what did not come in stays");
    let accounts = desk.fresh.call("ledger.list_accounts", json!({})).await;
    assert_eq!((accounts.as_array().unwrap().len(), desk.rows().await), (1, 2));

    // An archive that cannot be made: the rows are in, and the file is moved once it can be.
    fs::remove_dir_all(&archive).unwrap();
    fs::write(&archive, "in the way").unwrap();
    desk.put("more.csv", statement([3]));
    desk.becomes(&folder, "more.csv", "added").await;
    let start = Instant::now();
    while !desk.seen(&folder).await[0]["message"].is_string() {
        assert!(start.elapsed() < SOON);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    fs::remove_file(&archive).unwrap();
    gone("more.csv").await;
    assert!(archive.join("more.csv").exists());
    assert_eq!(desk.imports().await.len(), 3);
}

#[tokio::test]
async fn a_file_that_leaves_something_open_asks_and_is_known_once_it_is_answered() {
    let (desk, folder) = Desk::watching().await;
    let file = desk.put("open.csv", "Date,Payee,Amount,Currency\n03/04/2026,Shop,-1.00,EUR\n");
    let asks = desk.becomes(&folder, "open.csv", "asks").await;
    assert!(asks["message"].as_str().unwrap().contains("03/04/2026"), "{asks}");
    assert_eq!((desk.rows().await, desk.imports().await.len()), (0, 0));
    let preview = desk.fresh.call("imports.preview", json!({"file": file})).await;
    let mut layout = preview["layout"].clone();
    layout["mapping"]["day_format"] = "mdy".into();
    let answered = json!({"files": [file], "layout": layout});
    desk.fresh.call("imports.add", answered).await;
    desk.becomes(&folder, "open.csv", "known").await;
    assert_eq!(desk.rows().await, 1);
    desk.put("next.csv", "Date,Payee,Amount,Currency\n05/04/2026,Shop,-2.00,EUR\n");
    desk.becomes(&folder, "next.csv", "added").await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_watched_is_refused_in_words() {
    let (desk, folder) = Desk::watching().await;
    let (fresh, inbox) = (&desk.fresh, desk.inbox());
    let file = desk.place.path().join("file");
    fs::write(&file, "").unwrap();
    let nested = desk.place.path().join("nested/archive");
    let add = |path: &Path| json!({"path": path});
    let cases = [
        (add(&file), "path", "no folder"),
        (add(&desk.place.path().join("nobody")), "path", "not there"),
        (add(&inbox), "path", "watched already"),
        (add(&inbox.join("../inbox/.")), "path", "watched already"),
        (add(fresh.dir.path()), "path", "its own file"),
        (json!({"path": desk.place.path(), "archive": inbox}), "archive", "watched itself"),
        (json!({"path": desk.place.path(), "archive": nested}), "archive", "not there"),
        (json!({"path": desk.place.path(), "archive": file}), "archive", "no folder"),
    ];
    for (input, field, words) in cases {
        let error = fresh.refused("imports.add_folder", input.clone()).await;
        assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some(field)), "{input}");
        assert!(error.message.contains(words), "{input}: {error}");
    }
    let itself = json!({"id": folder["id"], "version": 1, "archive": inbox});
    assert_eq!(fresh.refused("imports.update_folder", itself).await.code, Code::Invalid);
    let far = Caller { actor: Actor::Api, id: None };
    let elsewhere = json!({"path": desk.place.path()});
    let error = fresh.app.call_as(far, "imports.add_folder", elsewhere).await.unwrap_err();
    assert_eq!(error.code, Code::Denied);
}

#[tokio::test]
async fn of_two_processes_one_watches_and_the_other_takes_over() {
    let (desk, folder) = Desk::watching().await;
    let other = App::start_at(hasty(desk.fresh.dir.path()), clock()).await.unwrap();
    for n in 0..20 {
        desk.put(&format!("{n}.csv"), statement([n]));
    }
    for n in 0..20 {
        desk.becomes(&folder, &format!("{n}.csv"), "added").await;
    }
    a_while().await;
    assert_eq!(desk.imports().await.len(), 20);
    // A command that ends at once leaves it to those that stay.
    let mut brief = hasty(desk.fresh.dir.path());
    brief.folder_pace = None;
    let brief = App::start_at(brief, clock()).await.unwrap();
    desk.fresh.app.close().await;
    desk.put("later.csv", statement(["later"]));
    let start = Instant::now();
    loop {
        let seen = brief.call("imports.list_seen", json!({"id": folder["id"]})).await.unwrap();
        let seen = seen.as_array().unwrap().clone();
        if seen.iter().any(|file| file["name"] == "later.csv" && file["outcome"] == "added") {
            break;
        }
        assert!(start.elapsed() < SOON, "{seen:#?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    other.close().await;
}
