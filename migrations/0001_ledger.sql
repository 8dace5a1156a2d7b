-- The household, its history and its ledger. One text for both databases: uuid, date and timestamp are
-- columns of that name; household_id stands first in every key.
create table household (
  household_id integer not null primary key,
  id uuid not null,
  name text not null,
  currency text not null,
  -- How the room of today is arranged, as JSON: a person's view, which goes with the file. It is one
  -- small thing that a household has once: a table of its own would hold a single row.
  today_layout text not null,
  version bigint not null
);

create table history_entry (
  household_id integer not null references household (household_id),
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  op text not null,
  label text not null,
  undone_at timestamptz,
  primary key (household_id, id)
);
create table history_change (
  household_id integer not null,
  entry_id uuid not null,
  seq integer not null,
  kind text not null,
  row_id text not null,
  before_row text,
  after_row text,
  primary key (household_id, entry_id, seq),
  foreign key (household_id, entry_id) references history_entry (household_id, id)
);
create index history_change_row on history_change (household_id, row_id);

create table account (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  kind text not null,
  currency text not null,
  opening_minor bigint not null,
  number text,
  closed_on date,
  version bigint not null,
  primary key (household_id, id),
  constraint account_name unique (household_id, name)
);
create table category (
  household_id integer not null references household (household_id),
  id uuid not null,
  parent_id uuid,
  name text not null,
  archived boolean not null,
  -- With everything inside it, it may hold transfers between own accounts: neither income nor spending.
  transfer boolean not null,
  version bigint not null,
  primary key (household_id, id),
  foreign key (household_id, parent_id) references category (household_id, id)
);
create table payee (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  -- What it was called before, as a JSON list: what a bank calls it still.
  also text not null,
  version bigint not null,
  primary key (household_id, id),
  constraint payee_name unique (household_id, name)
);
-- Who is paid has no foreign key and no index: both would be looked up at random for each row of an
-- import, which took twice as long. payee_total says whether a payee is in use.
-- Foreign keys are looked at when the transaction ends: at once, each statement of a bulk load would
-- keep a way back of its own.
create table txn (
  household_id integer not null,
  id uuid not null,
  account_id uuid not null,
  day date not null,
  month_no integer not null,
  amount_minor bigint not null,
  payee_id uuid,
  description text not null,
  category_id uuid,
  memo text not null,
  status text not null,
  external_id text,
  batch_id uuid,
  version bigint not null,
  primary key (household_id, id),
  foreign key (household_id, account_id) references account (household_id, id)
    deferrable initially deferred,
  foreign key (household_id, category_id) references category (household_id, id)
    deferrable initially deferred
);
-- Without the id, which would be half of each: a day's few rows are sorted as they are read.
create index txn_account_day on txn (household_id, account_id, day);
create index txn_day on txn (household_id, day);
create index txn_category on txn (household_id, category_id, day);
create index txn_pending on txn (household_id, account_id) where status = 'pending';
create index txn_typed_id on txn (household_id, account_id, external_id)
  where batch_id is null and external_id is not null;

-- Money moved between own accounts. A side that is gone for good or for now leaves the other alone.
create table transfer (
  household_id integer not null references household (household_id),
  id uuid not null,
  out_id uuid not null,
  in_id uuid not null,
  version bigint not null,
  primary key (household_id, id),
  constraint transfer_out unique (household_id, out_id),
  constraint transfer_in unique (household_id, in_id)
);

-- What one unit of a currency was worth in another on a day: typed by a person, or told by a transfer
-- between own accounts. Decimal text.
create table exchange_rate (
  household_id integer not null references household (household_id),
  id uuid not null,
  day date not null,
  base text not null,
  quote text not null,
  rate text not null,
  source text not null,
  version bigint not null,
  primary key (household_id, id),
  constraint exchange_rate_day unique (household_id, base, quote, day, source)
);
-- The rates of a file, a pair's whole year to a row (ledger/rates.rs): they are many, and never changed.
create table rate_year (
  household_id integer not null references household (household_id),
  batch_id uuid not null,
  base text not null,
  quote text not null,
  year integer not null,
  rates text not null,
  -- With the batch that brought them.
  undone boolean not null,
  primary key (household_id, batch_id, base, quote, year)
);
create index rate_year_pair on rate_year (household_id, year, base, quote);

-- Totals, kept in the same transaction as the change. The nil uuid stands for "no category".
create table month_total (
  household_id integer not null,
  account_id uuid not null,
  month_no integer not null,
  category_id uuid not null,
  income_minor bigint not null,
  expense_minor bigint not null,
  transactions bigint not null,
  primary key (household_id, account_id, month_no, category_id)
);
create table category_month (
  household_id integer not null,
  currency text not null,
  month_no integer not null,
  category_id uuid not null,
  income_minor bigint not null,
  expense_minor bigint not null,
  transactions bigint not null,
  primary key (household_id, currency, month_no, category_id)
);
create table payee_total (
  household_id integer not null,
  payee_id uuid not null,
  transactions bigint not null,
  primary key (household_id, payee_id)
);
create table account_month (
  household_id integer not null,
  account_id uuid not null,
  month_no integer not null,
  net_minor bigint not null,
  transactions bigint not null,
  primary key (household_id, account_id, month_no)
);
create table account_day (
  household_id integer not null,
  account_id uuid not null,
  month_no integer not null,
  day date not null,
  net_minor bigint not null,
  primary key (household_id, account_id, month_no, day)
);

-- Where the rows of an undone batch wait for a redo.
create table undone_txn (
  household_id integer not null,
  id uuid not null,
  account_id uuid not null,
  day date not null,
  month_no integer not null,
  amount_minor bigint not null,
  payee_id uuid,
  description text not null,
  category_id uuid,
  memo text not null,
  status text not null,
  external_id text,
  batch_id uuid,
  version bigint not null,
  primary key (household_id, id)
);
