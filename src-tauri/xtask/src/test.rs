//! `cargo xtask test`: every check there is, in the order in which they fail cheapest. All cargo
//! steps name the same packages and features, so that nothing is compiled twice; the screens are
//! checked beside them.
use crate::{
    Outcome, python,
    step::{built, cargo, command, quiet_step, root, step, target_dir},
    system, ui,
};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// One choice for clippy, build and test.
const ALL: &str = "--workspace --features pocketsage-desktop/custom-protocol";

pub fn run() -> Outcome {
    let started = Instant::now();
    system::for_test()?;
    quiet_step("format", &mut cargo("fmt --all --check"))?;
    ui::install()?;
    // The window embeds ui/dist: first the screens, then cargo.
    ui::build()?;
    let screens = thread::spawn(ui::check);
    let core = python::install().and_then(|python| rust(&python));
    screens.join().map_err(|_| "the checks of the screens broke off")??;
    core?;
    in_a_browser()?;
    in_the_window()?;
    println!("== all: {:.0} s", started.elapsed().as_secs_f32());
    Ok(())
}

fn rust(python: &Path) -> Outcome {
    step("clippy", &mut cargo(&format!("clippy {ALL} --all-targets -- -D warnings")))?;
    step("build", &mut cargo(&format!("build {ALL} --all-targets")))?;
    step("tests", cargo(&format!("test {ALL}")).env("POCKETSAGE_PYTHON", python))
}

/// The screens on `pocketsage serve`: on a file of demo data, and on an empty one.
fn in_a_browser() -> Outcome {
    let place = target_dir().join("tmp/screens");
    fs::remove_dir_all(&place).ok();
    let (full, empty) = (place.join("full"), place.join("empty"));
    for folder in [&full, &empty] {
        make_key(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    quiet_step("demo data", pocketsage(&full).args(["seed", "--demo"]))?;
    let watched = place.join("watched");
    fs::create_dir_all(&watched).map_err(|error| format!("{}: {error}", watched.display()))?;
    let mut add = pocketsage(&full);
    quiet_step("a folder", add.args(["imports", "add-folder", "--path"]).arg(&watched))?;
    let (full, empty) = (Served::start(&full)?, Served::start(&empty)?);
    let mut tests = ui::npx("playwright test");
    tests.env("POCKETSAGE_URL", &full.url).env("POCKETSAGE_EMPTY_URL", &empty.url);
    tests.env("POCKETSAGE_FOLDER", &watched);
    if let Some(browser) = system::browser() {
        tests.env("CHROMIUM", browser);
    }
    step("screens in a browser", &mut tests)
}

/// A folder with a key for a file that is thrown away.
fn make_key(place: &Path) -> std::io::Result<()> {
    fs::create_dir_all(place)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(place.join("key"))?.write_all("5a".repeat(32).as_bytes())
}

/// The command line on a file of its own.
fn pocketsage(place: &Path) -> Command {
    let mut command = command(&built("debug", "pocketsage").to_string_lossy(), "");
    command.arg("--data").arg(place.join("data")).env("POCKETSAGE_KEY_FILE", place.join("key"));
    command
}

/// A running server, and the address that it says it listens at. It ends with this value.
struct Served {
    server: Child,
    url: String,
}

impl Served {
    fn start(place: &Path) -> Outcome<Self> {
        let mut command = pocketsage(place);
        command.args(["serve", "--address", "127.0.0.1:0", "--ui"]).arg(root().join("ui/dist"));
        let server = command.stdout(Stdio::piped()).spawn();
        let server = server.map_err(|error| format!("== pocketsage serve: FAILED, {error}"))?;
        let mut served = Self { server, url: String::new() };
        served.url = served.address()?;
        Ok(served)
    }

    fn address(&mut self) -> Outcome<String> {
        let output = self.server.stdout.take().ok_or("the server has no output")?;
        let (tell, heard) = mpsc::channel();
        // Reads on to the end, so that the server never waits for a reader.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(url) = line.split_whitespace().find(|word| word.starts_with("http://"))
                {
                    tell.send(url.to_owned()).ok();
                }
            }
        });
        let waited = heard.recv_timeout(Duration::from_secs(30));
        waited.map_err(|_| "== pocketsage serve: FAILED, it named no address in 30 s".into())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself already.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// The real window, driven from outside; only Linux has a driver for it.
fn in_the_window() -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("== window: left out, there is a driver for it on Linux only");
        return Ok(());
    }
    let mut story = command("node", "tests/window/run.mjs");
    step("window", story.arg(built("debug", "pocketsage-desktop")))
}
