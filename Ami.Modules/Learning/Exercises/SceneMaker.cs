using System.Buffers.Binary;
using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Learning;

/// <summary>A part of a symbol's history that a scene was, or is.</summary>
/// <param name="Symbol">Whose.</param>
/// <param name="StartsAt">When its first bar opened.</param>
/// <param name="EndsAt">When its last bar was over.</param>
/// <param name="IsOfAttempt">Whether it is of the same attempt.</param>
internal sealed record SceneSpan(string Symbol, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsOfAttempt)
{
    /// <summary>Whether it shares a bar with another part.</summary>
    public bool Meets(string symbol, DateTimeOffset starts, DateTimeOffset ends) => Symbol == symbol && StartsAt < ends && starts < EndsAt;
}

/// <summary>
/// Chooses what a scene is played on: bars of stored history that are over long since, by the seed of the attempt and the position. What came after the last
/// known bar is no reason to choose or to leave it.
/// </summary>
internal sealed class SceneMaker(IEnumerable<IPastMarket> markets, IEnumerable<ISymbolDirectory> directories, TimeProvider time)
{
    /// <summary>Parts of history that are read at most.</summary>
    private const int MostReads = 12;

    /// <summary>Moments that are looked at more closely at most.</summary>
    private const int MostCandidates = 300;

    /// <summary>A scene that nobody has seen a part of; null where there is no history for one.</summary>
    /// <param name="attempt">Of which attempt.</param>
    /// <param name="position">Of which question of it.</param>
    /// <param name="question">The exercise.</param>
    /// <param name="taken">Scenes of the same person and course.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Scene?> Make(Guid attempt, int position, Question question, IReadOnlyList<SceneSpan> taken, CancellationToken cancellationToken)
    {
        // Without the module that keeps prices there is no history.
        if (
            question is not { Content.Replay: { } terms, Solution.Reference: { } reference }
            || markets.FirstOrDefault() is not { } past
            || directories.FirstOrDefault() is not { } directory
        )
        {
            return null;
        }

        var seed = ComputedId.Of($"learning.scene:{attempt}/{position}").ToByteArray(bigEndian: true);
        var random = new Random(BinaryPrimitives.ReadInt32BigEndian(seed));
        var (candidates, fallback) = (0, (Scene?)null);
        var earliest = new Dictionary<Symbol, DateTimeOffset>();
        for (var read = 0; read < MostReads && candidates < MostCandidates; read++)
        {
            var symbol = Symbol.Of(terms.Symbols[random.Next(terms.Symbols.Length)]);
            if (
                !(await directory.Find(symbol, cancellationToken)).Try(out var spec, out _)
                || await Read(past, spec, terms, random, earliest, cancellationToken) is not { } history
            )
            {
                continue;
            }

            var moments = history.Moments(terms).ToArray();
            random.Shuffle(moments);
            foreach (var moment in moments.Take(MostCandidates - candidates))
            {
                candidates++;
                var (starts, ends) = history.Span(moment, terms);
                var met = taken.Where(span => span.Meets(symbol.Value, starts, ends)).ToList();
                if (met.Exists(span => span.IsOfAttempt) || (met.Count > 0 && fallback is not null))
                {
                    continue;
                }

                var (tape, scale) = history.Cut(moment, terms);
                if (!SceneJudge.IsUsable(terms, reference, tape))
                {
                    continue;
                }

                var scene = new Scene
                {
                    AttemptId = attempt,
                    Position = position,
                    Symbol = symbol.Value,
                    StartsAt = starts,
                    EndsAt = ends,
                    Scale = scale,
                    Tape = tape,
                };
                if (met.Count == 0)
                {
                    return scene;
                }

                // Better one that shares some bars with an earlier attempt's than none.
                fallback ??= scene;
            }
        }

        return fallback;
    }

    /// <summary>A part of a symbol's history, anywhere in it. Bars of a day are kept for longer than those of an hour: where a part had none, the next one is behind it.</summary>
    private async Task<SceneHistory?> Read(
        IPastMarket past,
        SymbolSpec spec,
        ReplayTerms terms,
        Random random,
        Dictionary<Symbol, DateTimeOffset> earliest,
        CancellationToken cancellationToken
    )
    {
        if (!(await past.At(spec.Symbol, time.GetUtcNow(), cancellationToken)).Try(out var known, out _) || known is not { First: { } first, Last: { } last })
        {
            return null;
        }

        first = earliest.GetValueOrDefault(spec.Symbol, first);
        var window = terms.Length.Duration * PastChart.Most;
        var to = last - first <= window ? last : first + window + ((last - first - window) * random.NextDouble());
        var wanted = new PastChart(terms.Interval, To: to, Limit: PastChart.Most);
        if (!(await past.Chart(spec.Symbol, wanted, last, cancellationToken)).Try(out var chart, out _))
        {
            return null;
        }

        if (chart.T.Length < terms.Before + terms.After)
        {
            earliest[spec.Symbol] = to;
        }

        return SceneHistory.Of(chart, spec, last);
    }
}
