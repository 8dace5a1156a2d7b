//! `pocketsage serve` as a process: it says where it is, answers, tells events and ends cleanly.
#![cfg(unix)]
use crate::support::{Home, command, mode, secret};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Running {
    child: Child,
    address: String,
    token: String,
}

impl Running {
    fn start(home: &Home, words: &[&str]) -> Self {
        let mut program = home.program();
        program.args(["serve", "--port", "0"]).args(words).stdout(Stdio::piped());
        let mut child = program.spawn().expect("the program runs");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("stdout");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let link = line.trim().strip_prefix("PocketSage is open at http://").expect("a link");
        let (address, token) = link.split_once("/#token=").expect("a token");
        Self { child, address: address.into(), token: token.into() }
    }

    fn ask(&self, head: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        let length = body.len();
        let (address, token) = (&self.address, &self.token);
        let text = format!(
            "{head} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        );
        stream.write_all(text.as_bytes()).expect("sent");
        stream
    }

    /// Asks it to end, and says whether it did so cleanly and soon.
    fn end(mut self, signal: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().expect("kill").success());
        let started = Instant::now();
        let status = loop {
            match self.child.try_wait().expect("a state") {
                Some(status) => break status,
                None if started.elapsed() > Duration::from_secs(8) => {
                    let _ = self.child.kill();
                    panic!("it did not end on {signal}");
                }
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        assert_eq!(status.code(), Some(0), "{signal}");
    }
}

#[test]
fn it_tells_what_changed_and_ends_cleanly_with_a_listener_connected() {
    let home = Home::new();
    let server = Running::start(&home, &[]);
    assert!(server.token.len() >= 32, "a random token");
    let token = &server.token;
    let events = server.ask(&format!("GET /api/v1/events?token={token}"), "");
    let mut events = BufReader::new(events).lines();
    assert!(events.next().expect("a status").expect("read").contains("200"));

    let mut answer = String::new();
    let mut added = server.ask("POST /api/v1/accounts", r#"{"name": "Giro", "currency": "EUR"}"#);
    added.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let heard = events.by_ref().map(|line| line.expect("an event in time"));
    let mut heard = heard.skip_while(|line| line != "event: changed");
    assert!(heard.next().is_some());
    assert!(heard.next().is_some_and(|line| line.starts_with("data: {\"tables\":[\"")));
    // What the command line writes beside it is told too, without saying where.
    let beside = command(&home, "ledger.add_account", &["--name", "Savings", "--currency", "EUR"]);
    assert_eq!(beside.0, 0, "{beside:?}");
    assert!(heard.any(|line| line == "data: {\"tables\":[]}"));
    server.end("-TERM");

    let again = Running::start(&home, &["--address", "127.0.0.1"]);
    let mut settings = String::new();
    again.ask("GET /api/v1/settings", "").read_to_string(&mut settings).expect("an answer");
    let given = |name, value: &str| {
        settings.contains(&format!(r#""name":"{name}","source":"command_line","value":"{value}""#))
    };
    let data = home.data();
    assert!(given("data_dir", data.to_str().expect("text")), "{settings}");
    assert!(given("serve_address", "127.0.0.1:0"), "{settings}");
    let mut answer = String::new();
    again.ask("GET /api/v1/accounts", "").read_to_string(&mut answer).expect("an answer");
    assert!(answer.contains("Giro"), "what was written stays: {answer}");
    again.end("-INT");
}

#[test]
fn it_is_reached_from_other_machines_only_with_a_token_of_ones_own() {
    let home = Home::new();
    let refused = |words: &[&str]| {
        let mut program = home.program();
        let output = program.args(["serve", "--port", "0"]).args(words).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(refused(&["--address", "0.0.0.0"]).contains("--token-file"));
    assert!(refused(&["--address", "nowhere"]).contains("nowhere"));
    assert!(refused(&["--ui", "/nowhere"]).contains("index.html"));

    let token = home.folder.path().join("token");
    let path = token.to_str().expect("text");
    secret(&token, "short");
    assert!(refused(&["--token-file", path]).contains("16"));
    secret(&token, "0123456789abcdef\n");
    mode(&token, 0o644);
    assert!(refused(&["--token-file", path]).contains("chmod 600"));
    mode(&token, 0o600);
    let server = Running::start(&home, &["--address", "0.0.0.0", "--token-file", path]);
    assert_eq!(server.token, "0123456789abcdef");
    assert!(server.address.starts_with("127.0.0.1:"), "a link that can be opened here");
    server.end("-TERM");
}
