//! Accounts, categories, payees and transactions; the register; totals that are never recomputed.
mod found;
mod load;
mod model;
mod names;
mod ops;
mod pairs;
mod past;
mod payments;
mod quick;
mod rate_ops;
pub mod rates;
mod spent;
mod sql;

use crate::history::Kind;
use crate::op::Nothing;
pub use payments::{Charge, PayeePayments, Payment, PaymentsWanted, charges_between, dear_between};
pub use payments::{is_everyday, names_of_payees, payee_called, payments_by_payee};
pub use quick::{QuickChip, QuickLine, QuickRead};
pub use rate_ops::{RateTable, load_rates, new_rates, rates_between};
pub use rates::{DayRate, RateSource, Rates};
pub use {found::*, load::*, model::*, ops::*, past::*, spent::*};

/// What history can bring back.
pub const KINDS: &[Kind] = &[
    Kind::of::<Household>(),
    Kind::of::<Account>(),
    Kind::of::<Category>(),
    Kind::of::<PayeeName>(),
    Kind::of::<Txn>(),
    Kind::of::<Transfer>(),
    Kind::of::<rate_ops::ExchangeRate>(),
];

crate::ops! { "ledger"
    /// The household this file belongs to.
    GET "/household" get_household(Nothing) -> Household;
    /// Rename the household or choose its home currency.
    PATCH "/household" update_household(UpdateHousehold) -> Household;
    /// Every account with its balance, open ones first.
    GET "/accounts" list_accounts(ListAccounts) -> Vec<AccountBalance>;
    /// Open an account.
    POST "/accounts" add_account(AddAccount) -> Account;
    /// Change an account's name, kind, opening balance or number.
    PATCH "/accounts/{id}" update_account(UpdateAccount) -> Account;
    /// Close an account; its transactions stay.
    POST "/accounts/{id}/close" close_account(CloseAccount) -> Account;
    /// Open a closed account again.
    POST "/accounts/{id}/reopen" reopen_account(CloseAccount) -> Account;
    /// The category tree with how many transactions each holds.
    GET "/categories" list_categories(ListCategories) -> Vec<CategoryCount>;
    /// Add a category, at the top or inside another.
    POST "/categories" add_category(AddCategory) -> Category;
    /// Rename a category; its transactions stay in it.
    POST "/categories/{id}/rename" rename_category(RenameCategory) -> Category;
    /// Move a category, with everything inside it, to another place in the tree.
    POST "/categories/{id}/move" move_category(MoveCategory) -> Category;
    /// Put everything of one category into another and remove it.
    POST "/categories/{id}/merge" merge_category(MergeCategory) -> Category;
    /// Hide a category from choices, or show it again; its transactions stay.
    POST "/categories/{id}/archive" archive_category(ArchiveCategory) -> Category;
    /// Say whether a category, with everything inside it, holds transfers between own accounts.
    POST "/categories/{id}/mark" mark_category(MarkCategory) -> Category;
    /// What a rename, move, merge or archive would do, before it is done.
    GET "/categories/{id}/preview" preview_category(PreviewCategory) -> CategoryEffect;
    /// Payees with how many transactions each has.
    GET "/payees" list_payees(ListPayees) -> Vec<Payee>;
    /// Rename a payee everywhere.
    POST "/payees/{id}/rename" rename_payee(RenamePayee) -> Payee;
    /// Put all transactions of one payee under another and remove it.
    POST "/payees/{id}/merge" merge_payee(MergePayee) -> Payee;
    /// One page of the register: filtered, sorted, with the balance after each row.
    GET "/transactions" list_transactions(ListTransactions) -> RegisterPage;
    /// Count, income, expense, transfers and net of the filtered transactions, by currency.
    GET "/transactions/totals" summarise_transactions(SummariseTransactions) -> Vec<CurrencyTotal>;
    /// One transaction.
    GET "/transactions/{id}" get_transaction(GetTransaction) -> Transaction;
    /// Enter a transaction.
    POST "/transactions" add_transaction(AddTransaction) -> Transaction;
    /// What a typed line such as `12.50 coffee @cash yesterday` would enter, and what it leaves open.
    POST "/transactions/quick/read" read_quick(QuickLine) -> QuickRead, reads;
    /// Enter a transaction typed as one line.
    POST "/transactions/quick" add_quick(QuickLine) -> Transaction;
    /// Change a transaction; only the fields given change.
    PATCH "/transactions/{id}" update_transaction(UpdateTransaction) -> Transaction;
    /// Put several transactions into one category.
    POST "/transactions/categorise" categorise_transactions(CategoriseTransactions) -> Vec<Transaction>;
    /// Remove a transaction.
    DELETE "/transactions/{id}" remove_transaction(RemoveTransaction) -> Transaction;
    /// Remove several transactions at once.
    POST "/transactions/remove" remove_transactions(RemoveTransactions) -> Vec<Transaction>;
    /// Join the two sides of a transfer between own accounts.
    POST "/transfers" link_transfer(LinkTransfer) -> Transfer;
    /// Part the two sides of a transfer again; both transactions stay.
    DELETE "/transfers/{id}" unlink_transfer(UnlinkTransfer) -> Transfer;
    /// The pairs of currencies that there are rates of, each with its newest.
    GET "/rates/pairs" list_rate_pairs(Nothing) -> Vec<RatePair>;
    /// The rates of a pair, newest first.
    GET "/rates" list_rates(ListRates) -> Vec<Rate>;
    /// What one of a currency is worth in another on a day, from the newest rates till then.
    GET "/rates/on" get_rate(GetRate) -> Rate;
    /// Type a rate of a pair on a day, or change one.
    POST "/rates" set_rate(SetRate) -> Rate;
    /// Remove a rate that was typed or told by a transfer.
    DELETE "/rates/{id}" remove_rate(RemoveRate) -> Rate;
    /// Income and expense by month and category, without transfers between own accounts.
    GET "/months" list_month_totals(ListMonthTotals) -> Vec<MonthTotal>;
}
