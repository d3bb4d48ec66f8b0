"""From answers to a posterior over the traits, on a grid.

What an author cannot know is where a scale as a whole lies: all questions about a trait are off by the same offset δ ~ N(0, s²). Answers
tell of the trait *on the author's scale*, θ + δ; so their likelihood is smoothed by that normal distribution before it meets the prior of
θ. Choices compare two tasks directly and pass by the offset. No number of questions takes δ away.
Sources: Bock & Mislevy (1982) (EAP on a grid); Pearl (1988) and Murphy, Weiss & Jordan (1999) (belief propagation, for the interests that
choices tie together).
"""

from functools import cache
from itertools import pairwise

import numpy as np

from opscareer.engine.items import GRID, LEAST_PROBABILITY, NODES, PRIOR, Bools, Floats, Ints, ItemBank
from opscareer.frozen import frozen

LOG_PRIOR: Floats = np.log(PRIOR)
CONVERGED = 1e-12
MAX_ROUNDS = 300
BLOCK = 256  # people at once: what is added up stays in the processor's cache
BLOCK_OF_CHOICES = 64  # likewise where choices were answered, which takes 0.3 MB a person at most
TOEPLITZ: Ints = np.arange(NODES)[None, :] - np.arange(NODES)[:, None] + NODES - 1  # [first, second] → index into DIFFERENCES


@frozen
class Posterior:
    """What the answers of P people say about K traits.

    bank: the questions that were answered
    answers: option numbers (P, J), 0 where unanswered
    marginals: probabilities on the grid (P, K, G)
    on_scale: the same on the author's scale, its offset and the choices left out (P, K, G): what is said of levels
    local: log of prior times likelihood of the answers about one trait (P, K, G)
    converged: whether belief propagation came to rest (P,); where not, `marginals` of the interests are further off than documented
    """

    bank: ItemBank
    answers: Ints
    marginals: Floats
    on_scale: Floats
    local: Floats
    converged: Bools

    def mean(self) -> Floats:
        """EAP estimates (P, K)."""
        return self.marginals @ GRID

    def sd(self) -> Floats:
        """Posterior standard deviations (P, K)."""
        return deviations(self.marginals)


def deviations(marginals: Floats) -> Floats:
    """Standard deviations (…) of distributions on the grid (…, G)."""
    return np.sqrt(np.maximum(marginals @ GRID**2 - (marginals @ GRID) ** 2, 0.0))


def cumulative(marginals: Floats) -> Floats:
    """Probabilities (…, G) → cumulative ones at EDGES (…, G+1), from 0 to 1."""
    summed = np.cumsum(marginals, axis=-1)
    summed /= summed[..., -1:]
    return np.concatenate([np.zeros((*summed.shape[:-1], 1)), summed], axis=-1)


def posterior(bank: ItemBank, answers: Ints, tolerance: float = CONVERGED) -> Posterior:
    """Posterior of P people from their answers (P, J).

    Answers about one trait multiply into the grid, exactly. Choices tie interests together: their marginals come from sum–product belief
    propagation, exact while the answered choices form no circle and close to exact otherwise (docs/method.md gives the error). Messages
    are passed until none changes by more than `tolerance`.
    """
    shape = (len(answers), len(bank.traits), NODES)
    marginals, on_scale, local, converged = np.empty(shape), np.empty(shape), np.empty(shape), np.ones(len(answers), dtype=bool)
    choices = answers[:, bank.singles :]
    size = BLOCK_OF_CHOICES if choices.any() else BLOCK
    for start in range(0, len(answers), size):
        block = slice(start, start + size)
        likelihood = _likelihood(bank, answers[block])
        on_scale[block] = _normalized(likelihood + LOG_PRIOR).swapaxes(0, 1)
        beliefs = local[block] = (_smoothed(likelihood, bank.offsets) + LOG_PRIOR).swapaxes(0, 1)
        if choices[block].any():
            added, converged[block] = _Propagation(bank, beliefs, choices[block]).run(tolerance)
            beliefs = beliefs + added
        marginals[block] = _normalized(beliefs)
    return Posterior(bank, answers, marginals, on_scale, local, converged)


def _normalized(logs: Floats) -> Floats:
    """Logarithms of weights on the grid (…, G) → probabilities."""
    mass = np.subtract(logs, logs.max(axis=-1, keepdims=True))
    np.exp(mass, out=mass)
    mass /= mass.sum(axis=-1, keepdims=True)
    return np.asarray(mass)


def _likelihood(bank: ItemBank, answers: Ints) -> Floats:
    """Log likelihood of the answers about one trait (K, P, G): trait first, so that adding runs through adjacent memory."""
    logs = np.zeros((len(bank.traits), len(answers), NODES))
    columns = np.ascontiguousarray(answers[:, : bank.singles].T)
    for trait, table, column in zip(bank.single_trait, bank.single, columns, strict=True):
        if column.any():
            logs[trait] += table.take(column, axis=0)
    return logs


