"""Monte Carlo as one would write it with NumPy: one vector operation over all paths at a time.

Arguments: paths, steps per year, years, drift, volatility, initial wealth, contribution per step, yearly fee, seed.
Answers one JSON line per line read: "matrix" simulates geometric Brownian motion as a matrix (paths, steps) without payments,
"payments" goes through the steps with a payment and a fee at each. Both end with a percentile fan at the end of every year.
"""
import json
import sys
import time

try:
    import numpy as np
except ImportError as error:
    print(json.dumps({"missing": str(error)}), flush=True)
    sys.exit(0)

PERCENTILES = [5, 25, 50, 75, 95]


def matrix(rng, paths, per_year, years, mu, sigma, wealth, payment, fee):
    dt = 1 / per_year
    z = rng.standard_normal((paths, per_year * years))
    growth = np.cumsum((mu - 0.5 * sigma**2) * dt + sigma * np.sqrt(dt) * z, axis=1)
    values = wealth * np.exp(growth[:, per_year - 1 :: per_year])
    fan = np.percentile(values, PERCENTILES, axis=0)
    return values[:, -1].mean(), fan[2, -1]


def payments(rng, paths, per_year, years, mu, sigma, wealth, payment, fee):
    dt = 1 / per_year
    drift = (mu - 0.5 * sigma**2) * dt + np.log(1 - fee) * dt
    values = np.full(paths, wealth)
    recorded = []
    for step in range(1, per_year * years + 1):
        z = rng.standard_normal(paths)
        values = (values + payment) * np.exp(drift + sigma * np.sqrt(dt) * z)
        if step % per_year == 0:
            recorded.append(values)
    fan = np.percentile(np.array(recorded), PERCENTILES, axis=1)
    return values.mean(), fan[2, -1]


def main():
    paths, per_year, years = (int(a) for a in sys.argv[1:4])
    numbers = [float(a) for a in sys.argv[4:9]]
    rng = np.random.default_rng(int(sys.argv[9]))
    print(json.dumps({"version": np.__version__}), flush=True)
    for line in sys.stdin:
        run = {"matrix": matrix, "payments": payments}[line.strip()]
        started = time.perf_counter()
        mean, median = run(rng, paths, per_year, years, *numbers)
        print(json.dumps({"seconds": time.perf_counter() - started, "mean": mean, "median": median}), flush=True)


if __name__ == "__main__":
    main()
