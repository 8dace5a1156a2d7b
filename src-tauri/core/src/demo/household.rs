//! Two believable years of a household in EUR, for `pocketsage seed --demo`: the same for the same
//! day, on every machine. Pure: no clock, no database, no random source, integers only. All names
//! of shops and people are invented.
use chrono::{Datelike, Days, Months, NaiveDate};

/// `kind` is checking, savings, card, cash, loan or investment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    pub name: &'static str,
    pub kind: &'static str,
    pub currency: &'static str,
    pub opening_minor: i64,
}

/// A category by its place in the tree: one name, or two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCategory {
    pub path: &'static [&'static str],
}

/// `account` and `category` are places in the household's lists; `status` is booked, cleared or
/// pending. A transfer is two of them without a category, equal and opposite on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoTransaction {
    pub account: usize,
    pub day: NaiveDate,
    pub amount_minor: i64,
    pub payee: String,
    pub category: Option<usize>,
    pub memo: String,
    pub status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    pub accounts: Vec<DemoAccount>,
    pub categories: Vec<DemoCategory>,
    /// By day.
    pub transactions: Vec<DemoTransaction>,
}

const CHECKING: usize = 0;
const SAVINGS: usize = 1;
const CARD: usize = 2;
const CASH: usize = 3;
pub const LOAN: usize = 4;
const INVESTMENT: usize = 5;

const ACCOUNTS: [(&str, &str, i64); 6] = [
    ("Joint account", "checking", 345_000),
    ("Rainy days", "savings", 640_000),
    ("Credit card", "card", 0),
    ("Wallet", "cash", 8_000),
    ("Car loan", "loan", -1_240_000),
    ("Index fund", "investment", 410_000),
];

const CATEGORIES: [&[&str]; 31] = [
    &["Income"],
    &["Income", "Salary"],
    &["Income", "Child benefit"],
    &["Income", "Interest"],
    &["Housing"],
    &["Housing", "Rent"],
    &["Housing", "Electricity"],
    &["Housing", "Heating"],
    &["Housing", "Internet and phone"],
    &["Food"],
    &["Food", "Groceries"],
    &["Food", "Bakery"],
    &["Food", "Restaurants"],
    &["Food", "Coffee"],
    &["Transport"],
    &["Transport", "Fuel"],
    &["Transport", "Public transport"],
    &["Transport", "Car"],
    &["Leisure"],
    &["Leisure", "Subscriptions"],
    &["Leisure", "Holidays"],
    &["Leisure", "Books and games"],
    &["Household"],
    &["Household", "Clothes"],
    &["Household", "Furniture"],
    &["Household", "Pharmacy"],
    &["Children"],
    &["Children", "Day care"],
    &["Insurance"],
    &["Costs"],
    &["Costs", "Loan interest"],
];

/// A shop: account, payee, category, least and most in minor units, visits a month.
type Shop = (usize, &'static str, &'static str, i64, i64, i64);

const SHOPS: [Shop; 19] = [
    (CHECKING, "Kornblume Markt", "Groceries", 1_800, 7_400, 9),
    (CHECKING, "Frischhof Lindenplatz", "Groceries", 900, 5_200, 7),
    (CARD, "Grünzeug Biomarkt", "Groceries", 1_200, 4_600, 5),
    (CHECKING, "Preisinsel 214", "Groceries", 700, 3_900, 6),
    (CASH, "Wochenmarkt", "Groceries", 600, 1_900, 4),
    (CASH, "Bäckerei Ohlsen", "Bakery", 240, 980, 11),
    (CASH, "Eiscafé Lido", "Coffee", 320, 1_250, 3),
    (CARD, "Kaffeebar Nordlicht", "Coffee", 290, 640, 9),
    (CARD, "Trattoria Pinoli", "Restaurants", 2_800, 7_900, 2),
    (CARD, "Zum alten Speicher", "Restaurants", 1_900, 6_200, 2),
    (CARD, "Nudelhaus Lin", "Restaurants", 1_100, 3_400, 3),
    (CHECKING, "Tankhof West", "Fuel", 4_200, 7_800, 3),
    (CARD, "Stadtbahn Ticket", "Public transport", 320, 960, 9),
    (CARD, "Seitenweise Buchladen", "Books and games", 900, 3_800, 2),
    (CARD, "Fadenlauf Mode", "Clothes", 1_900, 9_900, 2),
    (CHECKING, "Linden-Apotheke", "Pharmacy", 480, 3_200, 2),
    (CARD, "Holz & Heim", "Furniture", 1_900, 14_900, 1),
    (CARD, "Onlinehof 24", "", 900, 6_900, 5),
    (CHECKING, "Zahlung 4471 Kartenterminal", "", 500, 2_900, 3),
];

