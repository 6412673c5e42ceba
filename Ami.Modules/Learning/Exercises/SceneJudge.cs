using System.Collections.Immutable;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <summary>What of a scene was right, and how the lesson would have done it. Pure.</summary>
internal static class SceneJudge
{
    /// <summary>What came of a scene that is over.</summary>
    public static SceneOutcome Judge(QuestionSolution solution, ReplayTerms terms, SceneTape tape, SceneRun run) =>
        new(
            run.Trades.R,
            run.Trades.GrossR,
            run.Trades.GrossR - run.Trades.R,
            run.Fills.Count > 0,
            Passed(solution.Checks ?? [], tape, run),
            Reference(solution.Reference ?? new ReplayReference(), terms, tape).View
        );

    /// <summary>The checks that are passed: by what was known when the entry was given, and by what came of it.</summary>
    public static ImmutableArray<string> Passed(ImmutableArray<ReplayCheck> checks, SceneTape tape, SceneRun run)
    {
        var (bars, facts) = (Bars(tape, run.Terms.Length, run.Plan?.Clock ?? run.Terms.Before), SceneFacts.Of(run));
        return [.. checks.Where(check => Holds(RuleProgram.Compile(check.Rule, SceneFacts.Schema), bars, facts)).Select(check => check.Key)];
    }

    /// <summary>Whether a scene can begin with these bars: the setup is there at the last one that is known, and the market takes what the lesson would do.</summary>
    public static bool IsUsable(ReplayTerms terms, ReplayReference reference, SceneTape tape) =>
        (terms.Setup is null || Holds(RuleProgram.Compile(terms.Setup), Bars(tape, terms.Length, terms.Before), null))
        && Plan(reference, terms, tape) is var (_, move, run)
        && (move is null || run.Do(move) == Refusal.None);

    /// <summary>The lesson's own way through a scene.</summary>
    public static (SceneRun Run, SceneReference View) Reference(ReplayReference reference, ReplayTerms terms, SceneTape tape)
    {
        var (side, move, run) = Plan(reference, terms, tape) ?? (SceneSide.None, null, SceneRun.Begin(terms, tape));
        if (move is null || run.Do(move) != Refusal.None)
        {
            run.Finish();
            return (run, new SceneReference(SceneSide.None, null, null, null, null, null));
        }

        while (!run.IsOver)
        {
            run.Do(new SceneMove(SceneMoveKind.Step, Bars: 50));
        }

        var trade = run.Trades.Closed is [.., var last] ? last : null;
        return (run, new SceneReference(side, run.Plan?.Entry, move.Stop, move.Target, trade?.R, trade?.ExitBy));
    }

    /// <summary>Bars as rules read them: the first so many, and none behind them.</summary>
    public static CandleSeries Bars(SceneTape tape, BarInterval length, int count)
    {
        var builder = new CandleBuilder(length, count);
        for (var i = 0; i < count; i++)
        {
            builder.Add(new Bar(tape.T[i] * 1000, (double)tape.O[i], (double)tape.H[i], (double)tape.L[i], (double)tape.C[i], (double)tape.V[i]));
        }

        return builder.ToSeries();
    }

    private static bool Holds(RuleProgram rule, CandleSeries bars, FactValues? facts) =>
        (rule.NeedsBars || facts is null ? rule.EvaluateLast(bars, facts) : rule.Evaluate(facts)).IsTrue;

    /// <returns>Which way, and the order with which it begins; null where a side is right and its stop is not known, or too small a quantity risks too much.</returns>
    private static (SceneSide Side, SceneMove? Move, SceneRun Run)? Plan(ReplayReference reference, ReplayTerms terms, SceneTape tape)
    {
        var (bars, run) = (Bars(tape, terms.Length, terms.Before), SceneRun.Begin(terms, tape));
        foreach (
            var (side, condition, stop, entry) in new[]
            {
                (Side.Buy, reference.Long, reference.StopLong, reference.EntryLong),
                (Side.Sell, reference.Short, reference.StopShort, reference.EntryShort),
            }
        )
        {
            if (condition is null || !Holds(RuleProgram.Compile(condition), bars, null))
            {
                continue;
            }

            return Order(side, Level(stop, run, bars), entry is null ? run.Last : Level(entry, run, bars), entry is null, reference, run, tape) is { } move
                ? (side == Side.Buy ? SceneSide.Long : SceneSide.Short, move, run)
                : null;
        }

        return (SceneSide.None, null, run);
    }

    /// <returns>Null for none, or one that nobody would give.</returns>
    private static decimal? Level(string? rule, SceneRun run, CandleSeries bars) =>
        RuleProgram.Compile(rule ?? "0", kind: RuleKind.Number) is { NeedsBars: true } program
        && program.EvaluateLast(bars).Number is > 0 and var level
        && level < (double)(run.Last * 10)
            ? (decimal)level
            : null;

    private static SceneMove? Order(
        Side side,
        decimal? stopLevel,
        decimal? entryLevel,
        bool isAtMarket,
        ReplayReference reference,
        SceneRun run,
        SceneTape tape
    )
    {
        if (stopLevel is not { } farther || entryLevel is not { } level)
        {
            return null;
        }

        var (sign, last) = (side.Sign(), run.Last);
        // Away from the last price, so that no rounding makes a waiting order one that is executed at once.
        var entry = decimal.Round(level, tape.Digits, level < last ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);
        // Away from the entry, so that rounding neither brings the stop nearer nor the target.
        var stop = decimal.Round(farther, tape.Digits, side == Side.Buy ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);
        decimal? target = reference.Reward is { } reward
            ? decimal.Round(
                entry + (reward * (entry - stop)),
                tape.Digits,
                side == Side.Buy ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity
            )
            : null;
        if (sign * (entry - stop) <= 0 || target <= 0)
        {
            return null;
        }

        var type =
            isAtMarket ? SceneOrderType.Market
            : sign * (entry - last) > 0 ? SceneOrderType.Stop
            : SceneOrderType.Limit;
        var move = new SceneMove(SceneMoveKind.Place, Side: side, Type: type, Quantity: 1, Price: isAtMarket ? null : entry, Stop: stop, Target: target);
        var quantity = Quantity(SceneRun.Wanted(move), stop, reference.RiskPct, run, tape);
        return quantity >= tape.MinQuantity ? move with { Quantity = quantity } : null;
    }

    /// <summary>The largest quantity that loses no more at the stop than may be lost, costs included, and that the account may hold.</summary>
    private static decimal Quantity(NewOrder order, decimal stop, decimal riskPct, SceneRun run, SceneTape tape)
    {
        var (step, most) = (new decimal(1, 0, 0, false, (byte)tape.QuantityDigits), run.Book.Equity * riskPct / 100);
        var affordable = run.Book.Standing().BuyingPower / Math.Max(run.Market.Touch(order.Side), order.LimitPrice ?? order.StopPrice ?? 0);
        var quantity = Floor(Math.Min(affordable, most / (LossOf(1000) / 1000)));
        // What is lost is rounded to cents, fee by fee.
        while (quantity > 0 && LossOf(quantity) > most)
        {
            quantity = Floor(Math.Min(quantity - step, quantity * most / LossOf(quantity)));
        }

        return Math.Max(0, quantity);

        decimal Floor(decimal value) => Math.Floor(value / step) * step;

        decimal LossOf(decimal units) => ScenePlan.Loss(order with { Quantity = units }, stop, run, tape.Digits);
    }
}
