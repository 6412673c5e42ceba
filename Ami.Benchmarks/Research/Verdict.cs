using Ami.Quant.DataQuality;

namespace Ami.Benchmarks.Research;

/// <summary>One condition of the verdict.</summary>
/// <param name="Text">What is required, with the number found.</param>
/// <param name="Met">Whether it is.</param>
public sealed record Condition(string Text, bool Met);

/// <summary>Proven or not, by conditions that were fixed before any result was seen. All have to be met; an undefined number meets nothing.</summary>
/// <param name="Conditions">Every condition.</param>
public sealed record Verdict(IReadOnlyList<Condition> Conditions)
{
    /// <summary>Fewest trades from which an expectancy is believed.</summary>
    public const int LeastTrades = 100;

    /// <summary>Deflated Sharpe ratio required.</summary>
    public const double LeastDeflatedSharpe = 0.95;

    /// <summary>Probability of backtest overfitting allowed.</summary>
    public const double MostOverfitting = 0.2;

    /// <summary>True when every condition is met.</summary>
    public bool Proven => Conditions.All(c => c.Met);

    internal static Verdict Of(DataReport data, LeakChecks leaks, ForecastScore stack, StrategyEvaluation strategy)
    {
        var usable = data.Mask().Count(ok => ok) / (double)data.Rows;
        var trades = strategy.Result.Trades.Count;
        var (own, holding) = (Sharpe(strategy.Result), Sharpe(strategy.BuyAndHold));
        return new Verdict([
            Require($"at least 95 % of the bars usable: {100 * usable:F1} %", usable >= 0.95),
            Require($"all leak checks passed", leaks.Passed),
            Require($"look-ahead probe passed: {strategy.Probe.CutsTested} cuts, {strategy.Probe.Findings.Count} findings", strategy.Probe.Passed),
            Require($"calibrated stack's AUC above 0.5 with 95 % confidence: from {stack.Auc.Lower:F3}", stack.Auc.Lower > 0.5),
            Require($"at least {LeastTrades} trades: {trades}", trades >= LeastTrades),
            Require($"expectancy above 0 R with 95 % confidence: from {strategy.Expectancy.Lower:F3} R", strategy.Expectancy.Lower > 0),
            Require($"deflated Sharpe ratio at least {LeastDeflatedSharpe:F2}: {strategy.DeflatedSharpe:F3}", strategy.DeflatedSharpe >= LeastDeflatedSharpe),
            Require(
                $"probability of overfitting at most {MostOverfitting:F2}: {strategy.Overfitting.Probability:F2}",
                strategy.Overfitting.Probability <= MostOverfitting
            ),
            Require($"Sharpe ratio above buy-and-hold's: {own:F2} against {holding:F2}", own > holding),
        ]);
    }

    internal static double Sharpe(Ami.Quant.Backtesting.BacktestResult result) => result.Report().Sharpe;

    private static Condition Require(FormattableString text, bool met) => new(FormattableString.Invariant(text), met);
}