/// Every month: account, day, payee, category, minor units.
type Standing = (usize, u32, &'static str, &'static str, i64);

const STANDING: [Standing; 11] = [
    (CHECKING, 1, "Wohnbau Lindenhof eG", "Rent", -112_000),
    (CHECKING, 3, "Kita Sonnenhügel", "Day care", -18_500),
    (CHECKING, 5, "Funknetz Nord", "Internet and phone", -5_990),
    (CHECKING, 8, "Familienkasse", "Child benefit", 51_000),
    (CHECKING, 15, "Hafenkante Logistik GmbH", "Salary", 138_400),
    (CHECKING, 27, "Atelier Morgenrot GmbH", "Salary", 264_350),
    (CARD, 4, "Tonspur Musik", "Subscriptions", -1_799),
    (CARD, 9, "Kinokiste", "Subscriptions", -1_399),
    (CARD, 12, "Wolkenfach Speicher", "Subscriptions", -299),
    (CARD, 20, "Morgenblatt digital", "Subscriptions", -1_490),
    (CARD, 22, "Sportwerk Studio", "Subscriptions", -2_990),
];

/// A price that went up with the month before this one: payee, and by how much.
const DEARER: (&str, i64) = ("Kinokiste", -200);

/// Once a year: month, then as above.
type Yearly = (u32, usize, u32, &'static str, &'static str, i64);

const YEARLY: [Yearly; 9] = [
    (1, CHECKING, 4, "Hanseatische Vorsorge, car", "Insurance", -48_620),
    (3, CHECKING, 2, "Hanseatische Vorsorge, liability", "Insurance", -7_480),
    (4, CARD, 18, "Werkstatt Brandt", "Car", -38_950),
    (6, CHECKING, 11, "Hauptzollamt", "Car", -14_200),
    (7, CARD, 19, "Ferienhaus Dünenblick", "Holidays", -98_000),
    (7, CARD, 24, "Fährlinie Inselruf", "Holidays", -14_600),
    (10, CHECKING, 6, "Hanseatische Vorsorge, home", "Insurance", -11_930),
    (12, CARD, 11, "Spielzeugkiste", "Books and games", -16_480),
    (12, CHECKING, 30, "Sparbrücke Bank", "Interest", 6_230),
];

/// Two years of transactions: the 24 full months before the month of `today`, and that month up to
/// `today` (its last three days still pending).
pub fn household(today: NaiveDate) -> Household {
    let account = |(name, kind, opening_minor): (&'static str, &'static str, i64)| DemoAccount {
        name,
        kind,
        currency: "EUR",
        opening_minor,
    };
    let first = today.with_day(1).unwrap_or(today);
    let dearer_from = first.checked_sub_months(Months::new(1)).unwrap_or(first);
    let dice = Dice(0x5EED_CAFE_F00D_0001);
    let mut book = Book { rows: vec![], dice, loan: -ACCOUNTS[LOAN].2, dearer_from };
    for back in (0..=24).rev() {
        if let Some(month) = first.checked_sub_months(Months::new(back)) {
            book.month(month);
        }
    }
    let mut transactions = book.rows;
    transactions.retain(|t| t.day <= today);
    transactions.sort_by_key(|t| t.day);
    for row in &mut transactions {
        row.status = match (today - row.day).num_days() {
            0..=2 => "pending",
            3..=30 => "booked",
            _ => "cleared",
        };
    }
    let categories = CATEGORIES.into_iter().map(|path| DemoCategory { path }).collect();
    Household { accounts: ACCOUNTS.into_iter().map(account).collect(), categories, transactions }
}

/// The same numbers forever (SplitMix64, Steele et al. 2014); a library may change its own.
struct Dice(u64);

