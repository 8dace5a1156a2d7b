//! One step: a command with a name and a time. The first that fails stops everything by name.
use crate::Outcome;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Instant,
};

/// The root of the source tree.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// Where cargo puts what it builds.
pub fn target_dir() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// A program that `cargo build` made.
pub fn built(profile: &str, name: &str) -> PathBuf {
    target_dir().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A command that starts at the root. Arguments are divided at spaces.
pub fn command(program: &str, arguments: &str) -> Command {
    let mut command = Command::new(program);
    command.args(arguments.split_whitespace()).current_dir(root());
    command
}

pub fn cargo(arguments: &str) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments)
}

/// Runs it in sight of the person.
pub fn step(name: &str, command: &mut Command) -> Outcome {
    let started = begin(name);
    let status = command.status().map_err(|error| cannot_start(name, command, &error))?;
    end(name, started, status.success())
}

/// Runs it unseen, beside another step; what it said is shown only when it fails.
pub fn quiet_step(name: &str, command: &mut Command) -> Outcome {
    let started = begin(name);
    let output = command.output().map_err(|error| cannot_start(name, command, &error))?;
    if !output.status.success() {
        eprint!("{}", said(&output));
    }
    end(name, started, output.status.success())
}

/// What a command answers, or None when it fails or is not there.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn begin(name: &str) -> Instant {
    println!("== {name}");
    Instant::now()
}

fn end(name: &str, started: Instant, well: bool) -> Outcome {
    let seconds = started.elapsed().as_secs_f32();
    if !well {
        return Err(format!("== {name}: FAILED after {seconds:.1} s"));
    }
    println!("== {name}: {seconds:.1} s");
    Ok(())
}

fn cannot_start(name: &str, command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    format!("== {name}: FAILED, {program} cannot be started: {error}")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).into_owned()
}
