"""Softmax regression by L-BFGS on a dense float32 matrix: seconds where a general solver takes minutes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Array = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def fit_softmax(
    matrix: Array, classes: Ints, count: int, penalty: float, weights: Array, rounds: int = 80
) -> tuple[Array, Array]:
    """Weights [features, count] and bias [count]; `weights` says how much each row counts."""
    rows, width = matrix.shape
    target = np.zeros((rows, count), dtype=np.float32)
    target[np.arange(rows), classes] = 1.0
    share = (weights / weights.sum())[:, None]

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        solution = flat.astype(np.float32).reshape(width + 1, count)
        chances = _softmax(matrix @ solution[:-1] + solution[-1])
        error = (chances - target) * share
        slope = np.vstack([matrix.T @ error + penalty * solution[:-1], error.sum(0)])
        cost = -float((np.log(np.maximum((chances * target).sum(1), 1e-9)) * share[:, 0]).sum())
        return cost + 0.5 * penalty * float((solution[:-1] ** 2).sum()), slope.astype(np.float64).ravel()

    found = minimize(loss, np.zeros((width + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    solution = found.x.astype(np.float32).reshape(width + 1, count)
    return solution[:-1], solution[-1]


def _softmax(logits: Array) -> Array:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    result: Array = raised / raised.sum(1, keepdims=True)
    return result
