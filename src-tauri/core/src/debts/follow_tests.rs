//! Plans followed by hand.
use super::*;
