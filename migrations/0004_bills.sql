-- What a person said of payments that come again and again: that they are a bill, how it goes, or that
-- it is none. What is found in the ledger and was not touched is worked out each time, never stored.
create table bill (
  household_id integer not null references household (household_id),
  id uuid not null,
  name text not null,
  -- confirmed, or dismissed: not a bill
  state text not null,
  direction text not null,
  currency text not null,
  -- Who is paid, or pays; of a bill by hand, nobody that the ledger knows. A payee may go: no foreign key.
  payee_id uuid,
  account_id uuid,
  -- Null: as much as the ledger says.
  amount_minor bigint,
  cadence text not null,
  -- A day on which it was due, or would be if that were no weekend; the others are counted from it.
  starts_on date not null,
  day_of_month integer not null,
  weekend text not null,
  version bigint not null,
  primary key (household_id, id)
);
