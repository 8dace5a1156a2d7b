//! When a file of a watched folder may be read, by its name and by what was seen of it. No disk and
//! no clock: both are given.
use std::time::Duration;
use tokio::time::Instant;

/// How watched folders are looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// From the first sign of a change to the look: what belongs together comes together.
    pub gather: Duration,
    /// As long as this a file must stay as it is before it is read.
    pub settle: Duration,
    /// As long as this while somebody still has it open for writing, or while it is empty.
    pub linger: Duration,
    /// Between looks that nothing called for: folders that come back, disks that tell nothing.
    pub slow: Duration,
    /// Until a file is tried again that could not be read.
    pub retry: Duration,
    /// The longest of the growing waits between two tries.
    pub retry_most: Duration,
    /// How long a disk may take to answer.
    pub patience: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            gather: Duration::from_secs(1),
            settle: Duration::from_secs(2),
            linger: Duration::from_secs(60),
            slow: Duration::from_secs(30),
            retry: Duration::from_secs(5),
            retry_most: Duration::from_secs(600),
            patience: Duration::from_secs(5),
        }
    }
}

/// What tells one state of a file from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub bytes: i64,
    /// Since 1970.
    pub modified_ms: i64,
}

/// What programs call a file that is not yet what it will be.
const UNFINISHED: [&str; 12] = [
    "part",
    "partial",
    "crdownload",
    "download",
    "opdownload",
    "filepart",
    "tmp",
    "temp",
    "swp",
    "aria2",
    "!ut",
    "lock",
];
/// What banks call their files. Anything else in the folder is not for us: nobody wants their
/// pictures and films read, or told that they are no statements.
const OURS: [&str; 22] = [
    "csv", "tsv", "tab", "txt", "asc", "ofx", "qfx", "qif", "xml", "camt", "zip", "c52", "c53",
    "c54", "sta", "mt940", "940", "mt942", "xls", "xlsx", "xlsm", "ods",
];

/// Whether a file of this name may be a bank's, and a whole one.
pub fn is_ours(name: &str) -> bool {
    let hidden = name.starts_with(['.', '~']) || name.ends_with('~');
    !hidden && ending(name).is_some_and(|ending| OURS.contains(&ending.as_str()))
}

/// The name of the file that this unfinished one will become: browsers hold its place meanwhile.
pub fn becomes(name: &str) -> Option<&str> {
    let (stem, _) = name.rsplit_once('.')?;
    ending(name).is_some_and(|ending| UNFINISHED.contains(&ending.as_str())).then_some(stem)
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

/// What is known of a file that is to be read, and when to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glimpse {
    stamp: Stamp,
    /// Since when it is like this.
    since: Instant,
    pub due: Instant,
    tries: u32,
}

impl Glimpse {
    /// After another look. Two looks must show the same, with a time between them.
    pub fn after(
        before: Option<&Self>,
        stamp: Stamp,
        writing: bool,
        now: Instant,
        pace: &Pace,
    ) -> Self {
        let wait = if writing || stamp.bytes == 0 { pace.linger } else { pace.settle };
        match before {
            Some(same) if same.stamp == stamp && same.tries > 0 => *same,
            Some(same) if same.stamp == stamp => Self { due: same.since + wait, ..*same },
            _ => Self { stamp, since: now, due: now + wait, tries: 0 },
        }
    }

    /// The same file once more, later each time.
    pub fn put_off(&mut self, now: Instant, pace: &Pace) {
        self.due = now + backoff(self.tries, pace);
        self.tries += 1;
    }

    /// Whether it was tried so often that only a change of the file may help.
    pub fn hopeless(&self) -> bool {
        self.tries >= 8
    }
}

/// The wait after this many failures: doubled each time, up to a limit.
pub fn backoff(failures: u32, pace: &Pace) -> Duration {
    let doubled = pace.retry.saturating_mul(2u32.saturating_pow(failures));
    doubled.min(pace.retry_most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_banks_file_is_told_by_its_name_and_an_unfinished_one_too() {
        for name in ["a.csv", "Umsätze 2026.CSV", "x.tar.zip", "konto.940", "camt.052.xml"] {
            assert!(is_ours(name), "{name}");
        }
        let others = [
            ".a.csv",
            "~$a.csv",
            "a.csv~",
            "a.csv.part",
            "a.csv.crdownload",
            "a.csv.download",
            "a.csv.tmp",
            "a.TMP",
            "csv",
            "photo.jpg",
            "README",
            "",
            "..csv",
            ".csv",
            ".~lock.a.csv#",
        ];
        for name in others {
            assert!(!is_ours(name), "{name}");
        }
        assert_eq!(becomes("a.csv.part"), Some("a.csv"));
        assert_eq!(becomes("a.csv.CrDownload"), Some("a.csv"));
        assert_eq!(becomes("a.csv"), None);
        assert_eq!(becomes("part"), None);
    }

    const SMALL: Stamp = Stamp { bytes: 10, modified_ms: 1 };
    const GROWN: Stamp = Stamp { bytes: 20, modified_ms: 2 };

    #[test]
    fn a_file_is_due_once_two_looks_were_alike() {
        let (pace, start) = (Pace::default(), Instant::now());
        let first = Glimpse::after(None, SMALL, false, start, &pace);
        assert_eq!(first.due, start + pace.settle);
        let later = start + pace.settle;
        assert!(Glimpse::after(Some(&first), SMALL, false, later, &pace).due <= later);
        let grown = Glimpse::after(Some(&first), GROWN, false, later, &pace);
        assert_eq!(grown.due, later + pace.settle, "it grew: the wait begins anew");
    }

    #[test]
    fn who_still_writes_is_waited_for_but_not_for_ever() {
        let (pace, start) = (Pace::default(), Instant::now());
        let first = Glimpse::after(None, SMALL, true, start, &pace);
        assert_eq!(first.due, start + pace.linger);
        let closed = Glimpse::after(Some(&first), SMALL, false, start + pace.settle, &pace);
        assert_eq!(closed.due, start + pace.settle, "closed: the time since its change counts");
        let empty = Stamp { bytes: 0, modified_ms: 1 };
        assert_eq!(Glimpse::after(None, empty, false, start, &pace).due, start + pace.linger);
    }

    #[test]
    fn a_failed_file_keeps_its_turn_until_it_changes() {
        let (pace, start) = (Pace::default(), Instant::now());
        let mut glimpse = Glimpse::after(None, SMALL, false, start, &pace);
        glimpse.put_off(start, &pace);
        assert_eq!(glimpse.due, start + pace.retry);
        assert_eq!(Glimpse::after(Some(&glimpse), SMALL, false, start, &pace), glimpse);
        assert_eq!(Glimpse::after(Some(&glimpse), GROWN, false, start, &pace).tries, 0);
    }

    proptest! {
        #[test]
        fn each_wait_is_as_long_as_the_last_or_longer_and_none_beyond_the_limit(failures: u32) {
            let pace = Pace::default();
            let next = backoff(failures.saturating_add(1), &pace);
            let wait = backoff(failures, &pace);
            prop_assert!(pace.retry <= wait && wait <= next && next <= pace.retry_most);
        }
    }
}