def _smoothed(logs: Floats, offsets: Floats) -> Floats:
    """The log likelihood (K, P, G) of traits whose scales are off by an unknown offset of these standard deviations (K,)."""
    smoothed = logs.copy()
    for trait, sd in enumerate(offsets.tolist()):
        if sd and logs[trait].any():
            top = logs[trait].max(axis=-1, keepdims=True)
            mixed = np.exp(logs[trait] - top) @ offset_kernel(sd)
            smoothed[trait] = np.log(np.maximum(mixed, LEAST_PROBABILITY)) + top
    return smoothed


@cache
def offset_kernel(sd: float) -> Floats:
    """[η, θ]: the weight of the value η on the author's scale for a trait θ; each column sums to 1."""
    weights = np.exp(-(((GRID[:, None] - GRID[None, :]) / sd) ** 2) / 2)
    return np.asarray(weights / weights.sum(axis=0))


class _Propagation:
    """Messages along the M ties that answered choices make between two interests of a person, of P people at once.

    Each tie has two messages: [0] to the first of its interests, [1] to the second. Ties of whatever person that say the same share one
    kernel; they are sorted by it, so that one matrix product serves them all.

    pairs: pairs of traits that anybody has tied (E, 2), the lower first
    arrives: 1 where one of the 2E messages of a person goes to a trait (K, 2E)
    people, ties: whose each tie is, and which of the pairs it ties (M,)
    kernels: what ties can say (U, first, second)
    slices: which of the M ties each kernel is for
    """

    def __init__(self, bank: ItemBank, local: Floats, answers: Ints) -> None:
        self.local = local
        asked = np.flatnonzero(answers.any(axis=0))
        flipped = bank.pair_traits[asked, 0] > bank.pair_traits[asked, 1]
        # Several choices between the same two interests are one tie: taken singly they would be a circle, and say too much.
        self.pairs, tie_of = np.unique(np.sort(bank.pair_traits[asked], axis=1), axis=0, return_inverse=True)
        tie_of = tie_of.ravel()
        said = np.zeros((len(answers), len(self.pairs)), dtype=np.int64)
        tied = np.zeros(said.shape, dtype=bool)
        for choice, tie in zip(asked, tie_of, strict=True):
            said[:, tie] = np.unique(said[:, tie] * bank.pairs.shape[1] + answers[:, choice], return_inverse=True)[1]
            tied[:, tie] |= answers[:, choice] > 0
        people, ties = np.nonzero(tied)
        keys = said[tied] + len(answers) * ties
        order = np.argsort(keys, kind="stable")
        self.people, self.ties = people[order], ties[order]
        self.arrives = (self.pairs.ravel() == np.arange(local.shape[1])[:, None]).astype(float)
        starts = np.unique(keys[order], return_index=True)[1]
        logs = np.zeros((len(starts), bank.pairs.shape[2]))
        for choice, tie, flip in zip(asked, tie_of, flipped, strict=True):
            own = self.ties[starts] == tie
            says = bank.pairs[choice, answers[self.people[starts[own]], choice]]
            logs[own] += says[:, ::-1] if flip else says
        self.kernels = np.exp(logs)[:, TOEPLITZ]
        self.slices = [slice(*bounds) for bounds in pairwise([*starts, len(order)])]

    def run(self, tolerance: float) -> tuple[Floats, Bools]:
        """What the choices add to each trait (P, K, G), as logarithms, and whose messages changed by less than `tolerance` at last (P,)."""
        messages = np.zeros((len(self.people), 2, NODES))
        change = np.zeros(len(self.people))
        for _ in range(MAX_ROUNDS):
            beliefs = self.local + self._arriving(messages)
            fresh = self._passed(beliefs[self.people[:, None], self.pairs[self.ties]] - messages)
            change = np.abs(fresh - messages).max(axis=(1, 2))
            messages = fresh
            if change.max() < tolerance:
                break
        unsettled = self.people[change >= tolerance]
        return self._arriving(messages), ~np.isin(np.arange(len(self.local)), unsettled)

    def _arriving(self, messages: Floats) -> Floats:
        """The sum of the messages to each trait (P, K, G)."""
        by_person = np.zeros((len(self.local), len(self.pairs), 2, NODES))
        by_person[self.people, self.ties] = messages
        return np.asarray(self.arrives @ by_person.reshape(len(self.local), -1, NODES))

    def _passed(self, cavity: Floats) -> Floats:
        """The next messages (M, 2, G), from all that each end knows but from this tie."""
        cavity -= cavity.max(axis=-1, keepdims=True)
        known = np.exp(cavity, out=cavity)
        known[:, 1] = known[:, 1, ::-1].copy()  # a kernel depends on the difference alone: backwards it serves the other direction too
        passed = np.empty_like(known)
        for kernel, own in zip(self.kernels, self.slices, strict=True):
            np.matmul(known[own].reshape(-1, NODES), kernel, out=passed[own].reshape(-1, NODES))
        fresh = np.stack([passed[:, 1, ::-1], passed[:, 0]], axis=1)
        fresh /= fresh.max(axis=-1, keepdims=True)
        return np.asarray(np.log(fresh, out=fresh))
