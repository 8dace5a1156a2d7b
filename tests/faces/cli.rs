//! What scripts rely on: exit statuses, and where output and errors go.
use crate::support::{Home, NOBODY, command, outcome};
use serde_json::json;

#[test]
fn the_exit_status_says_what_kind_of_refusal_it_was() {
    let home = Home::new();
    let (status, account) = command(&home, "ledger.add_account", &["--name", "Giro"]);
    let id = account.expect("an account")["id"].as_str().expect("an id").to_string();
    assert_eq!(status, 0);
    let closed = |id: &str, version: &str| {
        command(&home, "ledger.close_account", &["--id", id, "--version", version]).0
    };
    assert_eq!(closed("no id", "1"), 2);
    assert_eq!(closed(NOBODY, "1"), 3);
    assert_eq!(closed(&id, "99"), 4);
    assert_eq!(closed(&id, "1"), 0);
    assert_eq!(command(&home, "ledger.add_account", &["--no-such-flag"]).0, 2);
}

#[test]
fn a_file_that_cannot_be_opened_is_locked_and_says_what_to_do() {
    let home = Home::new();
    let mut program = home.program();
    program.env_remove("POCKETSAGE_KEY_FILE").args(["ledger", "list-accounts", "--json"]);
    let (status, refused) = outcome(&program.output().expect("the program runs"));
    assert_eq!(status, 5);
    assert_eq!(refused.expect_err("no file yet")["code"], "locked");

    assert_eq!(command(&home, "ledger.list_accounts", &[]).0, 0);
    let (status, refused) = outcome(&program.output().expect("the program runs"));
    let refused = refused.expect_err("a locked file");
    assert_eq!(status, 5);
    assert!(
        refused["message"].as_str().expect("text").contains("POCKETSAGE_KEY_FILE"),
        "{refused}"
    );
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_refused() {
    let home = Home::new();
    crate::support::mode(&home.key, 0o644);
    let (status, refused) = command(&home, "ledger.list_accounts", &[]);
    let refused = refused.expect_err("a refusal");
    assert_eq!((status, &refused["code"]), (2, &json!("invalid")));
    assert!(refused["message"].as_str().expect("text").contains("chmod 600"), "{refused}");
    assert!(!home.data().join("pocketsage.db").exists(), "nothing was made");
}

#[test]
fn people_get_a_table_and_scripts_get_json() {
    let home = Home::new();
    let add = ["--name", "Giro", "--currency", "EUR", "--opening-minor=-1230"];
    assert_eq!(command(&home, "ledger.add_account", &add).0, 0);
    let mut program = home.program();
    program.args(["ledger", "list-accounts", "--include-closed"]);
    let output = program.output().expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("Giro") && text.contains("-12.30 EUR"), "{text}");
    assert!(output.stderr.is_empty(), "{output:?}");

    let mut program = home.program();
    let output = program.args(["ledger", "add-account"]).output().expect("the program runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("name") && !text.contains('{'), "{text}");
    assert!(output.stdout.is_empty(), "{output:?}");
}

#[test]
fn flags_are_laid_over_the_input_from_stdin() {
    use std::io::Write;
    let home = Home::new();
    let mut program = home.program();
    program.args(["ledger", "add-account", "--json", "--input", "-", "--name", "Two"]);
    program.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = program.stderr(std::process::Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("stdin");
    stdin.write_all(br#"{"name": "One", "currency": "JPY"}"#).expect("written");
    drop(stdin);
    let (status, account) = outcome(&child.wait_with_output().expect("it ends"));
    let account = account.expect("an account");
    assert_eq!((status, &account["name"], &account["currency"]), (0, &json!("Two"), &json!("JPY")));
}

#[test]
fn migrate_check_changes_nothing() {
    let home = Home::new();
    assert_eq!(command(&home, "ledger.list_accounts", &[]).0, 0);
    let output = home.program().args(["migrate", "--check", "--json"]).output().expect("it runs");
    let (status, told) = outcome(&output);
    assert_eq!((status, told), (0, Ok(json!({"pending": []}))));
}

#[test]
fn seed_fills_the_file_with_something_to_look_at() {
    let home = Home::new();
    let output = home.program().args(["seed", "--demo", "--json"]).output().expect("it runs");
    let (status, told) = outcome(&output);
    assert_eq!(status, 0, "{told:?}");
    let (_, accounts) = command(&home, "ledger.list_accounts", &[]);
    assert!(accounts.expect("accounts").as_array().is_some_and(|all| all.len() > 1));
}
