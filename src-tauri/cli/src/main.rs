//! `pocketsage`: every operation as a command, and the server. It deliberately holds no rule of the
//! product: flags become the input, the output becomes a table or JSON, the code an exit status.
mod call;
mod command;
mod file;
mod input;
mod serve;
mod table;

use clap::ArgMatches;
use pocketsage_core::{App, Code, Config, Error, Result, logs, op};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let matches = match command::root().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return usage(&error),
    };
    let json = matches.get_flag(command::JSON);
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::from)
        .and_then(|runtime| runtime.block_on(run(&matches)));
    match outcome {
        Ok(status) => status,
        Err(error) => refuse(&error, json),
    }
}

async fn run(matches: &ArgMatches) -> Result<ExitCode> {
    let json = matches.get_flag(command::JSON);
    let config = Config::load(matches.get_one::<PathBuf>(command::DATA).cloned())?;
    let _log = logs::start(&config)?;
    let Some((feature, rest)) = matches.subcommand() else {
        return Ok(ExitCode::SUCCESS);
    };
    match (feature, rest.subcommand()) {
        ("serve", _) => serve::serve(config, rest).await.map(|()| ExitCode::SUCCESS),
        ("migrate", _) => file::migrate(&config, json).await,
        ("seed", _) => {
            let output = one(config, "demo.add_household", json!({})).await?;
            print(&output, json)
        }
        (feature, Some((verb, given))) => {
            let name = format!("{feature}.{}", verb.replace('-', "_"));
            let input = input::input(op::find(&name)?, given)?;
            let output = one(config, &name, input).await?;
            print(&output, json)
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// One operation in an app of its own; the file is closed whatever comes of it. Watched folders
/// wait for somebody who stays.
async fn one(mut config: Config, name: &str, input: Value) -> Result<Value> {
    config.folder_pace = None;
    let app = App::start(config).await?;
    let outcome = call::call(&app, name, input).await;
    app.close().await;
    outcome
}

/// JSON as it is (indented for a person at a terminal), or a table.
fn print(output: &Value, json: bool) -> Result<ExitCode> {
    let text = match json {
        true if io::stdout().is_terminal() => format!("{output:#}"),
        true => output.to_string(),
        false => table::render(output),
    };
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a line to stdout at once. A reader that left early, such as `head`, is no error.
fn say(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn refuse(error: &Error, json: bool) -> ExitCode {
    let mut text = json!(error).to_string();
    if !json {
        text = table::printable(&error.message);
        let log_id = error.detail.as_ref().and_then(|detail| detail["log_id"].as_str());
        if let Some(id) = log_id {
            text += &format!("; the log has the cause under {id}");
        }
    }
    // Nobody is left to tell if stderr is closed.
    let _ = writeln!(io::stderr(), "{text}");
    ExitCode::from(status(error.code))
}

/// Part of the interface: scripts branch on it.
fn status(code: Code) -> u8 {
    match code {
        Code::Internal => 1,
        Code::Invalid => 2,
        Code::NotFound => 3,
        Code::Conflict => 4,
        Code::Locked => 5,
        Code::Denied => 6,
        Code::Cancelled => 7,
    }
}

/// What clap has to say: help and version, or a command line that is none.
fn usage(error: &clap::Error) -> ExitCode {
    let wants_json = std::env::args_os().any(|word| word == "--json");
    if error.use_stderr() && wants_json {
        let text = error.render().to_string();
        let message = text.lines().next().unwrap_or_default();
        let message = message.strip_prefix("error: ").unwrap_or(message);
        return refuse(&Error::new(Code::Invalid, message), true);
    }
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { status(Code::Invalid) } else { 0 })
}