impl Dice {
    /// From `least` to `most`, both included.
    fn roll(&mut self, least: i64, most: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        least + ((z ^ (z >> 31)) % (most - least + 1) as u64) as i64
    }
}

struct Book {
    rows: Vec<DemoTransaction>,
    dice: Dice,
    /// What is still owed, minor units.
    loan: i64,
    dearer_from: NaiveDate,
}

impl Book {
    fn add(&mut self, account: usize, day: NaiveDate, payee: &str, category: &str, amount: i64) {
        let category = CATEGORIES.iter().position(|path| path.last() == Some(&category));
        self.rows.push(DemoTransaction {
            account,
            day,
            amount_minor: amount,
            payee: payee.into(),
            category,
            memo: String::new(),
            status: "cleared",
        });
    }

    fn noted(&mut self, memo: &str) {
        if let Some(row) = self.rows.last_mut() {
            row.memo = memo.into();
        }
    }

    fn transfer(&mut self, from: usize, to: usize, day: NaiveDate, amount: i64, memo: &str) {
        self.add(from, day, ACCOUNTS[to].0, "", -amount);
        self.noted(memo);
        self.add(to, day, ACCOUNTS[from].0, "", amount);
        self.noted(memo);
    }

    fn month(&mut self, first: NaiveDate) {
        let on = |day: u32| first + Days::new(u64::from(day - 1));
        for (account, day, payee, category, amount) in STANDING {
            let dearer = payee == DEARER.0 && first >= self.dearer_from;
            let amount = if dearer { amount + DEARER.1 } else { amount };
            self.add(account, on(day), payee, category, amount);
        }
        for (month, account, day, payee, category, amount) in YEARLY {
            if month == first.month() {
                self.add(account, on(day), payee, category, amount);
            }
        }
        self.utilities(first);
        self.shopping(first);
        // What the card was used for in the month before is paid on the 6th.
        let before = |row: &&DemoTransaction| row.account == CARD && row.day < first;
        let owed: i64 = -self.rows.iter().filter(before).map(|row| row.amount_minor).sum::<i64>();
        if owed > 0 {
            self.transfer(CHECKING, CARD, on(6), owed, "card statement");
        }
        self.loan_payment(on(10));
        self.transfer(CHECKING, INVESTMENT, on(17), 7_500, "savings plan");
        self.settle(first);
    }

    /// Heating and electricity follow the seasons.
    fn utilities(&mut self, first: NaiveDate) {
        let cold = [9, 8, 6, 4, 1, 0, 0, 0, 1, 4, 6, 8][first.month0() as usize];
        let heating = 3_200 + cold * 1_050 + self.dice.roll(0, 600);
        let power = 5_400 + cold * 240 + self.dice.roll(0, 900);
        let day = first + Days::new(1);
        self.add(CHECKING, day, "Stadtwerke Lindenau", "Heating", -heating);
        self.add(CHECKING, day, "Stadtwerke Lindenau", "Electricity", -power);
    }

    fn shopping(&mut self, first: NaiveDate) {
        for (account, payee, category, least, most, visits) in SHOPS {
            let visits = (visits + self.dice.roll(-1, 1)).max(1);
            for _ in 0..visits {
                let day = first + Days::new(self.dice.roll(0, 27) as u64);
                // Most receipts are small: the less of two rolls.
                let amount = self.dice.roll(least, most).min(self.dice.roll(least, most));
                let amount = if category == "Furniture" { amount / 2 } else { amount };
                self.add(account, day, payee, category, -amount);
                let luck = self.dice.roll(0, 99);
                if category == "Coffee" && luck < 6 {
                    // Two people, two coffees: alike, and both real.
                    self.add(account, day, payee, category, -amount);
                }
                if category == "Clothes" && luck < 12 {
                    let back = day + Days::new(5);
                    self.add(account, back, payee, category, amount);
                    self.noted("refund");
                }
            }
        }
    }

    /// 4.2 % a year on what is owed, booked by the bank on the day the payment comes.
    fn loan_payment(&mut self, day: NaiveDate) {
        let interest = (self.loan * 42 + 6_000) / 12_000;
        let payment = 24_500.min(self.loan + interest);
        if payment > 0 {
            self.transfer(CHECKING, LOAN, day, payment, "car loan");
            self.add(LOAN, day, "Autobank Elbe", "Loan interest", -interest);
            self.loan += interest - payment;
        }
    }

