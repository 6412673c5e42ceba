using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Alerts;

/// <summary>An alert that is switched on, as the silo keeps it in memory.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Id">Which.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="Rule">In canonical form.</param>
/// <param name="Repeat">How often it fires.</param>
/// <param name="Margin">Percent.</param>
/// <param name="Since">Bars of the symbol that close later count, Unix milliseconds.</param>
/// <param name="ExpiresAt">Bars that close later do not, Unix milliseconds.</param>
/// <param name="Mail">Whether it is told of by mail, too.</param>
/// <param name="HasWebhook">Whether an address is called.</param>
/// <param name="IsOnMany">Whether it is about several symbols; the symbol's own state is kept then.</param>
/// <param name="IsOnDrawing">Whether it is about a drawing.</param>
/// <param name="About">The drawing, or the symbol for one on several; null for others, and where the drawing is gone.</param>
internal sealed record ActiveAlert(
    Guid UserId,
    Guid Id,
    string Name,
    string Rule,
    AlertRepeat Repeat,
    decimal Margin,
    long Since,
    long ExpiresAt,
    bool Mail,
    bool HasWebhook,
    bool IsOnMany,
    bool IsOnDrawing,
    IAlertFacts? About
)
{
    /// <summary>
    /// What makes prices ones of the shares of when its condition was written: by those its figures were meant, so a split neither fires it nor makes it another.
    /// </summary>
    public PriceFactors Factors { get; init; } = PriceFactors.None;

    /// <summary>Whether it is armed; moves on once that is stored.</summary>
    public AlertState State { get; set; }
}

/// <summary>What some bars did to an alert.</summary>
/// <param name="Alert">Which.</param>
/// <param name="State">Its state after them.</param>
/// <param name="Ended">Why it is over; null while it goes on.</param>
/// <param name="Fired">The bars at which it fired, oldest first.</param>
internal sealed record AlertOutcome(ActiveAlert Alert, AlertState State, AlertEnd? Ended, IReadOnlyList<Candle> Fired);

/// <summary>The alerts of a symbol and interval. Those with the same condition share its evaluation, unless it is about a drawing.</summary>
/// <param name="interval">Length of the bars.</param>
/// <param name="alerts">Those that are switched on.</param>
/// <param name="before">The set in whose place it comes, if any: conditions that were read are not read again.</param>
internal sealed class AlertSet(BarInterval interval, IReadOnlyList<ActiveAlert> alerts, AlertSet? before = null)
{
    private readonly Dictionary<(string Rule, FactSchema Facts), RuleProgram?> _programs = Programs(interval, alerts, before);

    /// <summary>Those that are switched on.</summary>
    public IReadOnlyList<ActiveAlert> Alerts => alerts;

    /// <summary>Bars that are needed before the first new one.</summary>
    public int Lead => _programs.Values.Max(program => program is null ? 1 : AlertRules.Lead(program, interval) + 1);

    /// <summary>How many conditions are evaluated, those about drawings apart.</summary>
    public int Conditions => _programs.Count;

    /// <summary>The shares by whose prices they are looked at: those of now, and those of before a split where some are older than it.</summary>
    public IEnumerable<PriceFactors> Shares => alerts.Select(alert => alert.Factors).Distinct();

    /// <summary>Bars that closed at or before it count for none of them, by the symbol's clock.</summary>
    public long Since(SymbolSpec spec) => alerts.Min(alert => Market(spec, alert.Since));

