//! Tells Tauri where the capabilities are: the root of this package is not their folder.
use tauri_build::{Attributes, InlinedPlugin};

fn main() {
    let capabilities = "src-tauri/desktop/capabilities/**/*";
    println!("cargo:rerun-if-changed=src-tauri/desktop/capabilities");
    // The commands of stay.rs: each window is allowed those that its capability names.
    let computer = InlinedPlugin::new().commands(&["read", "change", "leave", "come"]);
    let attributes = Attributes::new().capabilities_path_pattern(capabilities);
    let attributes = attributes.plugin("computer", computer);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("tauri.conf.json, icons/ or {capabilities}: {error:#}");
        std::process::exit(1);
    }
}