    /// The wallet is filled for what it paid, and savings take the rest or help out.
    fn settle(&mut self, first: NaiveDate) {
        let next = first + Months::new(1);
        let on = |day: u64| first + Days::new(day - 1);
        let balance = |rows: &[DemoTransaction], account: usize| {
            let own = rows.iter().filter(|r| r.account == account && r.day < next);
            ACCOUNTS[account].2 + own.map(|r| r.amount_minor).sum::<i64>()
        };
        let short = 9_000 - balance(&self.rows, CASH);
        if short > 0 {
            self.transfer(CHECKING, CASH, on(1), (short + 999) / 1_000 * 1_000, "cash machine");
        }
        let spare = (balance(&self.rows, CHECKING) - 330_000) / 5_000 * 5_000;
        if spare > 0 {
            self.transfer(CHECKING, SAVINGS, on(28), spare, "put aside");
        } else if spare < -60_000 {
            let help = (-spare).min(balance(&self.rows, SAVINGS)).max(0);
            if help > 0 {
                self.transfer(SAVINGS, CHECKING, on(2), help, "taken back");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn lowest(home: &Household, account: usize) -> i64 {
        let mut balance = home.accounts[account].opening_minor;
        let mut lowest = balance;
        let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        for row in home.transactions.iter().filter(|r| r.account == account) {
            *days.entry(row.day).or_default() += row.amount_minor;
        }
        for sum in days.values() {
            balance += sum;
            lowest = lowest.min(balance);
        }
        lowest
    }

    #[test]
    fn the_same_day_gives_the_same_household() {
        assert_eq!(household(day("2026-11-21")), household(day("2026-11-21")));
    }

    #[test]
    fn every_full_month_has_income_and_expenses() {
        let home = household(day("2026-11-21"));
        let mut months: BTreeMap<i32, (i64, i64)> = BTreeMap::new();
        for row in home.transactions.iter().filter(|r| r.category.is_some()) {
            let sums = months.entry(crate::day::month_no(row.day)).or_default();
            let side = if row.amount_minor > 0 { &mut sums.0 } else { &mut sums.1 };
            *side += row.amount_minor;
        }
        assert_eq!(months.len(), 25);
        assert!(months.values().take(24).all(|(i, o)| *i > 300_000 && *o < -250_000), "{months:?}");
    }

    #[test]
    fn it_is_about_two_thousand_five_hundred_rows_and_none_lies_ahead() {
        for today in ["2026-11-21", "2024-02-29", "2027-01-01"] {
            let home = household(day(today));
            let count = home.transactions.len();
            assert!((2_100..2_900).contains(&count), "{count}");
            assert!(home.transactions.iter().all(|r| r.day <= day(today)));
            assert!(home.transactions.is_sorted_by_key(|r| r.day));
            let bare = home.transactions.iter().filter(|r| r.category.is_none()).count();
            assert!(bare > 100 && bare < count / 4, "{bare}");
        }
    }

    #[test]
    fn transfers_cancel_out() {
        let home = household(day("2026-11-21"));
        let own = |r: &&DemoTransaction| ACCOUNTS.iter().any(|a| a.0 == r.payee);
        let moved: Vec<_> = home.transactions.iter().filter(own).collect();
        assert!(moved.len() > 100 && moved.iter().all(|r| r.category.is_none()));
        let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        moved.iter().for_each(|r| *days.entry(r.day).or_default() += r.amount_minor);
        assert!(days.values().all(|sum| *sum == 0), "{days:?}");
    }

    #[test]
    fn balances_stay_believable() {
        for today in ["2026-11-21", "2024-02-29", "2027-01-01", "2025-07-31"] {
            let home = household(day(today));
            let low = |account| lowest(&home, account);
            assert!(low(CHECKING) > -100_000, "{today}: {}", low(CHECKING));
            assert!(low(SAVINGS) > 0, "{today}: {}", low(SAVINGS));
            assert!(low(CARD) > -450_000, "{today}: {}", low(CARD));
            assert!(low(CASH) >= 0, "{today}: {}", low(CASH));
        }
    }
}
