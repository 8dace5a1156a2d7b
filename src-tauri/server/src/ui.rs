//! The screens as files, and the headers every answer carries.
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use std::path::PathBuf;
use tower_http::services::ServeDir;

const CSP: &str = "default-src 'self'; img-src 'self' data: blob:; \
    style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; \
    base-uri 'none'; form-action 'none'; object-src 'none'";

const NO_SCREENS: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <title>PocketSage</title><h1>The screens are not here</h1>\
    <p>PocketSage is running and its API answers under <code>/api/v1</code>, but it was started \
    without the folder that holds its screens.</p>\
    <p>Build them with <code>npm ci &amp;&amp; npm run build</code> in <code>ui</code>, then start \
    <code>pocketsage serve --ui ui/dist</code>.</p></html>";

/// The built screens under `/`, or a page that says how to get them.
pub(crate) fn pages(folder: Option<PathBuf>) -> Router {
    match folder.filter(|folder| folder.join("index.html").is_file()) {
        Some(folder) => Router::new().fallback_service(ServeDir::new(folder)),
        None => Router::new().route("/", get(|| async { Html(NO_SCREENS) })).fallback(nothing),
    }
}

async fn nothing() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing here.").into_response()
}

/// What a browser must know of every answer: what the page may load, and how long to keep it.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut answer = next.run(request).await;
    let good = answer.status().is_success() || answer.status() == StatusCode::NOT_MODIFIED;
    let cache = if path.starts_with("/api") {
        "no-store"
    } else if path.starts_with("/assets/") && good {
        // The build puts a hash of the content in these names.
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let all = [
        (header::CACHE_CONTROL, cache),
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in all {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}
