//! Python's packages for tests (a mail server to send to, numpy-financial to compare with), in an
//! environment of their own beside what is built. Tests find it by `POCKETSAGE_PYTHON`.
use crate::{
    Outcome,
    step::{command, quiet_step, root, target_dir},
};
use std::{fs, path::PathBuf};

const NEEDED: &str = "tests/requirements.txt";

/// The interpreter that has them; installs what is not there yet.
pub fn install() -> Outcome<PathBuf> {
    let folder = target_dir().join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let needed = fs::read(root().join(NEEDED)).map_err(|error| format!("{NEEDED}: {error}"))?;
    let stamp = folder.join("installed");
    if python.exists() && fs::read(&stamp).is_ok_and(|installed| installed == needed) {
        return Ok(python);
    }
    let system = if cfg!(windows) { "python" } else { "/usr/bin/python3" };
    quiet_step("python", command(system, "-m venv --clear").arg(&folder))?;
    let mut pip = command(&python.to_string_lossy(), "-m pip install --quiet -r");
    quiet_step("python packages", pip.arg(NEEDED))?;
    fs::write(stamp, needed).map_err(|error| error.to_string())?;
    Ok(python)
}
