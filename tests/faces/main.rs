//! REST, the command line and `App::call` say the same thing: each is a loop over one table.
//! The window's face stands in window.rs, which belongs to the desktop.
mod cli;
mod every;
#[cfg(unix)]
mod full;
mod gate;
mod imports;
mod kill;
mod letters;
mod openapi;
mod same;
mod serve;
mod support;
