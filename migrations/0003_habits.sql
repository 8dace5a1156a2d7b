-- What a person wants to do again and again, and what they said of each day. Nothing that can be worked
-- out of these is stored: no score, no streak.
create table habit (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  question text not null,
  description text not null,
  kind text not null,
  -- So many times in so many days, on these weekdays (a JSON list).
  numerator bigint not null,
  denominator bigint not null,
  weekdays text not null,
  target_thousandths bigint not null,
  unit text not null,
  colour text not null,
  icon text not null,
  group_name text not null,
  -- Its place in the list; there is room between two neighbours.
  position bigint not null,
  since date,
  archived_on date,
  -- JSON: stretches of days on which it rests, when to remind, and what to say when it is done.
  pauses text not null,
  reminder text not null,
  encouragements text not null,
  -- JSON: which charges speak of it. What they say is not stored.
  ledger_check text not null,
  version bigint not null,
  primary key (household_id, id)
);
create table habit_entry (
  household_id integer not null,
  id uuid not null,
  habit_id uuid not null,
  day date not null,
  state text not null,
  amount_thousandths bigint,
  note text not null,
  version bigint not null,
  primary key (household_id, id),
  constraint habit_entry_day unique (household_id, habit_id, day),
  foreign key (household_id, habit_id) references habit (household_id, id)
    deferrable initially deferred
);
-- All that a day is judged by lies in the index: years of marks are read without the rows.
create index habit_entry_mark
  on habit_entry (household_id, habit_id, day, state, amount_thousandths);

-- What was saved by a habit and sent to a debt. The transactions may be removed later: then it counts
-- no more.
create table habit_sent (
  household_id integer not null,
  id uuid not null,
  habit_id uuid not null,
  day date not null,
  amount_minor bigint not null,
  currency text not null,
  out_id uuid not null,
  in_id uuid not null,
  version bigint not null,
  primary key (household_id, id),
  foreign key (household_id, habit_id) references habit (household_id, id)
    deferrable initially deferred
);
create index habit_sent_habit on habit_sent (household_id, habit_id);
