//! `cargo xtask …`: what a person at this source tree wants done, in one word each.
//! It only calls other programs; nothing of the product is here.
mod audit;
mod bench;
mod python;
mod run;
mod step;
mod system;
mod test;
mod ui;

use std::process::ExitCode;

/// A task ends well, or with the sentence that says what stopped it.
pub type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "cargo xtask <task>
  run [files]  install what is missing, build, and open the window (or serve it to a browser)
  test         everything: format, lints, unit and face tests, the screens, the real window
  bench        a million transactions, and how long a person waits
  audit        licences, duplicates and sources of every dependency
  ui           the screens alone: lint, types, unit tests, build";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let outcome = match task.as_str() {
        "run" => run::run(&rest),
        "test" => test::run(),
        "bench" => bench::run(&rest),
        "audit" => audit::run(),
        "ui" => ui::run(),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
