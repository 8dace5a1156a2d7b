-- What came in: one batch a file, and each of its lines for good, whatever becomes of it later.
create table import_batch (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  format text not null,
  -- Files of one kind have the same: the columns of a bank's CSV, the format and its account.
  signature text not null,
  file_hash text not null,
  at timestamptz not null,
  accounts text not null,
  opened text not null,
  layout text not null,
  warnings text not null,
  added bigint not null,
  known bigint not null,
  -- Of the known ones, those that the bank has corrected or booked since.
  updated bigint not null,
  -- And those that a rule left out.
  skipped bigint not null,
  matched bigint not null,
  rejected bigint not null,
  set_aside bigint not null,
  undone boolean not null,
  -- A person has seen what could not be read and what was asked.
  settled boolean not null,
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
-- The lines that did not: refused, left out by a rule (the reason is its id), or found to be a transaction that is not of this batch. The reason
-- of an `updated` one is what the transaction said before and after.
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
-- What a batch keeps of its rows for the imports that follow, gathered by day as those ask for it: 28
-- bytes a row (imports/identity.rs). Those of an undone batch do not count.
create table import_day (
  household_id integer not null,
  account_id uuid not null,
  day date not null,
  batch_id uuid not null,
  rows bytea not null,
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
  hints text not null,
  -- The names of its columns, as JSON.
  headers text not null,
  chosen boolean not null,
  account_id uuid,
  -- How often such a file is due, as a person says: empty is learned, 0 is never.
  due_every_days integer,
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

-- What looks like one and the same, or like the bank and a person disagree: for a person to decide.
-- Nothing of an undone batch shows.
create table import_proposal (
  household_id integer not null,
  id uuid not null,
  batch_id uuid not null,
  kind text not null,
  txn_id uuid not null,
  other_id uuid,
  score integer not null,
  reasons text not null,
  -- What the bank says now (corrected), or said of the other before and after (accepted); where the
  -- imports that follow find the row (vanished).
  facts text,
  -- Not asked before this day.
  due date,
  state text not null,
  version bigint not null,
  primary key (household_id, id),
  foreign key (household_id, batch_id) references import_batch (household_id, id)
    deferrable initially deferred
);
create index import_proposal_open on import_proposal (household_id, state, kind, score desc, id);
create index import_proposal_batch on import_proposal (household_id, batch_id);
create index import_proposal_txn on import_proposal (household_id, txn_id);
create index import_proposal_other on import_proposal (household_id, other_id)
  where other_id is not null;

-- A statement that is late, and a person knows: not asked again until a file tells of a later day.
create table import_late (
  household_id integer not null references household (household_id),
  id uuid not null,
  account_id uuid not null,
  last_day date not null,
  version bigint not null,
  primary key (household_id, id),
  constraint import_late_account unique (household_id, account_id)
);

-- What a person orders for rows of a kind: JSON of conditions and actions (imports/rules.rs).
create table import_rule (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  rule text not null,
  paused boolean not null,
  version bigint not null,
  primary key (household_id, id)
);
