//! `cargo xtask bench [FILE]`: the figures of the benchmark on FILE, a CSV of a million transactions.
//! Without FILE, tests/benches/rows.py makes one (Python 3), the same on every machine. Beside our
//! figures stand those of numpy-financial, if it can be installed.
use crate::{
    Outcome, python,
    step::{cargo, command, quiet_step, root, step, target_dir},
};
use std::path::PathBuf;

pub fn run(arguments: &[String]) -> Outcome {
    let csv = match arguments.first() {
        Some(file) => std::path::absolute(file).map_err(|error| format!("{file}: {error}"))?,
        None => generated()?,
    };
    let mut bench = cargo("bench -p pocketsage-core --bench figures");
    bench.env("POCKETSAGE_BENCH_CSV", csv);
    match python::install() {
        Ok(python) => drop(bench.env("POCKETSAGE_PYTHON", python)),
        Err(why) => println!("{why}; left out: numpy-financial"),
    }
    step("bench", &mut bench)
}

fn generated() -> Outcome<PathBuf> {
    let folder = target_dir().join("tmp/bench");
    let csv = folder.join("bank_1000000.csv");
    if !csv.exists() {
        let mut make = command("python3", "");
        let generator = root().join("tests/benches/rows.py");
        quiet_step("data", make.arg(generator).arg(&folder).arg("1000000"))?;
    }
    Ok(csv)
}
