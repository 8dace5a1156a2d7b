//! The person's file: make it, open it, lock it, change its passphrase, check it, look around in a demo.
//! These operations work while the file is locked; nothing else does.
mod model;
mod ops;

pub use {model::*, ops::*};

crate::ops! { "file"
    /// Whether there is a file, and whether it is open.
    GET "/file" status(crate::op::Nothing) -> FileStatus, app;
    /// Make a new encrypted file, with a passphrase or a key in the system's keychain.
    POST "/file" create(CreateFile) -> FileStatus, app;
    /// Open the file with its passphrase, or without one by the keychain or the key file.
    POST "/file/unlock" unlock(UnlockFile) -> FileStatus, app;
    /// Close the file; nothing can be read until it is unlocked.
    POST "/file/lock" lock(crate::op::Nothing) -> FileStatus, app;
    /// Encrypt the file anew under another passphrase.
    POST "/file/passphrase" change_passphrase(ChangePassphrase) -> FileStatus, app;
    /// Check that the file is whole: every page, index and reference. Takes seconds on a large one.
    GET "/file/check" check(crate::op::Nothing) -> FileCheck, app;
    /// Look around in a throw-away file; yours stays closed.
    POST "/file/demo" open_demo(crate::op::Nothing) -> FileStatus, app;
    /// Leave the throw-away file; it is erased.
    POST "/file/demo/close" close_demo(crate::op::Nothing) -> FileStatus, app;
    /// Stop a running operation by the name its caller gave it.
    POST "/file/calls/{call}/cancel" cancel_call(CancelCall) -> crate::op::Nothing, app;
    /// The settings in force, where each comes from and what is allowed.
    GET "/settings" list_settings(crate::op::Nothing) -> Vec<crate::config::Setting>, app;
}
