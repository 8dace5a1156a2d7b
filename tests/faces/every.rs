//! The whole table, through every face.
use crate::support::{Home, NOBODY, command, direct, rest, routes};
use pocketsage_core::{Op, op};
use pocketsage_server::shape;
use serde_json::{Value, json};

/// What a path must carry, and a field nobody has.
fn strange(op: &Op) -> Value {
    let mut input = json!({"no_such_field": "1"});
    for part in op.path.split('/') {
        if let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            input[name] = NOBODY.into();
        }
    }
    input
}

#[tokio::test]
async fn every_operation_refuses_an_unknown_field_in_the_same_words_everywhere() {
    let (here, there) = (Home::new(), Home::new());
    let app = here.app().await;
    let routes = routes(&app);
    for op in op::all() {
        let input = strange(op);
        let expected = direct(&app, op.name, input.clone()).await.expect_err(op.name);
        assert_eq!(expected["code"], "invalid", "{}: {expected}", op.name);
        assert!(
            expected["message"].as_str().expect("text").contains("no_such_field"),
            "{expected}"
        );

        let (status, by_rest) = rest(&routes, op.name, input.clone()).await;
        assert_eq!((status.as_u16(), by_rest), (422, Err(expected.clone())), "{} by REST", op.name);

        let (status, by_cli) = command(&there, op.name, &["--input", &input.to_string()]);
        assert_eq!((status, by_cli), (2, Err(expected)), "{} by command", op.name);
    }
    app.close().await;
}

#[test]
fn every_operation_and_field_has_a_flag_and_a_line_of_help() {
    let home = Home::new();
    for op in op::all() {
        let (feature, verb) = op.name.split_once('.').expect("feature.verb");
        let mut program = home.program();
        program.args([feature, &verb.replace('_', "-"), "--help"]);
        let output = program.output().expect("the program runs");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}: {output:?}", op.name);
        let words: Vec<_> = op.doc.split_whitespace().take(3).collect();
        assert!(text.contains(&words.join(" ")), "{}: {text}", op.name);
        for field in shape::fields(op) {
            let flag = format!("--{}", field.name.replace('_', "-"));
            assert!(text.contains(&flag), "{} lacks {flag}: {text}", op.name);
        }
    }
    assert!(!home.data().exists(), "help touches no file");
}

#[test]
fn every_input_shows_its_fields() {
    let named = |op: &Op, field: &str| shape::fields(op).iter().any(|f| f.name == field);
    for op in op::all() {
        for part in op.path.split('/') {
            if let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                assert!(named(op, name), "{} has {name} in its path, not in its input", op.name);
            }
        }
    }
    let op = op::find("ledger.list_transactions").expect("the register");
    let fields = shape::fields(op);
    let status = fields.iter().find(|field| field.name == "status").expect("a status");
    assert!(status.words().contains(&"booked"), "{:?}", status.schema);
}
