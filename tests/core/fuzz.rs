//! Every kept seed of the fuzz targets and mutations of it, within a fixed budget. The fuzzer runs
//! the same functions for as long as one likes (README, "Tests").

#[path = "../fuzz/check.rs"]
mod check;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Mutations of each seed, unless `POCKETSAGE_FUZZ_ROUNDS` says otherwise.
const BUDGET: u64 = 60;
/// A mutated file is not longer than this.
const LONGEST: usize = 64 * 1024;
/// What makes readers of files stumble, put in at random places.
const PIECES: [&[u8]; 24] = [
    b"\n",
    b"\r",
    b"\0",
    b"\"",
    b"'",
    b";",
    b",",
    b"\t",
    b"<",
    b">",
    b"&",
    b"^",
    b"!",
    b":61:",
    b"-",
    b"9999999999",
    b"e99",
    b"2026-02-30",
    b"\xff\xfe",
    b"\xc3",
    b"<a>",
    b"</a>",
    b"]]>",
    b"\xff\xff\xff\xff",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz")
}

/// The seeds of a target by name, in the order of their names.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder().join("corpus").join(target)).expect("every target has seeds");
    let mut seeds: Vec<_> = files
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into(), fs::read(path).unwrap()))
        .collect();
    seeds.sort();
    seeds
}

/// Numbers in an order that is the same on every machine (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    }

    /// A part of something that long.
    fn part(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.roll(length + 1);
        from..from + self.roll((length - from).min(200) + 1)
    }

    /// Changes some bytes: flipped, cut out, doubled, put in, or taken from another seed.
    fn mutate(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..=self.roll(4) {
            let part = self.part(bytes.len());
            let at = self.roll(bytes.len() + 1);
            match self.roll(7) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(part)),
                2 => {
                    let copy = bytes[part].repeat(1 + self.roll(20));
                    bytes.splice(at..at, copy);
                }
                3 => drop(bytes.splice(at..at, PIECES[self.roll(PIECES.len())].iter().copied())),
                4 => drop(bytes.splice(at..at, other[self.part(other.len())].iter().copied())),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << self.roll(8);
                    }
                }
            }
            bytes.truncate(LONGEST);
        }
    }
}

#[test]
fn every_kept_seed_and_its_mutations_are_answered() {
    let rounds = std::env::var("POCKETSAGE_FUZZ_ROUNDS");
    let rounds = rounds.map_or(BUDGET, |rounds| rounds.parse().expect("a number of rounds"));
    for (target, check) in check::TARGETS {
        let seeds = seeds(target);
        for (i, (name, seed)) in seeds.iter().enumerate() {
            println!("{target}/{name}");
            check(seed);
            let other = &seeds[(i + 1) % seeds.len()].1;
            for round in 0..rounds {
                let mut bytes = seed.clone();
                Dice(round + 1_000_000 * i as u64).mutate(&mut bytes, other);
                check(&bytes);
            }
        }
    }
}

#[test]
fn every_target_has_its_file_and_its_seeds() {
    let names = |path: &str| -> BTreeSet<String> {
        let all = fs::read_dir(folder().join(path)).unwrap();
        let names = all.map(|file| file.unwrap().path().file_stem().unwrap().to_owned());
        names.map(|name| name.to_string_lossy().into_owned()).collect()
    };
    let targets: BTreeSet<String> = check::TARGETS.iter().map(|(name, _)| (*name).into()).collect();
    assert_eq!(names("fuzz_targets"), targets);
    assert_eq!(names("corpus"), targets);
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    assert!(targets.iter().all(|t| manifest.contains(&format!("fuzz_targets/{t}.rs"))));
}
