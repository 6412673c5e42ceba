using System.Collections.Concurrent;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Alerts;

/// <summary>
/// Looks at alerts when bars close, in the silo that leads the feed. Bars are those that are stored, read once for all alerts of a symbol and interval; from
/// where the last silo came to on, so what closed while none was at work is made up for.
/// </summary>
internal sealed class EvaluateAlerts(
    AlertGroups groups,
    AlertHorizon horizon,
    SymbolDirectory directory,
    StoredIntervals stored,
    ChartReader reader,
    TimeProvider time,
    ILogger<EvaluateAlerts> logger
)
{
    /// <summary>How often groups are looked up that are new.</summary>
    private static readonly TimeSpan LookUpEvery = TimeSpan.FromSeconds(2);

    // Bars that closed longer ago are not looked at, as ticks of that age are not handed over: nobody acts on them any more.
    private static readonly long CatchUpAtMost = 7 * BarInterval.OneDay.Milliseconds;

    private const int BarsAtOnce = 1_000;
    private const int Parallelism = 4;

    private readonly ConcurrentDictionary<(string Symbol, string Interval), (AlertGroup Group, AlertSet Set, IReadOnlyList<CorporateAction> Actions)> _sets =
        new();
    private List<AlertGroup> _groups = [];
    private DateTimeOffset? _lookedUpAt;

    /// <summary>Looks at all bars that have closed.</summary>
    public async Task Evaluate(JobRun run, CancellationToken cancellationToken)
    {
        if (_lookedUpAt is not { } lookedUp || (time.GetUtcNow() - lookedUp).Duration() >= LookUpEvery)
        {
            await LookUp(cancellationToken);
        }

        var (after, lost, failures) = (new ConcurrentBag<AlertGroup>(), 0, new ConcurrentBag<Exception>());
        await Parallel.ForEachAsync(
            _groups,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (group, ct) =>
            {
                try
                {
                    var moved = await CatchUp(group, run, ct);
                    after.Add(moved ?? group);
                    Interlocked.Add(ref lost, moved is null ? 1 : 0);
                }
                catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
                {
                    // The others go on; what failed is read again at the next turn, which begins where this one did.
                    after.Add(group);
                    failures.Add(e);
                    Interlocked.Increment(ref lost);
                }
            }
        );
        _groups = [.. after];
        if (lost > 0)
        {
            // Somebody changed alerts, or another silo leads: what is there now is read at the next beat.
            _lookedUpAt = null;
        }

        if (!failures.IsEmpty)
        {
            throw new AggregateException($"The alerts of {failures.Count} of {_groups.Count} symbols and intervals could not be looked at.", failures);
        }
    }

    /// <summary>What others write from now on is not known here: everything is read again when it is this process's turn.</summary>
    public void Stop()
    {
        _lookedUpAt = null;
        _groups = [];
        _sets.Clear();
    }

    private async Task LookUp(CancellationToken cancellationToken)
    {
        await groups.AddNewSymbols(cancellationToken);
        (_groups, _lookedUpAt) = (await groups.All(cancellationToken), time.GetUtcNow());
    }

    /// <returns>The group as it is then; null when somebody else has moved it, or changed an alert.</returns>
    private async Task<AlertGroup?> CatchUp(AlertGroup group, JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (
            !Symbol.Parse(group.Symbol).Try(out var symbol, out _)
            || !(await directory.Find(symbol, cancellationToken)).Try(out var spec, out _)
            || !ChartInterval.Parse(group.Interval).Try(out var interval, out _)
            || horizon.Of(spec, interval, now) is not { } known
        )
        {
            return group;
        }

        var grid = await stored.Grid(spec, interval, cancellationToken);
        if (group.Run != AlertGroups.RunOf(spec))
        {
            var start = spec.Replay is { } clock ? clock.From : known;
            return await groups.Begin(group, AlertGroups.RunOf(spec), start, cancellationToken)
                ? group with
                {
                    Run = AlertGroups.RunOf(spec),
                    EvaluatedTo = start,
                }
                : null;
        }

        while (grid.Opens(known) is var closed && closed > group.EvaluatedTo)
        {
            var set = await SetOf(group, spec, interval, cancellationToken);
            if (set.Alerts.Count == 0)
            {
                return group;
            }

            var begun = Math.Max(group.EvaluatedTo, set.Since(spec));
            var from = Math.Max(begun, closed - CatchUpAtMost);
            if (from > begun)
            {
                logger.LogWarning("Alerts on {Symbol} {Interval} are not looked at before {From}: too old", symbol, group.Interval, CandleStore.Instant(from));
            }

            var to = Math.Min(closed, grid.Opens(from + BarsAtOnce * interval.Milliseconds));
            var outcomes = await Evaluate(spec, grid, set, from, to, run, cancellationToken);
            if (!await Save(group, spec, to, outcomes, cancellationToken))
            {
                return null;
            }

            Keep(group, set, spec.Actions, outcomes, to);
            group = group with { EvaluatedTo = to };
        }

        return group;
    }

    private async Task<AlertSet> SetOf(AlertGroup group, SymbolSpec spec, BarInterval interval, CancellationToken cancellationToken)
    {
        var known = _sets.GetValueOrDefault((group.Symbol, group.Interval));
        if (known.Group is not null && known.Group == group && known.Actions.SequenceEqual(spec.Actions))
        {
            return known.Set;
        }

        var set = new AlertSet(interval, await groups.Load(group, spec, cancellationToken), known.Set);
        _sets[(group.Symbol, group.Interval)] = (group, set, spec.Actions);
        return set;
    }

    private async Task<List<AlertOutcome>> Evaluate(
        SymbolSpec spec,
        BarGrid grid,
        AlertSet set,
        long from,
        long to,
        JobRun run,
        CancellationToken cancellationToken
    )
    {
        // Before the first bar that opens there, some that lead.
        var opens = grid.Opens(from);
        var most = (int)((to - opens) / grid.Interval.Milliseconds) + 2 + set.Lead;
        var outcomes = new List<AlertOutcome>();
        foreach (var factors in set.Shares)
        {
            var part = await reader.Read(spec, grid.Interval, BarLimits.Earliest, to, most, to, null, [], factors, cancellationToken);
            var bars = part.Closed.ToList();
            var first = bars.FindIndex(bar => grid.Ends(bar.Time) > from);
            if (first < 0)
            {
                return [];
            }

            outcomes.AddRange(set.Evaluate(spec, grid, bars, first, factors));
        }

        run.Did(set.Alerts.Count);
        return outcomes;
    }

    private async Task<bool> Save(AlertGroup group, SymbolSpec spec, long to, List<AlertOutcome> outcomes, CancellationToken cancellationToken)
    {
        try
        {
            return await groups.Save(group, spec, to, outcomes, cancellationToken);
        }
        catch
        {
            // Whether it was written is not known: what is there is read again.
            _sets.TryRemove((group.Symbol, group.Interval), out _);
            throw;
        }
    }

    private void Keep(AlertGroup group, AlertSet set, IReadOnlyList<CorporateAction> actions, List<AlertOutcome> outcomes, long to)
    {
        var ended = new HashSet<ActiveAlert>(ReferenceEqualityComparer.Instance);
        foreach (var outcome in outcomes)
        {
            outcome.Alert.State = outcome.State;
            if (outcome.Ended is not null)
            {
                ended.Add(outcome.Alert);
            }
        }

        var moved = group with { EvaluatedTo = to };
        _sets[(group.Symbol, group.Interval)] =
            ended.Count == 0
                ? (moved, set, actions)
                : (moved, new AlertSet(ChartInterval.Parse(group.Interval).Value, [.. set.Alerts.Where(alert => !ended.Contains(alert))], set), actions);
    }
}
