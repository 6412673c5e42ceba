using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Ami.Quant.Backtesting;
using Ami.Quant.Validation;

namespace Ami.Benchmarks.Research;

/// <summary>The one page that a run prints.</summary>
internal static class ResearchPage
{
    public static string Of(ResearchReport report)
    {
        var page = new StringBuilder();
        Data(page, report);
        Models(page, report);
        Ranges(page, report);
        Leaks(page, report.Leaks, report.Strategy.Probe);
        Strategy(page, report);
        Verdict(page, report.Verdict);
        return page.ToString();
    }

    private static void Data(StringBuilder page, ResearchReport report)
    {
        var (bars, settings) = (report.Bars, report.Settings);
        Line(
            page,
            $"DATA       {report.Data.Rows:N0} rows of {bars.Interval} from {bars[0].OpensAt:yyyy-MM-dd} to {bars[bars.Count - 1].OpensAt:yyyy-MM-dd}; {report.Data.Mask().Count(ok => ok):N0} usable"
        );
        var findings = report.Data.Findings.GroupBy(f => f.Code).OrderByDescending(g => g.Count());
        Line(
            page,
            $"  doctor   {(report.Data.Findings.Count == 0 ? "nothing found" : string.Join(", ", findings.Select(g => $"{g.Key} × {g.Count()} ({g.Max(f => f.Severity)})")))}"
        );
        Line(page, $"  samples  every {settings.Stride} bars, {report.FeatureCount} features + 2 regime probabilities, {report.UsableSamples:N0} with label");
        Line(
            page,
            $"  label    long from the next open: +{settings.TargetDeviations:0.##} before −{settings.StopDeviations:0.##} deviations of {settings.DeviationBars} bars, within {settings.Horizon} bars"
        );
        Line(
            page,
            $"  judged   {report.JudgedSamples:N0} samples from {report.JudgedFrom:yyyy-MM-dd} on, out of sample only (walk-forward, purged, embargo {settings.Embargo} bars)"
        );
        page.AppendLine();
    }

    private static void Models(StringBuilder page, ResearchReport report)
    {
        Line(
            page,
            $"MODELS     base rate {report.BaseRate:F3} target first, {report.TimeOutRate:F3} neither in time; expected from the past {report.Baseline.Rate:F3}, log-loss {report.Baseline.LogLoss:F4}"
        );
        Line(
            page,
            FormattableStringFactory.Create(
                "  {0,-18}{1,7}  {2,-16}{3,-26}{4,9}{5,9}{6,8}{7,8}{8,12}",
                "",
                "AUC",
                "95 % interval",
                "direction only",
                "log-loss",
                "skill",
                "Brier",
                "MCC",
                "miscalibr."
            )
        );
        foreach (var s in report.Scores)
        {
            var interval = Invariant($"{s.Auc.Lower:F3} to {s.Auc.Upper:F3}");
            var direction = Invariant($"{s.DirectionAuc.Estimate:F3} ({s.DirectionAuc.Lower:F3} to {s.DirectionAuc.Upper:F3})");
            Line(
                page,
                FormattableStringFactory.Create(
                    "  {0,-18}{1,7:F3}  {2,-16}{3,-26}{4,9:F4}{5,8:F2}%{6,8:F4}{7,8:F3}{8,12:F5}",
                    s.Name,
                    s.Auc.Estimate,
                    interval,
                    direction,
                    s.LogLoss,
                    100 * s.LogLossSkill,
                    s.Brier,
                    s.Mcc,
                    s.Miscalibration
                )
            );
        }

        page.AppendLine();
    }

    private static void Ranges(StringBuilder page, ResearchReport report)
    {
        Line(
            page,
            $"RANGE      quantiles of the next {report.Settings.DeviationBars} bars' high and low; skill against the best constant, known only afterwards"
        );
        foreach (var side in report.Ranges.GroupBy(r => r.IsHigh))
        {
            Line(
                page,
                FormattableStringFactory.Create(
                    "  {0,-9}{1}",
                    side.Key ? "high" : "low",
                    string.Join("   ", side.Select(r => Invariant($"{100 * r.Level:0} %: covers {100 * r.Coverage:F1} %, skill {100 * r.Skill:F1} %")))
                )
            );
        }

        var phases = report.Phases;
        Line(
            page,
            $"PHASES     {phases.Days:N0} of {phases.AllDays:N0} days reach distribution; from its first reading to the day's end the price goes its way on {100 * phases.Hit.Estimate:F1} % (95 %: {100 * phases.Hit.Lower:F1} to {100 * phases.Hit.Upper:F1})"
        );
        page.AppendLine();
    }