    /// <summary>Looks at the bars that have closed, with the alerts that go by prices of some shares.</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="grid">When its bars open.</param>
    /// <param name="bars">Closed bars, with those that lead.</param>
    /// <param name="first">Index of the first that was not looked at yet.</param>
    /// <param name="factors">What the bars are adjusted with.</param>
    /// <returns>What changed.</returns>
    public List<AlertOutcome> Evaluate(SymbolSpec spec, BarGrid grid, List<Candle> bars, int first, PriceFactors factors)
    {
        var view = IndicatorRows.View(interval, bars);
        var from = Math.Max(0, first - 1);
        var ends = bars.Skip(first).Select(bar => grid.Ends(bar.Time)).ToArray();
        var shared = new Dictionary<(string Rule, IAlertFacts? About), double[]>();
        var levels = new Dictionary<(string Rule, IAlertFacts? About), double[]?>();
        var outcomes = new List<AlertOutcome>();
        foreach (var alert in alerts.Where(alert => alert.Factors.Equals(factors)))
        {
            if (ProgramOf(alert) is not { } program)
            {
                outcomes.Add(new AlertOutcome(alert, alert.State, alert.IsOnDrawing && alert.About is null ? AlertEnd.DrawingGone : AlertEnd.Broken, []));
                continue;
            }

            if (!shared.TryGetValue((alert.Rule, alert.About), out var truths))
            {
                truths = shared[(alert.Rule, alert.About)] = AlertTruths.Of(program, view, from, alert.About);
            }

            double[]? reached = null;
            if (alert.Margin > 0 && !levels.TryGetValue((alert.Rule, alert.About), out reached))
            {
                reached = levels[(alert.Rule, alert.About)] = AlertReach.Levels(alert.Rule, view, from, alert.About);
            }

            if (Follow(alert, spec, truths, reached, bars, ends, first) is { } outcome)
            {
                outcomes.Add(outcome);
            }
        }

        return outcomes;
    }

    private static AlertOutcome? Follow(ActiveAlert alert, SymbolSpec spec, double[] truths, double[]? levels, List<Candle> bars, long[] ends, int first)
    {
        var (state, since, expiry) = (alert.State, Market(spec, alert.Since), Market(spec, alert.ExpiresAt));
        List<Candle>? fired = null;
        AlertEnd? ended = null;
        // Of the bar before the first one nothing is known where that is the oldest there is.
        var offset = first == 0 ? 0 : 1;
        for (var i = 0; i < ends.Length && ended is null; i++)
        {
            if (ends[i] <= since)
            {
                continue;
            }

            if (ends[i] > expiry)
            {
                ended = AlertEnd.Expired;
                continue;
            }

            var before = i + offset == 0 ? RuleValue.Undefined : new RuleValue(truths[i + offset - 1]);
            var bar = bars[first + i];
            var level = levels?[i + offset] ?? double.NaN;
            (state, var fires) = state.At(alert.Repeat, alert.Margin, before, new RuleValue(truths[i + offset]), bar.Close, level);
            if (fires)
            {
                // Told at the price that it was traded at.
                var close = alert.Factors.IsNone ? bar.Close : decimal.Round(alert.Factors.Traded(bar.Close, ends[i] - 1), spec.PriceDigits);
                (fired ??= []).Add(bar with { Close = close });
                ended = alert.Repeat == AlertRepeat.Once ? AlertEnd.Fired : null;
            }
        }

        return ended is null && fired is null && state == alert.State ? null : new AlertOutcome(alert, state, ended, fired ?? []);
    }

    /// <summary>What the symbol's clock said at a moment by the wall; during a replay nothing before its start.</summary>
    public static long Market(SymbolSpec spec, long wall) =>
        spec.Replay is { } clock && wall < long.MaxValue ? clock.MarketAt(Math.Max(wall, clock.StartedAt)) : wall;

    private RuleProgram? ProgramOf(ActiveAlert alert) =>
        alert.IsOnDrawing && alert.About is null ? null : _programs[(alert.Rule, alert.About?.Facts ?? FactSchema.None)];

    private static Dictionary<(string Rule, FactSchema Facts), RuleProgram?> Programs(BarInterval interval, IReadOnlyList<ActiveAlert> alerts, AlertSet? before)
    {
        var programs = new Dictionary<(string Rule, FactSchema Facts), RuleProgram?>();
        foreach (var alert in alerts)
        {
            var key = (alert.Rule, alert.About?.Facts ?? FactSchema.None);
            if (!programs.ContainsKey(key))
            {
                programs[key] =
                    before?._programs.GetValueOrDefault(key)
                    ?? (AlertRules.Compile(alert.Rule, alert.About, interval, out _).Try(out var program, out _) ? program : null);
            }
        }

        return programs;
    }
}
