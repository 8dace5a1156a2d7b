//! The operation table over HTTP: REST with OpenAPI, events, and the same screens in a browser.
//! It deliberately holds no rule and no default of the product: what an operation does is core's.
mod answer;
mod events;
mod gate;
mod openapi;
mod rest;
pub mod shape;
mod ui;

use axum::{Router, middleware::from_fn_with_state, routing::get, serve::ListenerExt};
use gate::Gate;
use pocketsage_core::App;
use std::{io, net::IpAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// How long calls in flight may take to finish once the server was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What a server is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The secret every request under `/api` carries. An empty one lets nobody in.
    pub token: String,
    /// The folder with the built screens (`ui/dist`); without it `/` explains how to build them.
    pub ui: Option<PathBuf>,
}

/// Everything the server answers, for requests addressed to this machine by a loopback name.
pub fn router(app: Arc<App>, options: Options) -> Router {
    // Nobody will ask this one to close: its event streams live as long as their readers.
    let (_, closing) = watch::channel(false);
    build(app, options, None, closing)
}

/// Serves until `shutdown` resolves, then lets calls in flight finish, for ten seconds at most.
pub async fn serve(
    app: Arc<App>,
    options: Options,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (close, closing) = watch::channel(false);
    let bound = listener.local_addr()?.ip();
    let router = build(app, options, Some(bound), closing.clone());
    tracing::info!(address = %listener.local_addr()?, "serving");
    // Without this, small answers wait for the other side's delayed acknowledgement.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        shutdown.await;
        close.send_replace(true);
    });
    let overtime = async {
        events::closed(closing).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = server => ended,
        () = overtime => Ok(()),
    }
}

fn build(
    app: Arc<App>,
    options: Options,
    bound: Option<IpAddr>,
    closing: watch::Receiver<bool>,
) -> Router {
    let gate = Arc::new(Gate { token: options.token, bound });
    let document = openapi::document();
    let events = Router::new()
        .route("/events", get(events::stream))
        .with_state(events::Source { app: app.clone(), closing })
        .layer(from_fn_with_state(gate.clone(), gate::bearer_or_query));
    let operations = rest::routes(&app)
        .route("/openapi.json", get(move || openapi::answer(document.clone())))
        .method_not_allowed_fallback(answer::no_method)
        .fallback(answer::no_route)
        .layer(from_fn_with_state(gate.clone(), gate::bearer));
    let elsewhere = Router::new()
        .fallback(answer::no_route)
        .layer(from_fn_with_state(gate.clone(), gate::bearer));
    Router::new()
        .nest("/api/v1", events.merge(operations))
        .nest("/api", elsewhere)
        .merge(ui::pages(options.ui))
        .layer(from_fn_with_state(gate, gate::addressed_here))
        .layer(axum::middleware::from_fn(ui::headers))
}
