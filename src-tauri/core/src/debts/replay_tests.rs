//! Debts replayed by hand, and the law that who pays as planned owes what the plan says.
use super::*;
