-- What came in: one batch a file, and each of its lines for good, whatever becomes of it later.
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
-- The lines that became transactions of their own: some hundreds to a row, compressed (imports/lines.rs).
-- `no` counts a batch's transactions as their ids do, from the batch's; the lowest of the block.
create table import_lines (
  household_id integer not null,
  batch_id uuid not null,
  no bigint not null,
  lines bytea not null,
  primary key (household_id, batch_id, no),
  foreign key (household_id, batch_id) references import_batch (household_id, id)
    deferrable initially deferred
);
-- The lines that did not: refused, or known to be a transaction that is not of this batch.
create table import_row (
  household_id integer not null,
  batch_id uuid not null,
  line integer not null,
  outcome text not null,
  column_no integer,
  reason text,
  raw text not null,
  txn_id uuid,
  primary key (household_id, batch_id, line),
  foreign key (household_id, batch_id) references import_batch (household_id, id)
    deferrable initially deferred
);
create index import_row_txn on import_row (household_id, txn_id) where txn_id is not null;
-- The keys of a batch's rows, gathered by day as the next import asks for them: 16 bytes a row, the
-- key of its content (account, day, minor units, currency, normalised text) and that of the bank's own
-- id (0 for none), little-endian. Those of an undone batch do not count.
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

-- A folder whose files come in by themselves: where their rows go, and where they go afterwards.
create table import_folder (
  household_id integer not null references household (household_id),
  id uuid not null,
  path text not null,
  account_id uuid,
  archive text,
  paused boolean not null,
  version bigint not null,
  primary key (household_id, id),
  constraint import_folder_path unique (household_id, path)
);
-- What became of each file of a folder, as it last was. It outlives the folder, whose removal may be
-- undone: what is known must not be read again.
create table import_seen (
  household_id integer not null,
  folder_id uuid not null,
  name text not null,
  bytes bigint not null,
  modified_ms bigint not null,
  outcome text not null,
  message text,
  at timestamptz not null,
  batch_id uuid,
  primary key (household_id, folder_id, name)
);
create index import_seen_at on import_seen (household_id, folder_id, at);
