//! Letters reach a real mail server once each, over TLS that proves who it is, also when the program
//! dies while it sends.
#![cfg(unix)]
use crate::support::{Home, command};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

/// The interpreter with a mail server in it, if `cargo xtask test` made one.
fn python() -> Option<PathBuf> {
    let found = std::env::var_os("POCKETSAGE_PYTHON").map(PathBuf::from);
    if found.is_none() {
        println!("left out: no POCKETSAGE_PYTHON with a mail server; cargo xtask test has one");
    }
    found
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

/// A mail server on this machine that tells what it gets.
struct Sink {
    server: Child,
    wishes: ChildStdin,
    told: Receiver<Value>,
    port: u64,
}

impl Sink {
    fn start(python: &Path, kind: &str, login: &[&str]) -> Self {
        let mut program = Command::new(python);
        program.arg(tests().join("faces/smtp_sink.py")).arg(kind);
        if kind != "plain" {
            let folder = tests().join("data/smtp");
            program.args([folder.join("cert.pem"), folder.join("key.pem")]);
        }
        program.args(login).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = program.spawn().expect("a mail server");
        let wishes = server.stdin.take().expect("its input");
        let output = BufReader::new(server.stdout.take().expect("its output"));
        let (tell, told) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = tell.send(serde_json::from_str(&line).expect("JSON"));
            }
        });
        let mut sink = Self { server, wishes, told, port: 0 };
        sink.port = sink.letter()["port"].as_u64().expect("a port");
        sink
    }

    fn wish(&mut self, what: &str) {
        writeln!(self.wishes, "{what}").expect("it listens");
    }

    fn letter(&self) -> Value {
        self.told.recv_timeout(PATIENCE).expect("a letter in time")
    }

    fn nothing_more(&self) {
        let heard = self.told.recv_timeout(Duration::from_secs(3));
        assert_eq!(heard, Err(RecvTimeoutError::Timeout), "only once");
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A file with a habit that reminds at 08:30, and a clock that a file tells.
struct Desk {
    home: Home,
    clock: PathBuf,
}

impl Desk {
    fn new(port: u64, security: &str, user: &str) -> Self {
        let home = Home::new();
        let clock = home.folder.path().join("clock");
        let desk = Self { home, clock };
        desk.at("2026-11-22T08:00:00Z");
        let (port, host) = (port.to_string(), "localhost");
        desk.call(
            "notifications.update_settings",
            &[
                "--email",
                "--desktop=false",
                "--smtp-host",
                host,
                "--smtp-port",
                &port,
                "--smtp-security",
                security,
                "--smtp-from",
                "PocketSage <sage@example.org>",
                "--smtp-to",
                "me@example.org",
                "--smtp-user",
                user,
            ],
        );
        let reminder = json!({"time": "08:30"}).to_string();
        let habit = ["--name", "Lesen & Üben", "--kind", "build", "--reminder", &reminder];
        desk.call("habits.add_habit", &habit);
        desk
    }

    fn at(&self, instant: &str) {
        std::fs::write(&self.clock, instant).expect("written");
    }

    fn call(&self, name: &str, words: &[&str]) -> Value {
        let (status, answer) = command(&self.home, name, words);
        assert_eq!(status, 0, "{name} {words:?}: {answer:?}");
        answer.expect("an answer")
    }

    /// The program that sends, until it is killed.
    fn serve(&self, with: &[(&str, &Path)]) -> Serving {
        let mut program = self.home.program();
        program.env("POCKETSAGE_CLOCK_FILE", &self.clock).env("POCKETSAGE_LANGUAGE", "en");
        program.env("POCKETSAGE_SMTP_PASSWORD", "open sesame").envs(with.iter().copied());
        let program = program.args(["serve", "--port", "0"]).stdout(Stdio::null());
        Serving(program.spawn().expect("the program runs"))
    }

    /// Waits until the reminder stands so.
    fn until(&self, state: &str) -> Value {
        let mut seen = Value::Null;
        for _ in 0..200 {
            seen = self.call("notifications.list_notifications", &[]);
            let today = seen
                .as_array()
                .into_iter()
                .flatten()
                .map(|shown| &shown["notification"])
                .find(|one| one["day"] == "2026-11-22");
            if let Some(today) = today.filter(|one| one["state"] == state) {
                return today.clone();
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        panic!("it never was {state}: {seen}");
    }
}

/// A running program. It is killed by -9 when this is dropped, also by a test that fails.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_letter_comes_once_over_tls_from_a_server_that_proves_who_it_is() {
    let Some(python) = python() else { return };
    for kind in ["tls", "starttls"] {
        let sink = Sink::start(&python, kind, &["me", "open sesame"]);
        let desk = Desk::new(sink.port, kind, "me");
        let known = tests().join("data/smtp/ca.pem");
        let server = desk.serve(&[("SSL_CERT_FILE", &known)]);
        desk.until("scheduled");
        desk.at("2026-11-22T08:30:00Z");
        desk.until("sent");
        let letter = sink.letter();
        assert_eq!(
            (&letter["subject"], &letter["to"]),
            (&json!("Lesen & Üben"), &json!(["me@example.org"]))
        );
        assert!(
            letter["body"].as_str().expect("text").starts_with("Not done yet today."),
            "{letter}"
        );
        sink.nothing_more();
        drop(server);
    }
}

#[test]
fn a_server_that_cannot_prove_who_it_is_gets_nothing() {
    let Some(python) = python() else { return };
    let sink = Sink::start(&python, "tls", &["me", "open sesame"]);
    let desk = Desk::new(sink.port, "tls", "me");
    let server = desk.serve(&[]);
    desk.at("2026-11-22T08:30:00Z");
    let failed = desk.until("failed");
    let why = failed["error"].as_str().expect("a reason");
    assert!(why.starts_with("the mail server refused: ") && why.contains("certificate"), "{why}");
    sink.nothing_more();
    drop(server);
}

#[test]
fn a_letter_on_its_way_when_the_program_is_killed_comes_again_as_the_same_letter() {
    let Some(python) = python() else { return };
    let mut sink = Sink::start(&python, "plain", &[]);
    let desk = Desk::new(sink.port, "none", "");
    let server = desk.serve(&[]);
    sink.wish("hold");
    desk.until("scheduled");
    desk.at("2026-11-22T08:30:00Z");
    let first = sink.letter();
    // The server has it, and the program does not know yet.
    drop(server);
    assert_eq!(desk.until("sending")["attempts"], 1);
    sink.wish("go on");
    let server = desk.serve(&[]);
    sink.nothing_more();
    desk.at("2026-11-22T08:32:00Z");
    let second = sink.letter();
    assert_eq!(first["id"], second["id"], "mail programs show it once");
    assert_eq!(desk.until("sent")["attempts"], 2);
    sink.nothing_more();
    drop(server);
}
