//! `cargo xtask audit`: what the dependencies are, by the rules of deny.toml. Known weaknesses
//! need the advisory database from the network, so the workflow asks for those.
use crate::{
    Outcome,
    step::{answer, cargo, step},
};

pub fn run() -> Outcome {
    if answer("cargo", &["deny", "--version"]).is_none() {
        step("install cargo-deny", &mut cargo("install cargo-deny --locked"))?;
    }
    step("audit", &mut cargo("deny --all-features check licenses bans sources"))
}
