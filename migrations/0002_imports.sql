-- What came in: one batch a file, one immutable row for each line that was stored or refused.
create table import_batch (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  format text not null,
  file_hash text not null,
  at timestamptz not null,
  accounts text not null,
  layout text not null,
  warnings text not null,
  added bigint not null,
  known bigint not null,
  matched bigint not null,
  rejected bigint not null,
  set_aside bigint not null,
  undone boolean not null,
  version bigint not null,
  primary key (household_id, id)
);
-- content_key: account, day, minor units, currency and normalised text. id_key: account and the bank's own id.
-- No foreign key: the one function that writes rows has just written their batch, and looking it up
-- for each row cost a thirtieth of an import.
create table import_row (
  household_id integer not null,
  batch_id uuid not null,
  line integer not null,
  content_key bigint,
  id_key bigint,
  outcome text not null,
  column_no integer,
  reason text,
  raw text not null,
  txn_id uuid,
  primary key (household_id, batch_id, line)
);
-- The keys of a batch's rows once more, gathered by day, as the next import asks for them: 16 bytes
-- a row, content_key and id_key (0 for none), little-endian. Those of an undone batch do not count.
create table import_key (
  household_id integer not null,
  account_id uuid not null,
  day date not null,
  batch_id uuid not null,
  keys bytea not null,
  primary key (household_id, account_id, day, batch_id),
  foreign key (household_id, batch_id) references import_batch (household_id, id)
    deferrable initially deferred
);

-- What a person settled for a layout: read the same way next time, into the same account.
create table import_layout (
  household_id integer not null references household (household_id),
  id uuid not null,
  signature text not null,
  layout text not null,
  account_id uuid,
  version bigint not null,
  primary key (household_id, id),
  constraint import_layout_signature unique (household_id, signature)
);
