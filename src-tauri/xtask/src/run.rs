//! `cargo xtask run`: from a fresh clone to an open window.
use crate::{
    Outcome,
    step::{built, cargo, command, step},
    system, ui,
};

pub fn run(files: &[String]) -> Outcome {
    system::for_run()?;
    ui::install()?;
    ui::build()?;
    if has_display() { window(files) } else { browser() }
}

fn window(files: &[String]) -> Outcome {
    step("build", &mut cargo("build -p pocketsage-desktop --features custom-protocol"))?;
    let mut app = command(&built("debug", "pocketsage-desktop").to_string_lossy(), "");
    step("PocketSage", app.args(files))
}

fn browser() -> Outcome {
    step("build", &mut cargo("build -p pocketsage-cli"))?;
    println!("There is no display here, so the same screens are served to a browser.");
    println!("Open the address below on this machine, or through `ssh -L`; Ctrl+C ends it.");
    let pocketsage = built("debug", "pocketsage").to_string_lossy().into_owned();
    step("pocketsage serve", &mut command(&pocketsage, "serve --ui ui/dist"))
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
