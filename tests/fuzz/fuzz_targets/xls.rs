//! Throws bytes at `check::xls`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::xls(bytes));
