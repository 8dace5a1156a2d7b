//! Who is let in, and what every answer carries.
use crate::support::{Home, TOKEN, request, routes, send};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use pocketsage_server::{Options, router};
use serde_json::{Value, json};
use tower::ServiceExt;

fn plain(uri: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let builder = Request::builder().uri(uri);
    let builder =
        headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Body::empty()).expect("a request")
}

const HOME: (&str, &str) = ("host", "localhost:4180");

#[tokio::test]
async fn only_the_token_opens_the_api() {
    let home = Home::new();
    let app = home.app().await;
    let routes = routes(&app);
    let good = format!("Bearer {TOKEN}");
    let with_query = format!("/api/v1/file?token={}", TOKEN.replace(' ', "+"));
    let refused = [
        ("/api/v1/file", ""),
        ("/api/v1/file", "Bearer"),
        ("/api/v1/file", "Bearer wrong"),
        ("/api/v1/file", "Basic YTpi"),
        ("/api/v1/openapi.json", ""),
        ("/api/v1/events", ""),
        ("/api/v1/events?token=wrong", ""),
        ("/api/v1/nothing", ""),
        ("/api/nothing", ""),
        // Only an EventSource may carry it in the address, where it could end in a log.
        (with_query.as_str(), ""),
    ];
    for (uri, token) in refused {
        let headers: &[_] =
            if token.is_empty() { &[HOME] } else { &[HOME, ("authorization", token)] };
        let (status, body) = send(&routes, plain(uri, headers)).await;
        let body: Value = serde_json::from_slice(&body).expect("a refusal as JSON");
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::UNAUTHORIZED, &json!("denied")),
            "{uri} {token}"
        );
    }
    let (status, _) = send(&routes, plain("/api/v1/file", &[HOME, ("authorization", &good)])).await;
    assert_eq!(status, 200);
    let (status, body) =
        send(&routes, plain("/api/v1/no", &[HOME, ("authorization", &good)])).await;
    let body: Value = serde_json::from_slice(&body).expect("a refusal as JSON");
    assert_eq!((status.as_u16(), &body["code"]), (404, &json!("not_found")));
    let uri = format!("/api/v1/events?token={}", TOKEN.replace(' ', "+"));
    let stream = routes.clone().oneshot(plain(&uri, &[HOME])).await.expect("an answer");
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    app.close().await;
}

#[tokio::test]
async fn other_hosts_and_other_origins_are_refused() {
    let home = Home::new();
    let app = home.app().await;
    let routes = routes(&app);
    let good = format!("Bearer {TOKEN}");
    let token = ("authorization", good.as_str());
    let cases: [(&[(&str, &str)], u16); 11] = [
        (&[token, ("host", "127.0.0.1")], 200),
        (&[token, ("host", "[::1]:4180")], 200),
        (&[token, HOME, ("origin", "http://localhost:4180")], 200),
        (&[token], 403),
        (&[token, ("host", "evil.example")], 403),
        (&[token, ("host", "localhost.evil.example:4180")], 403),
        (&[token, ("host", "192.168.1.2:4180")], 403),
        (&[token, HOME, ("host", "evil.example")], 403),
        (&[token, HOME, ("origin", "http://evil.example")], 403),
        (&[token, HOME, ("origin", "http://localhost:9999")], 403),
        (&[token, HOME, ("origin", "null")], 403),
    ];
    for (headers, expected) in cases {
        for uri in ["/api/v1/file", "/"] {
            let (status, _) = send(&routes, plain(uri, headers)).await;
            assert_eq!(status, expected, "{uri} {headers:?}");
        }
    }
    app.close().await;
}

#[tokio::test]
async fn a_body_that_is_no_input_is_refused_with_its_place() {
    let home = Home::new();
    let app = home.app().await;
    let routes = routes(&app);
    let post = |body: Vec<u8>| {
        request("POST", "/api/v1/accounts").body(Body::from(body)).expect("a request")
    };
    let (status, body) = send(&routes, post(b"{\"name\":\n  Giro}".to_vec())).await;
    let body: Value = serde_json::from_slice(&body).expect("a refusal as JSON");
    assert_eq!((status.as_u16(), &body["code"]), (400, &json!("invalid")));
    assert_eq!((&body["detail"]["line"], &body["detail"]["column"]), (&json!(2), &json!(3)));
    assert_eq!(send(&routes, post(b"[1]".to_vec())).await.0, 422);
    let (status, body) = send(&routes, post(vec![b' '; 65 * 1024 * 1024])).await;
    let body: Value = serde_json::from_slice(&body).expect("a refusal as JSON");
    assert_eq!((status.as_u16(), &body["code"]), (413, &json!("invalid")));
    let head = request("PUT", "/api/v1/accounts").body(Body::empty()).expect("a request");
    assert_eq!(send(&routes, head).await.0, 405);
    app.close().await;
}

#[tokio::test]
async fn the_screens_are_served_and_nothing_beside_them() {
    let home = Home::new();
    let ui = home.folder.path().join("dist");
    std::fs::create_dir_all(ui.join("assets")).expect("a folder");
    std::fs::write(ui.join("index.html"), "<!doctype html><title>Screens</title>")
        .expect("written");
    std::fs::write(ui.join("assets/app-1a2b.js"), "export {}").expect("written");
    let app = home.app().await;
    let options = Options { token: TOKEN.into(), ui: Some(ui) };
    let routes = router(app.clone(), options);
    let cases = [
        ("/", "text/html", "no-cache"),
        ("/assets/app-1a2b.js", "text/javascript", "public, max-age=31536000, immutable"),
    ];
    for (uri, kind, cache) in cases {
        let answer = routes.clone().oneshot(plain(uri, &[HOME])).await.expect("an answer");
        assert_eq!(answer.status(), 200, "{uri}");
        let header = |name: &str| answer.headers()[name].to_str().expect("text").to_string();
        assert!(header("content-type").starts_with(kind), "{uri}");
        assert_eq!(header("cache-control"), cache, "{uri}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert!(header("content-security-policy").contains("default-src 'self'; "));
        assert!(header("content-security-policy").ends_with("object-src 'none'"));
    }
    // The key lies beside the folder.
    for uri in [
        "/../key",
        "/%2e%2e/key",
        "/..%2fkey",
        "/assets/../../key",
        "/assets/..%2f..%2fkey",
        "/%2e%2e%5ckey",
        "//key",
    ] {
        let (status, body) = send(&routes, plain(uri, &[HOME])).await;
        assert!(status.is_client_error(), "{uri}: {status}");
        assert!(!String::from_utf8_lossy(&body).contains("5a5a"), "{uri}");
    }
    app.close().await;
}

#[tokio::test]
async fn without_the_screens_the_page_says_how_to_get_them() {
    let home = Home::new();
    let app = home.app().await;
    let (status, body) = send(&routes(&app), plain("/", &[HOME])).await;
    assert_eq!(status, 200);
    assert!(String::from_utf8_lossy(&body).contains("npm run build"));
    app.close().await;
}
