//! The screens: their packages, checks and build.
use crate::{
    Outcome,
    step::{command, quiet_step, root, step},
};
use std::{fs, process::Command};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const NPX: &str = if cfg!(windows) { "npx.cmd" } else { "npx" };

pub fn run() -> Outcome {
    install()?;
    build()?;
    check()
}

/// `npm ci`, unless the packages of this very lock file are there.
pub fn install() -> Outcome {
    let lock = fs::read(root().join("ui/package-lock.json")).map_err(|e| e.to_string())?;
    let stamp = root().join("ui/node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("npm ci", &mut npm("ci --no-audit --no-fund"))?;
    fs::write(stamp, lock).map_err(|error| error.to_string())
}

/// Makes ui/dist, which the window embeds and the server serves.
pub fn build() -> Outcome {
    quiet_step("ui build", &mut npm("run build"))
}

pub fn check() -> Outcome {
    quiet_step("ui lint", &mut npm("run lint"))?;
    quiet_step("ui types", &mut npm("run check"))?;
    quiet_step("ui unit tests", &mut npm("run test"))
}

/// A program of the screens' own packages.
pub fn npx(arguments: &str) -> Command {
    in_ui(NPX, arguments)
}

fn npm(arguments: &str) -> Command {
    in_ui(NPM, arguments)
}

fn in_ui(program: &str, arguments: &str) -> Command {
    let mut command = command(program, arguments);
    command.current_dir(root().join("ui"));
    command
}
