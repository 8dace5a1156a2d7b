-- What a person is to be told and when, and what became of it. A row for each way of telling; the same
-- thing is told only once each way.
create table notification (
  household_id integer not null references household (household_id),
  id uuid not null,
  kind text not null,
  -- What it is about, as text that is the same whenever it is worked out again.
  subject text not null,
  channel text not null,
  -- The habit, debt, account or transaction it is about.
  about_id uuid,
  -- The day it is about, as the person lives it.
  day date not null,
  due_at timestamptz not null,
  -- From then on nobody wants to hear of it.
  expires_at timestamptz not null,
  state text not null,
  attempts bigint not null,
  title text not null,
  body text not null,
  error text,
  -- When it was last taken to be told.
  taken_at timestamptz,
  version bigint not null,
  primary key (household_id, id),
  constraint notification_subject unique (household_id, subject, channel)
);
create index notification_due on notification (household_id, state, due_at);

-- How a person wants to be told; one row.
create table notification_settings (
  household_id integer not null references household (household_id),
  id uuid not null,
  desktop boolean not null,
  email boolean not null,
  -- `22:00`; both or none.
  quiet_from text,
  quiet_to text,
  -- When in the day to tell of what has no time of its own.
  at text not null,
  bill_days bigint not null,
  -- A JSON list of kinds that are not told.
  off text not null,
  smtp_host text not null,
  smtp_port bigint not null,
  smtp_security text not null,
  smtp_user text not null,
  smtp_from text not null,
  smtp_to text not null,
  version bigint not null,
  primary key (household_id, id)
);
