//! What the core says unasked, as server-sent events: `changed` and `progress`.
use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, StreamExt};
use pocketsage_core::App;
use serde_json::json;
use std::{convert::Infallible, sync::Arc};
use tokio::sync::watch;
use tokio_stream::wrappers::BroadcastStream;

/// Where the events come from, and word of the end.
#[derive(Clone)]
pub(crate) struct Source {
    pub app: Arc<App>,
    pub closing: watch::Receiver<bool>,
}

/// Every event until the reader leaves or the server closes.
pub(crate) async fn stream(
    State(source): State<Source>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let heard = BroadcastStream::new(source.app.events()).map(|event| {
        Ok(match event {
            Ok(event) => Event::default().event(event.name()).data(event.data().to_string()),
            // A slow reader missed some: anything may have changed, so it reads again.
            Err(_) => Event::default().event("changed").data(json!({"tables": []}).to_string()),
        })
    });
    let ended = Box::pin(closed(source.closing));
    Sse::new(heard.take_until(ended)).keep_alive(KeepAlive::default())
}

/// Resolves once the server closes; never, if there is nobody who could close it.
pub(crate) async fn closed(mut closing: watch::Receiver<bool>) {
    if closing.wait_for(|closed| *closed).await.is_err() {
        std::future::pending::<()>().await;
    }
}
