//! A disk that takes no more, or nothing at all: refused in words, and the file is what it was.
use crate::support::{Home, command, mode, outcome};
use serde_json::json;
use std::process::Command;

/// As [`command`], in a process whose files may not grow beyond so many blocks.
fn with_little_room(home: &Home, blocks: u32, words: &[&str]) -> (i32, String) {
    // The signal would end it before it could say anything.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]);
    within(shell, home, words)
}

/// As [`command`], in a process that sees the data on a disk that takes nothing.
fn on_a_read_only_disk(home: &Home, words: &[&str]) -> (i32, String) {
    let mut shell = Command::new("unshare");
    shell.args(["-rm", "sh", "-c"]);
    shell.arg(
        "mount --bind \"$DATA\" \"$DATA\" && mount -o remount,bind,ro \"$DATA\" && exec \"$0\" \"$@\"",
    );
    shell.env("DATA", home.data());
    let own_mounts = Command::new("unshare").args(["-rm", "true"]).status();
    if own_mounts.is_ok_and(|status| status.success()) {
        return within(shell, home, words);
    }
    // Where nobody but the administrator may mount, nobody else may write against the mode.
    let mut shell = Command::new("sh");
    shell.args(["-c", "exec \"$0\" \"$@\""]);
    mode(&home.data(), 0o500);
    let said = within(shell, home, words);
    mode(&home.data(), 0o700);
    said
}

/// The program with these words, started by a shell of which only that is missing.
fn within(mut limited: Command, home: &Home, words: &[&str]) -> (i32, String) {
    let program = home.program();
    limited.arg(program.get_program()).args(program.get_args()).args(words);
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    let (status, said) = outcome(&limited.output().expect("the program runs"));
    (status, said.map_or_else(|error| error["message"].to_string(), |value| value.to_string()))
}

#[tokio::test]
async fn an_import_that_finds_the_disk_full_changes_nothing_and_says_so() {
    let home = Home::new();
    let mut text = String::from("Date,Payee,Description,Amount\n");
    for n in 0..20_000 {
        text += &format!("2026-03-{:02},Shop {n},Order {n},-{n}.00\n", n % 28 + 1);
    }
    let file = home.folder.path().join("large.csv");
    std::fs::write(&file, text).expect("written");
    let file = file.to_string_lossy();
    assert_eq!(command(&home, "ledger.add_account", &["--name", "Giro"]).0, 0);
    let words = ["imports", "add", "--json", "--account", "Giro", &file];
    let (status, said) = with_little_room(&home, 2000, &words);
    assert!(status != 0 && said.contains("nothing was changed"), "{status}: {said}");
    let app = home.app().await;
    assert_eq!(app.call("file.check", json!({})).await.expect("a check")["whole"], true);
    assert_eq!(app.call("imports.list_batches", json!({})).await.expect("batches"), json!([]));
    app.close().await;
    let (status, _) = command(&home, "imports.add", &["--account", "Giro", "--files", &file]);
    assert_eq!(status, 0, "with room again it comes in");
}

#[tokio::test]
async fn a_read_only_disk_is_refused_by_its_name_and_nothing_changes() {
    let home = Home::new();
    let file = home.folder.path().join("giro.csv");
    std::fs::write(&file, "Date,Payee,Amount\n2026-03-01,Bakery,-3.20\n").expect("written");
    let file = file.to_string_lossy();
    assert_eq!(command(&home, "ledger.add_account", &["--name", "Giro"]).0, 0);
    let before = std::fs::read(home.data().join("pocketsage.db")).expect("the file");
    let words = ["imports", "add", "--json", "--account", "Giro", &file];
    let (status, said) = on_a_read_only_disk(&home, &words);
    assert!(status != 0 && said.contains("cannot be written to"), "{status}: {said}");
    let after = std::fs::read(home.data().join("pocketsage.db")).expect("the file");
    assert!(before == after, "not a byte is other than before");
    let (status, _) = command(&home, "imports.add", &["--account", "Giro", "--files", &file]);
    assert_eq!(status, 0, "on a disk that takes it, it comes in");
}
