-- What is owed, what happened to it beyond what the ledger tells, and the plan that pays it off. What is
-- owed on a day is worked out each time, never stored.
create table debt (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  kind text not null,
  currency text not null,
  lender text not null,
  -- A day, and what was owed at its end.
  opened_on date not null,
  opening_minor bigint not null,
  -- JSON: rates, minimum, due day, fee, limit; computed with, never looked for.
  terms text not null,
  -- Where it is in the ledger: an account of its own, or whom its payments go to. A payee may go: no
  -- foreign key.
  account_id uuid,
  payee_id uuid,
  notes text not null,
  archived_on date,
  version bigint not null,
  primary key (household_id, id),
  constraint debt_name unique (household_id, name),
  foreign key (household_id, account_id) references account (household_id, id)
    deferrable initially deferred
);
create table debt_entry (
  household_id integer not null,
  id uuid not null,
  debt_id uuid not null,
  day date not null,
  -- payment, fee, charge, interest, statement (what the lender says is owed), or nothing: a transaction
  -- that is none of this debt's.
  kind text not null,
  amount_minor bigint not null,
  -- The transaction of the ledger that this is said of. It may go: no foreign key.
  transaction_id uuid,
  note text not null,
  version bigint not null,
  primary key (household_id, id),
  foreign key (household_id, debt_id) references debt (household_id, id)
    deferrable initially deferred
);
create index debt_entry_day on debt_entry (household_id, debt_id, day);

-- How the debts of a currency are paid off, and the plan that was agreed to, as JSON: with its balances,
-- so that what came of it can be told apart from what was planned.
create table debt_plan (
  household_id integer not null references household (household_id),
  id uuid not null,
  currency text not null,
  strategy text not null,
  extra_minor bigint not null,
  rollover boolean not null,
  smallest_first integer not null,
  custom_order text not null,
  lump_sums text not null,
  budgets text not null,
  agreed text not null,
  agreed_on date,
  version bigint not null,
  primary key (household_id, id),
  constraint debt_plan_currency unique (household_id, currency)
);
