using Ami.Quant.Indicators;
using Ami.Quant.Rules;

namespace Ami.Quant.Backtesting.Strategies;

/// <summary>When a <see cref="RuleStrategy"/> enters and leaves. Rules name candles and the facts of <see cref="RuleStrategy.Facts"/>.</summary>
public sealed record StrategyRules
{
    /// <summary>Goes long when true; null never does.</summary>
    public RuleProgram? EnterLong { get; init; }

    /// <summary>Goes short when true; null never does.</summary>
    public RuleProgram? EnterShort { get; init; }

    /// <summary>Closes a long position when true, and keeps one from being opened; null leaves it to the protection and to the other side.</summary>
    public RuleProgram? ExitLong { get; init; }

    /// <summary>The same for a short position.</summary>
    public RuleProgram? ExitShort { get; init; }
}

/// <summary>
/// A strategy that is written in the rules' language (<c>docs/rules-language.md</c>). Flat and without a working order, it enters as soon as a
/// rule for it is true, long before short; in a position, the other side's entry turns it round and the own exit closes it. Undefined is not true.
/// </summary>
public sealed class RuleStrategy : IStrategy
{
    /// <summary>What its rules can ask about the position at a bar's close, before the decision.</summary>
    public static readonly FactSchema Facts = new([
        new FactSpec("position.open", RuleKind.Truth, "", new Term("A position is open", "Hay una posición abierta")),
        new FactSpec("position.bars_held", RuleKind.Number, "bars", new Term("Bars since the entry bar", "Velas desde la vela de entrada")),
        new FactSpec("position.held", RuleKind.Duration, "", new Term("Time since the entry bar", "Tiempo desde la vela de entrada")),
        new FactSpec(
            "position.entry_price",
            RuleKind.Number,
            "price",
            new Term("Average entry price; undefined when flat", "Precio medio de entrada; indefinido sin posición")
        ),
        new FactSpec(
            "position.profit_pct",
            RuleKind.Number,
            "%",
            new Term("Gain since entry before costs; undefined when flat", "Ganancia desde la entrada sin costes; indefinida sin posición")
        ),
    ]);

    private readonly StrategyRules _rules;
    private readonly ISizing _sizing;
    private readonly Func<BarContext, PositionSide, Protection> _protection;
    private readonly FactValues _facts = Facts.NewValues();
    private readonly List<Runs?> _runs = [];

    /// <summary>Describes the strategy.</summary>
    /// <param name="rules">When it enters and leaves.</param>
    /// <param name="sizing">Units of a position.</param>
    /// <param name="protection">Exits per entry; default none.</param>
    /// <exception cref="ArgumentException">A rule is no condition, or was compiled with other facts than <see cref="Facts"/> or none.</exception>
    public RuleStrategy(StrategyRules rules, ISizing sizing, Func<BarContext, PositionSide, Protection>? protection = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(sizing);
        foreach (var rule in new[] { rules.EnterLong, rules.EnterShort, rules.ExitLong, rules.ExitShort })
        {
            if (rule is not null && (rule.Type.Kind != RuleKind.Truth || (rule.Facts.Count > 0 && rule.Schema != Facts)))
            {
                throw new ArgumentException($"This is no condition over the facts of a strategy: {rule.Text}", nameof(rules));
            }
        }

        (_rules, _sizing, _protection) = (rules, sizing, protection ?? ((_, _) => Protection.None));
    }

    /// <inheritdoc/>
    public void OnBar(BarContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var runs = RunsOf(context);
        if (runs.NeedsFacts)
        {
            Learn(context);
        }

        // Every run sees every bar, whether its answer is needed or not.
        var (enterLong, enterShort) = (IsTrue(runs.EnterLong, context), IsTrue(runs.EnterShort, context));
        var (exitLong, exitShort) = (IsTrue(runs.ExitLong, context), IsTrue(runs.ExitShort, context));
        if (context.IsFlat)
        {
            if (context.WorkingOrders > 0)
            {
                return;
            }

            if (enterLong && !exitLong)
            {
                context.Enter(PositionSide.Long, _sizing, _protection(context, PositionSide.Long));
            }
            else if (enterShort && !exitShort)
            {
                context.Enter(PositionSide.Short, _sizing, _protection(context, PositionSide.Short));
            }
        }
        else if (context.Quantity > 0)
        {
            if (enterShort && !exitShort)
            {
                Turn(context, PositionSide.Short);
            }
            else if (exitLong)
            {
                context.Close();
            }
        }
        else if (enterLong && !exitLong)
        {
            Turn(context, PositionSide.Long);
        }
        else if (exitShort)
        {
            context.Close();
        }
    }

    private void Turn(BarContext context, PositionSide side)
    {
        var protection = _protection(context, side);
        var close = context.Bar.Close;
        var units = _sizing.Quantity(context.Equity, close, protection.StopFor(side, close), context.Venue);
        context.TargetQuantity(side == PositionSide.Long ? units : -units, protection);
    }

    private void Learn(BarContext context) =>
        _facts
            .Set("position.open", !context.IsFlat)
            .Set("position.bars_held", context.BarsHeld)
            .Set("position.held", context.BarsHeld * context.History.Interval.Duration)
            .Set("position.entry_price", context.EntryPrice)
            .Set("position.profit_pct", 100 * Math.Sign(context.Quantity) * (context.Bar.Close / context.EntryPrice - 1));

    private bool IsTrue(RuleRun? run, BarContext context) => run is not null && run.Advance(context.Bar, run.TakesFacts ? _facts : null).IsTrue;

    private Runs RunsOf(BarContext context)
    {
        while (_runs.Count <= context.Symbol)
        {
            _runs.Add(null);
        }

        return _runs[context.Symbol] ??= new Runs(_rules, context);
    }

    private sealed class Runs(StrategyRules rules, BarContext context)
    {
        public readonly RuleRun? EnterLong = rules.EnterLong?.Start(context.History.Interval);
        public readonly RuleRun? EnterShort = rules.EnterShort?.Start(context.History.Interval);
        public readonly RuleRun? ExitLong = rules.ExitLong?.Start(context.History.Interval);
        public readonly RuleRun? ExitShort = rules.ExitShort?.Start(context.History.Interval);

        public bool NeedsFacts =>
            EnterLong is { TakesFacts: true } || EnterShort is { TakesFacts: true } || ExitLong is { TakesFacts: true } || ExitShort is { TakesFacts: true };
    }
}
