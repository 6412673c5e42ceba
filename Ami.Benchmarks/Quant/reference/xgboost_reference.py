"""Fits XGBoost's hist on a set written by TreeBenchmarks, once per line "run" on standard input.

Arguments: file, training rows, test rows, columns, objective, depth, eta, rounds. The file holds float32, little-endian: the training
features by row, the test features by row, the training targets, the test targets. Answers one JSON line per run:
seconds to fit (without building the DMatrix), seconds to predict the training rows, and the test loss.
"""
import json
import sys
import time

try:
    import numpy as np
    import xgboost as xgb
except ImportError as error:
    print(json.dumps({"missing": str(error)}), flush=True)
    sys.exit(0)

THREADS = 2


def main():
    path, rows, test_rows, columns, objective = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5]
    data = np.fromfile(path, dtype="<f4")
    cells, test_cells = rows * columns, test_rows * columns
    x, tx, y, ty = np.split(data, [cells, cells + test_cells, cells + test_cells + rows])
    test = xgb.DMatrix(tx.reshape(test_rows, columns), ty, nthread=THREADS)
    parameters = {
        "tree_method": "hist",
        "objective": objective,
        "max_depth": int(sys.argv[6]),
        "eta": float(sys.argv[7]),
        "lambda": 1.0,
        "min_child_weight": 1.0,
        "max_bin": 256,
        "base_score": float(y.mean()),
        "nthread": THREADS,
        "verbosity": 0,
    }
    print(json.dumps({"version": xgb.__version__}), flush=True)
    for line in sys.stdin:
        if line.strip() != "run":
            break
        # A matrix keeps its quantiles once it was fitted on; each run gets a new one, so that every fit finds its own.
        train = xgb.DMatrix(x.reshape(rows, columns), y, nthread=THREADS)
        started = time.perf_counter()
        booster = xgb.train(parameters, train, int(sys.argv[8]))
        fitted = time.perf_counter()
        # A booster caches predictions of the matrix it was fitted on; a copy without the cache predicts for real.
        fresh = xgb.Booster({"nthread": THREADS}, model_file=booster.save_raw("json"))
        ready = time.perf_counter()
        fresh.predict(train)
        predicted = time.perf_counter()
        p = booster.predict(test).astype(np.float64)
        t = ty.astype(np.float64)
        if objective == "binary:logistic":
            p = np.clip(p, 1e-15, 1 - 1e-15)
            loss = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
        else:
            loss = np.sqrt(np.mean((p - t) ** 2))
        print(json.dumps({"fit": fitted - started, "predict": predicted - ready, "loss": float(loss)}), flush=True)


main()
