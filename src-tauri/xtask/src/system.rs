//! The system's packages. On Debian and Ubuntu what is missing is installed; elsewhere the line
//! to type is printed. Windows and macOS bring their own webview and need none.
use crate::{
    Outcome,
    step::{answer, step},
};
use std::{collections::BTreeSet, process::Command};

/// To build and run: the webview, the tray, a C compiler, and what builds OpenSSL from source.
const RUN: &str = "libwebkit2gtk-4.1-dev libayatana-appindicator3-dev libdbus-1-dev \
                   build-essential pkg-config perl make";
/// To test as well: a display, a driver for the window, a drag source, a tray, a font.
const TEST: &str = "webkit2gtk-driver xvfb xauth xdotool dbus dbus-x11 python3-venv python3-gi \
                    python3-dbus gir1.2-gtk-3.0 fonts-dejavu-core";
const BROWSERS: [&str; 4] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
];

/// What it takes to build and open the window.
pub fn for_run() -> Outcome {
    node()?;
    packages(RUN.split_whitespace().collect())
}

/// What it takes to run every test.
pub fn for_test() -> Outcome {
    node()?;
    let mut wanted: Vec<&str> = RUN.split_whitespace().chain(TEST.split_whitespace()).collect();
    if browser().is_none() {
        let ubuntu =
            std::fs::read_to_string("/etc/os-release").is_ok_and(|os| os.contains("ID=ubuntu"));
        wanted.push(if ubuntu { "chromium-browser" } else { "chromium" });
    }
    packages(wanted)
}

/// The browser of the screens' tests.
pub fn browser() -> Option<&'static str> {
    BROWSERS.into_iter().find(|path| std::path::Path::new(path).exists())
}

fn packages(wanted: Vec<&str>) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let Some(missing) = missing(&wanted) else {
        return without_apt();
    };
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    let apt = |arguments: &str| {
        let mut command = Command::new(if is_root() { "apt-get" } else { "sudo" });
        if !is_root() {
            command.arg("apt-get");
        }
        command.args(arguments.split_whitespace()).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    if !is_root() && answer("sudo", &["-V"]).is_none() {
        return Err(format!("System packages are missing. As root, type:\n  {line}"));
    }
    println!("System packages are missing: {}", missing.join(" "));
    step("apt-get update", &mut apt("update"))?;
    step("apt-get install", &mut apt(line.trim_start_matches("apt-get ")))
}

/// Those not installed; None where there is no dpkg to ask.
fn missing<'a>(wanted: &[&'a str]) -> Option<Vec<&'a str>> {
    let format = "-f=${db:Status-Abbrev} ${Package}\n";
    let output = Command::new("dpkg-query").args(["-W", format]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let there: BTreeSet<&str> = text.lines().filter_map(|line| line.strip_prefix("ii  ")).collect();
    Some(wanted.iter().copied().filter(|name| !there.contains(name)).collect())
}

fn without_apt() -> Outcome {
    if answer("pkg-config", &["--exists", "webkit2gtk-4.1", "ayatana-appindicator3-0.1", "dbus-1"])
        .is_some()
    {
        return Ok(());
    }
    let line = if answer("dnf", &["--version"]).is_some() {
        "sudo dnf install webkit2gtk4.1-devel libayatana-appindicator-gtk3-devel dbus-devel gcc \
         gcc-c++ make perl pkgconf"
    } else if answer("pacman", &["--version"]).is_some() {
        "sudo pacman -S --needed webkit2gtk-4.1 libayatana-appindicator dbus base-devel perl"
    } else {
        "(your package manager) install webkit2gtk-4.1, ayatana-appindicator3 and dbus headers, a C \
         compiler, make, perl"
    };
    Err(format!("System packages are missing. Type:\n  {line}"))
}

fn is_root() -> bool {
    answer("id", &["-u"]).as_deref() == Some("0")
}

fn node() -> Outcome {
    let version = answer("node", &["--version"]).unwrap_or_default();
    let mut parts = version.trim_start_matches('v').split('.').map(|n| n.parse().unwrap_or(0));
    let (major, minor): (u32, u32) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if (major, minor) >= (20, 19) {
        return Ok(());
    }
    let found =
        if version.is_empty() { "none was found".into() } else { format!("this is {version}") };
    Err(format!("Node.js 20.19 or newer is needed ({found}); see https://nodejs.org"))
}
