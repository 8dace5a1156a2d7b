//! Files named on the command line, ours or a second start's: told to the page as `open-files`.
//! The page says `listening` with true once it hears them, and with false when it stops (a locked
//! file has no place for them); until then they wait here.
use serde_json::json;
use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};
use tauri::{AppHandle, Emitter, Listener, Manager};

/// The files no page has heard of; None once the page listens.
type Waiting = Mutex<Option<Vec<String>>>;

/// Absolute paths of what stands behind the program's name; flags are not files.
pub fn named(arguments: Vec<String>, folder: &Path) -> Vec<String> {
    let named = arguments.into_iter().skip(1).filter(|argument| !argument.starts_with('-'));
    named.map(|argument| folder.join(argument).to_string_lossy().into_owned()).collect()
}

/// Keeps this start's own files until the page listens.
pub fn wait_for_the_page(app: &AppHandle) {
    let folder = std::env::current_dir().unwrap_or_default();
    let own = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    app.manage::<Waiting>(Mutex::new(Some(named(own.collect(), &folder))));
    let told = app.clone();
    app.listen_any("listening", move |said| {
        if said.payload() == "false" {
            return deaf(&told);
        }
        let waited = told.state::<Waiting>().lock().unwrap_or_else(PoisonError::into_inner).take();
        hand_over(&told, waited.unwrap_or_default());
    });
}

/// From now on files wait: the page begins anew, or has stopped listening.
pub fn deaf(app: &AppHandle) {
    let waiting = app.state::<Waiting>();
    waiting.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default();
}

pub fn hand_over(app: &AppHandle, files: Vec<String>) {
    let Some(waiting) = app.try_state::<Waiting>() else {
        return;
    };
    if files.is_empty() {
        return;
    }
    match waiting.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        Some(kept) => kept.extend(files),
        None => {
            if let Err(error) = app.emit("open-files", json!({ "files": files })) {
                tracing::warn!(%error, "the page did not hear of a file");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_not_files_and_paths_are_made_whole() {
        let folder = std::env::temp_dir();
        let whole = folder.join("other.csv").to_string_lossy().into_owned();
        let arguments = ["pocketsage", "--quiet", "bank.csv", &whole].map(String::from);
        let bank = folder.join("bank.csv").to_string_lossy().into_owned();
        assert_eq!(named(arguments.into(), &folder), [bank, whole]);
    }
}
