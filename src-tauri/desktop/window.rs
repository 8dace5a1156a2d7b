//! The main window, and what every window of ours keeps to: it shows our own pages only, no other
//! address, and its pages open no second window.
use crate::{files, quick, stay};
use tauri::{
    AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent, Wry,
    webview::{NewWindowResponse, PageLoadEvent},
};

pub const MAIN: &str = "main";

pub fn open(app: &AppHandle, is_seen: bool) -> tauri::Result<()> {
    let main = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("PocketSage")
        .inner_size(1280.0, 800.0)
        .min_inner_size(800.0, 600.0)
        .visible(is_seen)
        .on_page_load(|window, load| match load.event() {
            PageLoadEvent::Started => {
                files::deaf(window.app_handle());
                stay::nobody_asks(window.app_handle());
            }
            PageLoadEvent::Finished => quick::prepare(window.app_handle()),
        });
    let main = shows_only_ours(app, main).build()?;
    let closed = app.clone();
    main.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            stay::closing(&closed);
        }
    });
    Ok(())
}

pub type Built<'a> = WebviewWindowBuilder<'a, Wry, AppHandle>;

/// Keeps a window to our own pages.
pub fn shows_only_ours<'a>(app: &AppHandle, window: Built<'a>) -> Built<'a> {
    let dev_server = tauri::is_dev().then(|| app.config().build.dev_url.clone()).flatten();
    window
        .on_navigation(move |url| ours(url, dev_server.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
}

pub fn bring_forward(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let steps = [window.unminimize(), window.show(), window.set_focus()];
    for error in steps.into_iter().filter_map(Result::err) {
        tracing::warn!(%error, "the window did not come forward");
    }
}

/// Brings the window forward on a screen, named as its address has it: `#/habits`.
pub fn go(app: &AppHandle, place: &str) {
    bring_forward(app);
    if let Err(error) = app.emit_to(MAIN, "go", place) {
        tracing::warn!(%error, "the page did not hear where to go");
    }
}

/// Whether the window may go there: Tauri's own scheme (spelled as a host on Windows), or,
/// in a development build, the server of the pages.
fn ours(url: &Url, dev_server: Option<&Url>) -> bool {
    let place = (url.scheme(), url.host_str());
    matches!(place, ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")))
        || dev_server.is_some_and(|server| server.origin() == url.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn only_our_own_pages_are_shown() {
        assert!(ours(&url("tauri://localhost/index.html#/ledger"), None));
        assert!(ours(&url("http://tauri.localhost/"), None));
        assert!(!ours(&url("https://example.com/"), None));
        assert!(!ours(&url("http://tauri.localhost.example.com/"), None));
        assert!(!ours(&url("file:///etc/passwd"), None));
        assert!(!ours(&url("http://127.0.0.1:5173/"), None));
        let dev = url("http://127.0.0.1:5173");
        assert!(ours(&url("http://127.0.0.1:5173/src/main.ts"), Some(&dev)));
        assert!(!ours(&url("http://127.0.0.1:5174/"), Some(&dev)));
    }
}
