//! Tells Tauri where the capabilities are: the root of this package is not their folder.
fn main() {
    let capabilities = "src-tauri/desktop/capabilities/**/*";
    println!("cargo:rerun-if-changed=src-tauri/desktop/capabilities");
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern(capabilities);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("tauri.conf.json, icons/ or {capabilities}: {error:#}");
        std::process::exit(1);
    }
}