    private static void Leaks(StringBuilder page, LeakChecks leaks, LookAheadReport probe)
    {
        Line(page, $"LEAKS      {(leaks.Passed && probe.Passed ? "all checks passed" : "CHECKS FAILED")}");
        Line(
            page,
            $"  shuffled labels    AUC {leaks.Shuffled.Auc:F3}, chance allows {leaks.Shuffled.Low:F3} to {leaks.Shuffled.High:F3}: {Passed(leaks.Shuffled.Passed)}"
        );
        Line(page, $"  foresight          {leaks.Foresight.Count} features know later bars: {Passed(leaks.Foresight.Count == 0)}");
        foreach (var f in leaks.Foresight)
        {
            Line(
                page,
                $"    {f.Feature}: {(f.What == Foreseen.Size ? "size" : "direction")} of the bar {f.BarsAhead} ahead, correlation {f.Correlation:F2}, AUC {f.Auc:F3}"
            );
        }

        Line(page, $"  purge              {leaks.Overlaps.Count} samples learnt from reach into what they predict: {Passed(leaks.Overlaps.Count == 0)}");
        Line(page, $"  truncation         {leaks.Recomputation.Count} feature values changed: {Passed(leaks.Recomputation.Count == 0)}");
        Line(page, $"  planted leak       {(leaks.PlantedLeakCaught ? "caught" : "NOT caught")}");
        Line(
            page,
            $"  look-ahead probe   features, models, signals and orders anew at {probe.CutsTested} cuts, {probe.Findings.Count} differences: {Passed(probe.Passed)}"
        );
        page.AppendLine();
    }

    private static void Strategy(StringBuilder page, ResearchReport report)
    {
        var (s, settings) = (report.Strategy, report.Settings);
        var trades = s.Result.Statistics();
        Line(
            page,
            $"BACKTEST   {s.Trial}; fee {100 * settings.Fee:0.##} % and slippage {100 * settings.Slippage:0.##} % per fill, {100 * settings.RiskPerTrade:0.##} % at risk per trade"
        );
        Line(
            page,
            $"  strategy       {trades.Count} trades, {Number(trades.TotalR, "F1")} R in total, {Number(s.Expectancy.Estimate, "F3")} R per trade (95 %: {Number(s.Expectancy.Lower, "F3")} to {Number(s.Expectancy.Upper, "F3")}), wins {Number(100 * trades.WinRate, "F1")} %"
        );
        Line(
            page,
            $"                 {Account(s.Result)}, in market {100 * s.Result.TimeInMarket:F1} % of the time, fees {100 * s.Result.FeesPaid / s.Result.InitialCash:F1} % of the start"
        );
        Line(page, $"  buy and hold   {Account(s.BuyAndHold)}; its gain is {s.BuyAndHold.TotalReturn / settings.RiskPerTrade:F1} of the strategy's first R");
        Line(page, $"  no model       {s.EveryDecisionR:F3} R per trade after costs when every decision is taken");
        Line(page, $"  trials         {s.Sweep.TrialCount} counted; best in hindsight: {Best(s.Sweep)}");
        Line(
            page,
            $"  PSR {Number(s.ProbabilisticSharpe, "F3")}   DSR {Number(s.DeflatedSharpe, "F3")}   PBO {Number(s.Overfitting.Probability, "F2")} over {s.Overfitting.Splits:N0} splits"
        );
        page.AppendLine();
    }

    private static void Verdict(StringBuilder page, Verdict verdict)
    {
        Line(page, $"VERDICT    {(verdict.Proven ? "PROVEN" : "NOT PROVEN")} (proven only when every condition, fixed beforehand, is met)");
        foreach (var condition in verdict.Conditions)
        {
            Line(page, $"  [{(condition.Met ? "x" : " ")}] {condition.Text}");
        }
    }

    private static string Account(BacktestResult result)
    {
        var figures = result.Report();
        return Invariant(
            $"{100 * result.TotalReturn:F1} % ({100 * figures.AnnualGrowth:F1} % a year), Sharpe {Number(figures.Sharpe, "F2")}, drawdown {100 * Math.Abs(figures.MaximumDrawdown?.Depth ?? 0):F1} %"
        );
    }

    private static string Best(SweepResult<Trial> sweep) =>
        sweep.Trials.Any(t => double.IsFinite(t.Sharpe))
            ? Invariant(
                $"{sweep.Best.Parameters}, {sweep.Best.Trades.Count} trades, {Number(sweep.Best.Trades.ExpectancyR, "F3")} R per trade, DSR {Number(sweep.DeflatedSharpe(sweep.Best), "F3")}"
            )
            : "none ever traded";

    private static string Passed(bool passed) => passed ? "passed" : "FAILED";

    private static string Number(double value, string format) => double.IsNaN(value) ? "undefined" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static void Line(StringBuilder page, FormattableString text) => page.AppendLine(FormattableString.Invariant(text));
}
