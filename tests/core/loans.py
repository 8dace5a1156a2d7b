"""Schedules of loans by numpy-financial: JSON on standard input, JSON on standard output.

In:  [{"principal": minor units, "rate": of a month, "months": n, "payment": a payment to count}]
Out: {"seconds": for the schedules alone,
      "loans": [{"pmt", "ipmt": [...], "ppmt": [...], "nper"}]}, payments above zero.
With a number as argument only the seconds are told, of the best of so many runs.
"""
import json
import sys
import time

import numpy as np
import numpy_financial as npf


# Without interest it divides by nothing on the way.
np.seterr(invalid="ignore")


def schedule(loan):
    rate, months, owed = loan["rate"], loan["months"], loan["principal"]
    periods = np.arange(1, months + 1)
    return (
        -npf.pmt(rate, months, owed),
        -npf.ipmt(rate, periods, months, owed),
        -npf.ppmt(rate, periods, months, owed),
    )


def count(loan):
    nper = float(npf.nper(loan["rate"], -loan["payment"], loan["principal"]))
    return nper if np.isfinite(nper) else None


def timed(loans):
    start = time.perf_counter()
    schedules = [schedule(loan) for loan in loans]
    return time.perf_counter() - start, schedules


loans = json.load(sys.stdin)
if len(sys.argv) > 1:
    json.dump({"seconds": min(timed(loans)[0] for _ in range(int(sys.argv[1])))}, sys.stdout)
else:
    seconds, schedules = timed(loans)
    told = [
        {
            "pmt": float(pmt),
            "ipmt": [float(part) for part in ipmt],
            "ppmt": [float(part) for part in ppmt],
            "nper": count(loan),
        }
        for loan, (pmt, ipmt, ppmt) in zip(loans, schedules)
    ]
    json.dump({"seconds": seconds, "loans": told}, sys.stdout)
