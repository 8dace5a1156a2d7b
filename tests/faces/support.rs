//! Each face as a function from an operation and its input to an output or a refusal, on files of
//! their own.
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use pocketsage_core::{App, Config, Error, op};
use pocketsage_server::{Options, router};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use tower::ServiceExt;

pub const TOKEN: &str = "a token only for tests";
/// What no row is called.
pub const NOBODY: &str = "01890000-0000-7000-8000-000000000000";

pub type Outcome = Result<Value, Value>;

/// A data folder and the key to its file.
pub struct Home {
    pub folder: tempfile::TempDir,
    pub key: PathBuf,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = folder.path().join("key");
        secret(&key, &"5a".repeat(32));
        Self { folder, key }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub async fn app(&self) -> Arc<App> {
        std::fs::create_dir_all(self.data()).expect("a folder");
        let mut config = Config::in_dir(self.data());
        config.key_file = Some(self.key.clone());
        App::start(config).await.expect("an open file")
    }

    /// The program on this file, without settings of whoever runs the tests.
    pub fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pocketsage"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("POCKETSAGE_")) {
            program.env_remove(name);
        }
        program.arg("--data").arg(self.data()).env("POCKETSAGE_KEY_FILE", &self.key);
        program.stdin(std::process::Stdio::null());
        program
    }
}

/// A file that only its owner can read.
pub fn secret(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
    #[cfg(unix)]
    mode(path, 0o600);
}

#[cfg(unix)]
pub fn mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

pub fn routes(app: &Arc<App>) -> Router {
    router(app.clone(), Options { token: TOKEN.into(), ui: None })
}

pub fn refusal(error: &Error) -> Value {
    json!(error)
}

/// `App::call`, as the window does.
pub async fn direct(app: &App, name: &str, input: Value) -> Outcome {
    app.call(name, input).await.map_err(|error| refusal(&error))
}

/// A request from this machine with the token.
pub fn request(method: &str, uri: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(uri)
        .header("host", "127.0.0.1:4180")
        .header("authorization", format!("Bearer {TOKEN}"))
}

pub async fn send(routes: &Router, request: Request<Body>) -> (StatusCode, Vec<u8>) {
    let answer = routes.clone().oneshot(request).await.expect("an answer");
    let status = answer.status();
    (status, to_bytes(answer.into_body(), usize::MAX).await.expect("a body").to_vec())
}

/// The operation by REST, with the input spread over path, query and body as a client does.
pub async fn rest(routes: &Router, name: &str, input: Value) -> (StatusCode, Outcome) {
    let op = op::find(name).expect("an operation");
    let mut rest: Map<String, Value> = input.as_object().cloned().unwrap_or_default();
    let mut uri = String::from("/api/v1");
    for part in op.path.split('/').skip(1) {
        let field = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        let text = field.map(|field| text(&rest.remove(field).unwrap_or(NOBODY.into())));
        uri += &format!("/{}", text.as_deref().unwrap_or(part));
    }
    let mut body = Body::empty();
    if op.method == "GET" {
        let pairs: Vec<_> = rest.iter().map(|(k, v)| format!("{k}={}", text(v))).collect();
        uri += &format!("?{}", pairs.join("&"));
    } else {
        body = Body::from(Value::Object(rest).to_string());
    }
    let request = request(op.method, &uri).body(body).expect("a request");
    let (status, bytes) = send(routes, request).await;
    let value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    (status, if status.is_success() { Ok(value) } else { Err(value) })
}

/// As encodeURIComponent does it, or more.
fn text(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), String::from);
    let safe = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes()
        .map(|byte| if safe(&byte) { char::from(byte).into() } else { format!("%{byte:02X}") })
        .collect()
}

/// The operation as a command with `--json`, and its exit status.
pub fn command(home: &Home, name: &str, words: &[&str]) -> (i32, Outcome) {
    let (feature, verb) = name.split_once('.').expect("feature.verb");
    let mut program = home.program();
    program.args([feature, &verb.replace('_', "-"), "--json"]).args(words);
    outcome(&program.output().expect("the program runs"))
}

pub fn outcome(output: &Output) -> (i32, Outcome) {
    let status = output.status.code().unwrap_or(-1);
    let parse = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {text} ({output:?})"))
    };
    (status, if status == 0 { Ok(parse(&output.stdout)) } else { Err(parse(&output.stderr)) })
}
