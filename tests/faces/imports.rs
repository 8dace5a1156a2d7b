//! Files by name: on this machine the command line may, a program behind the API may not.
use crate::support::{Home, command, direct, outcome, rest, routes};
use serde_json::{Value, json};

const BANK: &str = "Date,Amount,Description\n2026-01-05,-12.30,Bakery\n2026-01-06,2000.00,Salary\n";

fn count(home: &Home) -> Value {
    let (_, totals) = command(home, "ledger.summarise_transactions", &[]);
    totals.expect("totals").pointer("/0/transactions").cloned().unwrap_or_else(|| json!(0))
}

#[tokio::test]
async fn a_file_is_read_by_its_name_from_where_one_stands() {
    let home = Home::new();
    std::fs::write(home.folder.path().join("a, b [1].csv"), BANK).expect("written");
    let mut program = home.program();
    program.current_dir(home.folder.path()).args(["imports", "read", "a, b [1].csv", "--json"]);
    let (status, by_cli) = outcome(&program.output().expect("the program runs"));
    assert_eq!(status, 0, "{by_cli:?}");

    let other = Home::new();
    let app = other.app().await;
    let file = home.folder.path().join("a, b [1].csv");
    let expected = direct(&app, "imports.read", json!({"file": file})).await;
    assert_eq!(by_cli, expected);
    let (status, refused) = rest(&routes(&app), "imports.read", json!({"file": file})).await;
    let refused = refused.expect_err("a path from afar");
    assert_eq!((status.as_u16(), &refused["code"]), (403, &json!("denied")));
    app.close().await;
}

#[tokio::test]
async fn several_files_come_in_at_once_and_again_without_effect() {
    let home = Home::new();
    let folder = home.folder.path();
    std::fs::write(folder.join("one.csv"), BANK).expect("written");
    std::fs::write(folder.join("two.csv"), BANK.replace("2026-01", "2026-02")).expect("written");
    let mut program = home.program();
    program.current_dir(folder).args(["imports", "add", "one.csv", "two.csv", "--account", "Giro"]);
    let (status, batches) = outcome(&program.arg("--json").output().expect("the program runs"));
    let batches = batches.expect("batches");
    assert_eq!((status, batches.as_array().map(Vec::len)), (0, Some(2)), "{batches}");
    assert_eq!(count(&home), 4);
    let (_, batches) = outcome(&program.output().expect("the program runs"));
    assert_eq!(batches.expect("batches")[0]["added"], 0);
    assert_eq!(count(&home), 4);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_a_long_import_and_leaves_nothing_behind() {
    use std::process::{Command, Stdio};
    let home = Home::new();
    assert_eq!(count(&home), 0);
    let mut text = String::from("Date,Amount,Description\n");
    for n in 0..400_000 {
        text += &format!("2026-01-{:02},-{}.{:02},Shop {n}\n", n % 28 + 1, n % 90 + 1, n % 100);
    }
    std::fs::write(home.folder.path().join("long.csv"), text).expect("written");
    let mut program = home.program();
    program.current_dir(home.folder.path()).args(["imports", "add", "long.csv", "--json"]);
    program.args(["--account", "Giro"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = program.spawn().expect("the program runs");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    let (status, refused) = outcome(&child.wait_with_output().expect("it ends"));
    let refused = refused.expect_err("a stopped import");
    assert_eq!((status, &refused["code"]), (7, &json!("cancelled")));
    assert_eq!(count(&home), 0);
}
