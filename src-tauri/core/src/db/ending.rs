//! How a process ends that still lets go of a file. A connection closes in a thread of its own, which
//! nobody waits for; when the process ends meanwhile, SQLCipher frees what that thread works with, and
//! it ends by a fault instead of by its status. So the end waits for those of these threads that are
//! at work, for a moment; one that only waits for its next question harms nobody.
#![allow(unsafe_code)]

/// To be called when a file has been opened: what is asked for last is done first, before SQLCipher's
/// own. Elsewhere than on Linux threads have no names to be seen by.
pub(super) fn wait_for_connections() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        static ONCE: std::sync::Once = std::sync::Once::new();
        // SAFETY: the function lives as long as the process and unwinds into nobody.
        ONCE.call_once(|| unsafe {
            libc::atexit(wait);
        });
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
extern "C" fn wait() {
    use std::time::{Duration, Instant};
    let (from, mut quiet) = (Instant::now(), 0);
    // Seen at rest once, it may have waited for no more than a lock.
    while from.elapsed() < Duration::from_secs(2) && quiet < 3 {
        quiet = if any_at_work() { 0 } else { quiet + 1 };
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Whether a thread of a connection is at work.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn any_at_work() -> bool {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return false };
    threads.flatten().any(|thread| {
        // `17 (sqlx-sqlite-wor) S …`: the state follows the name.
        let line = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        line.split_once("(sqlx-sqlite")
            .and_then(|(_, rest)| rest.split_once(") "))
            .is_some_and(|(_, state)| state.starts_with(['R', 'D']))
    })
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn a_connection_at_work_is_known_by_its_threads_name_and_state() {
        static WORKS: AtomicBool = AtomicBool::new(true);
        let named = std::thread::Builder::new().name("sqlx-sqlite-worker-7".into());
        let works = || {
            while WORKS.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
        };
        let thread = named.spawn(works).unwrap();
        // Its name is given by the thread itself, once it runs.
        let seen = (0..1000).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            any_at_work()
        });
        WORKS.store(false, Ordering::Relaxed);
        thread.join().unwrap();
        assert!(seen);
    }
}
