//! The command line as clap sees it, made from the operation table.
use clap::{Arg, ArgAction, Command, value_parser};
use pocketsage_core::{Op, op};
use pocketsage_server::shape::{self, Field};
use std::{collections::BTreeMap, path::PathBuf};

// Names no field can have, so that flags of our own never meet an operation's.
pub const JSON: &str = "@json";
pub const DATA: &str = "@data";
pub const INPUT: &str = "@input";

/// Fields that name files of this machine; they are positional too.
pub const FILES: [&str; 2] = ["file", "files"];

/// The positional twin of a field's flag.
pub fn positional(field: &str) -> String {
    format!("@{field}")
}

/// Everything `pocketsage` understands.
pub fn root() -> Command {
    let root = Command::new("pocketsage")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Your money in one private, encrypted file: every operation as a command.")
        .after_help(
            "Exit status: 0 done, 1 internal, 2 invalid, 3 not found, 4 conflict, 5 locked, \
             6 denied, 7 cancelled.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new(JSON)
                .long("json")
                .global(true)
                .action(ArgAction::SetTrue)
                .help("Print the output, or the error, as JSON"),
        )
        .arg(
            Arg::new(DATA)
                .long("data")
                .global(true)
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("The folder that holds the file, its settings and the logs"),
        );
    let mut features: BTreeMap<&str, Vec<&Op>> = BTreeMap::new();
    let mut order = Vec::new();
    for op in op::all() {
        let (feature, _) = op.name.split_once('.').unwrap_or((op.name, ""));
        if !features.contains_key(feature) {
            order.push(feature);
        }
        features.entry(feature).or_default().push(op);
    }
    order
        .iter()
        .fold(root, |root, name| root.subcommand(feature(name, &features[name])))
        .subcommands(own())
}

fn feature(name: &str, ops: &[&Op]) -> Command {
    let verbs: Vec<String> = ops.iter().map(|op| verb(op)).collect();
    Command::new(name.to_string())
        .about(verbs.join(", "))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(ops.iter().map(|op| operation(op)))
}

/// `list_accounts` of `ledger.list_accounts`, as it is typed.
fn verb(op: &Op) -> String {
    op.name.split_once('.').map_or(op.name, |(_, verb)| verb).replace('_', "-")
}

fn operation(op: &Op) -> Command {
    let input = Arg::new(INPUT)
        .long("input")
        .value_name("JSON")
        .help("The whole input as JSON, or - to read it from stdin; flags win over it");
    shape::fields(op).iter().fold(
        Command::new(verb(op)).about(op.doc).arg(input),
        |command, field| {
            let command = command.arg(flag(field));
            if FILES.contains(&field.name.as_str()) { command.arg(place(field)) } else { command }
        },
    )
}

/// A field as a flag. What is required or allowed is said, not enforced: core refuses, in its words.
fn flag(field: &Field) -> Arg {
    let arg = Arg::new(field.name.clone()).long(field.name.replace('_', "-")).help(help(field));
    if field.is_flag() {
        return arg
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .value_name("true|false");
    }
    let action = if field.is_array() { ArgAction::Append } else { ArgAction::Set };
    arg.action(action).allow_hyphen_values(true).value_name(field.name.to_uppercase())
}

fn place(field: &Field) -> Arg {
    let arg = Arg::new(positional(&field.name)).value_name(field.name.to_uppercase());
    let arg = arg.help(format!("As --{}", field.name)).conflicts_with(field.name.clone());
    if field.is_array() { arg.num_args(0..) } else { arg }
}

fn help(field: &Field) -> String {
    let words = field.words();
    let mut parts = Vec::new();
    if !field.doc.is_empty() {
        parts.push(field.doc.clone());
    }
    if !words.is_empty() {
        parts.push(format!("[one of: {}]", words.join(", ")));
    }
    if field.is_array() {
        parts.push("[repeatable]".into());
    }
    if field.required {
        parts.push("[required]".into());
    }
    parts.join(" ")
}

/// The commands that are no operations: they start, prepare or inspect.
fn own() -> [Command; 3] {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let path = |name: &'static str, value: &'static str, help: &'static str| {
        text(name, value, help).value_parser(value_parser!(PathBuf))
    };
    let serve = Command::new("serve")
        .about("Open PocketSage in a browser and its API to programs, on this machine")
        .arg(text("port", "N", "The port; 0 takes a free one").value_parser(value_parser!(u16)))
        .arg(text(
            "address",
            "A",
            "The address to listen on; others than this machine's own need a token",
        ))
        .arg(path("ui", "DIR", "The folder with the built screens, such as ui/dist"))
        .arg(path(
            "token-file",
            "F",
            "A file with the token to ask for; a new random one otherwise",
        ));
    let check = Arg::new("check").long("check").required(true).action(ArgAction::SetTrue);
    let migrate = Command::new("migrate")
        .about("Say whether the file is of an older version; changes nothing")
        .after_help("Exit status: 0 current, 1 it will be migrated when it is next opened.")
        .arg(check.help("Only look"));
    let demo = Arg::new("demo").long("demo").required(true).action(ArgAction::SetTrue);
    let seed = Command::new("seed")
        .about("Fill the file with something to look at")
        .arg(demo.help("A made-up household with accounts and transactions"));
    [serve, migrate, seed]
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_operation_has_a_flag_that_meets_another() {
        super::root().debug_assert();
    }
}
