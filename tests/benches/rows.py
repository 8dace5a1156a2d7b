#!/usr/bin/env python3
"""Deterministic generator of realistic bank CSVs (fixed seed, stdlib only, no network).

  rows.py OUTDIR N [N ...]
writes for each N:
  bank_N.csv      date,account,payee,amount,balance,external_id,category,transfer_id
                  (date ISO, amount/balance 2 decimals, dot; balance = running balance of that account;
                   external_id on ~70 % of the rows: 9 of 12 accounts export one)
  payees.csv      the 3,000 base payees with their category (the "rules" oracle)
12 accounts, 10 years (2015-01-01 .. 2024-12-31), ~4 % of rows are legs of transfers between own accounts
(both legs carry the same transfer_id), Zipf-like payee tail, noise: store numbers, card dates, cities, POS ids.
Exact duplicate-looking rows (same day/payee/amount twice: two coffees) occur in ~0.2 % of the rows on purpose.
"""
import csv, random, sys, os, datetime as dt, bisect, itertools
from decimal import Decimal

ACCTS = ["Checking","Savings","Joint Checking","Visa Platinum","Mastercard","Amex","Cash Wallet",
         "Emergency Fund","Holiday Fund","Business Checking","Brokerage Cash","Student Account"]
W = [26, 3, 17, 19, 10, 8, 5, 1, 1, 6, 1, 3]
NOID = {6, 10, 11}              # accounts whose bank gives no id
CATS = {  # category: (weight, lo, hi, sign)
 "Groceries":(20,3,160,-1),"Restaurants":(14,4,90,-1),"Coffee":(8,2,12,-1),"Fuel":(6,15,95,-1),
 "Public Transport":(5,1,40,-1),"Utilities":(3,20,260,-1),"Rent":(1,700,1900,-1),"Insurance":(1.5,15,240,-1),
 "Phone & Internet":(2,10,90,-1),"Subscriptions":(4,3,30,-1),"Clothing":(4,10,220,-1),"Health":(3,5,300,-1),
 "Pharmacy":(3,3,70,-1),"Household":(4,5,250,-1),"Electronics":(2,10,1200,-1),"Gifts":(1.5,10,150,-1),
 "Travel":(2,30,1500,-1),"Entertainment":(4,5,120,-1),"Sports":(2,8,140,-1),"Education":(1,10,600,-1),
 "Kids":(2.5,5,180,-1),"Pets":(1.5,5,150,-1),"Fees":(1,1,35,-1),"Taxes":(.4,50,2500,-1),
 "Charity":(.5,5,100,-1),"Salary":(1.2,1400,5200,1),"Interest":(.6,0.01,40,1),"Refund":(1.2,3,150,1),
}
SYL = "ba be bo ca co da de do el fa fi ga go ha he in jo ka ki la le li lo ma me mo na ne no or pa pe po ra re ri ro sa se si so ta te ti to ul va ve vi wa wi ya zo".split()
SUFF = ["MARKET","CAFE","STORE","SHOP","DELI","GMBH","LLC","INC","CO","BISTRO","ONLINE","SERVICES","CENTER","HOUSE","BROS","& SONS","EXPRESS","GROUP"]
CITY = ["BERLIN","AUSTIN TX","PORTLAND OR","LYON","MÜNCHEN","KRAKÓW","SEATTLE WA","BOSTON MA","PORTO","GENÈVE","MADISON WI","OAKLAND CA","TOLEDO OH","BRNO","UTRECHT","GRAZ"]
START = dt.date(2015,1,1); DAYS = (dt.date(2025,1,1)-START).days

def payees(rng):
    out, seen = [], set()
    cats = list(CATS); w = [CATS[c][0] for c in cats]
    while len(out) < 3000:
        n = "".join(rng.choice(SYL) for _ in range(rng.randint(2,4))).upper()
        if rng.random() < .35: n += " " + "".join(rng.choice(SYL) for _ in range(2)).upper()
        n += " " + rng.choice(SUFF)
        if n in seen: continue
        seen.add(n); out.append((n, rng.choices(cats, w)[0]))
    return out

def noisy(rng, name, d):
    r = rng.random()
    if r < .30: return f"{name} #{rng.randint(1,9999):04d} {rng.choice(CITY)}"
    if r < .50: return f"POS {d.month:02d}/{d.day:02d} {name} {rng.choice(CITY)}"
    if r < .62: return f"{name.title()}, Ref {rng.randint(10**8,10**9-1)}"
    if r < .70: return f"SQ *{name}"
    if r < .76: return f"{name} {d.strftime('%d%b').upper()} CARD {rng.randint(1000,9999)}"
    return name

def gen(n, outdir):
    rng = random.Random(20240607)
    P = payees(rng)
    cum = list(itertools.accumulate(1/(i+4)**0.9 for i in range(len(P))))
    acum = list(itertools.accumulate(W))
    rows = []   # (day, seq, acct, payee, cents, extid, cat, tid)
    seq = 0; tid = 0
    dupe = None
    while len(rows) < n:
        day = rng.randrange(DAYS); d = START + dt.timedelta(days=day)
        a = bisect.bisect(acum, rng.random()*acum[-1])
        if rng.random() < .0204 and len(rows)+2 <= n:
            b = rng.choice([x for x in range(12) if x != a]); c = rng.randint(500, 150000)
            lag = rng.choice((0,0,1,2)); tid += 1
            day2 = min(day+lag, DAYS-1)
            rows.append((day, seq, a, f"TRANSFER TO {ACCTS[b].upper()}", -c, None, "Transfer", tid)); seq += 1
            rows.append((day2, seq, b, f"TRANSFER FROM {ACCTS[a].upper()}", c, None, "Transfer", tid)); seq += 1
            continue
        name, cat = P[bisect.bisect(cum, rng.random()*cum[-1])]
        _, lo, hi, sg = CATS[cat]
        c = sg*int(round(100*(lo+(hi-lo)*rng.random()**2)))
        if c == 0: c = sg
        t = noisy(rng, name, d)
        rows.append((day, seq, a, t, c, None, cat, 0)); seq += 1
        if rng.random() < .002 and len(rows) < n:
            rows.append((day, seq, a, t, c, None, cat, 0)); seq += 1
    rows.sort(key=lambda r: (r[0], r[1]))
    bal = [0]*12
    path = os.path.join(outdir, f"bank_{n}.csv")
    money = lambda c: f"{'-' if c<0 else ''}{abs(c)//100}.{abs(c)%100:02d}"
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow("date account payee amount balance external_id category transfer_id".split())
        for i, (day, s, a, t, c, _, cat, td) in enumerate(rows):
            bal[a] += c
            w.writerow([(START+dt.timedelta(days=day)).isoformat(), ACCTS[a], t, money(c), money(bal[a]),
                        "" if a in NOID else f"{a:02d}{day:05d}{i:08d}", cat, td or ""])
    with open(os.path.join(outdir, "payees.csv"), "w", newline="", encoding="utf-8") as f:
        csv.writer(f, lineterminator="\n").writerows([("payee","category")]+P)
    return path

if __name__ == "__main__":
    out = sys.argv[1]; os.makedirs(out, exist_ok=True)
    for n in map(int, sys.argv[2:]): print(gen(n, out))
