using System.Globalization;
using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>Prices far from their neighbours: bad prints, unadjusted splits, and real but extreme moves.</summary>
internal static class OutlierCheck
{
    private const double SmallestSplit = 0.18;
    private const double SplitTolerance = 0.03;
    private const double UsualTurnover = 4;
    private const double SmallestJump = 1e-4;

    /// <summary>To a fourth, or fourfold, within a bar: rather another unit from here on than a market.</summary>
    internal const double OfAnotherUnit = 1.386;
    private const double DoubtfulWick = 0.2;
    private const double CertainlyWrong = 4;

    public static void Run(Examination examination, LocalScale scale)
    {
        var levels = LevelCheck.Run(examination, scale);
        for (var i = 0; i < examination.Order.Length; i++)
        {
            CheckWick(examination, scale, i, examination.At(i));
            if (i > 0 && !levels[i])
            {
                CheckMove(examination, scale, i, examination.At(i - 1), examination.At(i));
            }
        }
    }

    private static void CheckMove(Examination examination, LocalScale scale, int position, in Bar before, in Bar bar)
    {
        var row = examination.Order[position];
        var move = Math.Log(bar.Close / before.Close);
        var overnight = Math.Log(bar.Open / before.Close);
        var limit = Math.Max(SmallestJump, examination.Options.OutlierDeviations * scale.Deviation(position));
        var isOutlier = Math.Abs(move) > limit;
        if (SplitRatio(examination, scale, position, isOutlier) is { } ratio)
        {
            examination.Add(FindingCode.Split, Severity.Warning, row, $"prices × {ratio} overnight with usual turnover: an unadjusted split");
        }
        else if (Math.Min(Math.Abs(overnight), Math.Abs(move - overnight)) > Math.Max(limit, 4 * Math.Abs(move)))
        {
            examination.Add(FindingCode.Spike, Severity.Error, row, $"open is {Percent(overnight)} from the close before, and the close came back");
        }
        else if (isOutlier && position + 1 < examination.Order.Length && ComesBack(move, Math.Log(examination.At(position + 1).Close / bar.Close)))
        {
            examination.Add(FindingCode.Spike, Severity.Error, row, $"close moved {Percent(move)} and came back in the next bar");
        }
        else if (isOutlier && (position < 2 || !ComesBack(Math.Log(before.Close / examination.At(position - 2).Close), move)))
        {
            examination.Add(
                FindingCode.Jump,
                Math.Abs(move) >= OfAnotherUnit ? Severity.Warning : Severity.Info,
                row,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"close moved {Percent(move)}, {Math.Abs(move) / limit * examination.Options.OutlierDeviations:F0} usual deviations"
                )
            );
        }
    }

    private static bool ComesBack(double move, double next) => Math.Sign(move) != Math.Sign(next) && Math.Abs(move + next) < 0.25 * Math.Abs(move);

    private static void CheckWick(Examination examination, LocalScale scale, int position, in Bar bar)
    {
        var limit = examination.Options.WickRanges * scale.Range(position);
        var up = Math.Log(bar.High / Math.Max(bar.Open, bar.Close));
        var down = Math.Log(Math.Min(bar.Open, bar.Close) / bar.Low);
        var size = Math.Max(up, down);
        if (limit <= 0 || size <= limit)
        {
            return;
        }

        var severity =
            size > CertainlyWrong * limit ? Severity.Error
            : size > DoubtfulWick ? Severity.Warning
            : Severity.Info;
        examination.Add(
            FindingCode.Wick,
            severity,
            examination.Order[position],
            $"{(up > down ? "high" : "low")} is {Percent(up > down ? up : -down)} outside the body"
        );
    }

    /// <summary>The ratio of an unadjusted split: an overnight jump to a simple fraction while the money traded stays usual.</summary>
    /// <remarks>Ratios below 2 also occur as real moves, so they count only when the move is an outlier.</remarks>
    internal static string? SplitRatio(Examination examination, LocalScale scale, int position, bool isOutlier)
    {
        var (before, bar) = (examination.At(position - 1), examination.At(position));
        var overnight = Math.Log(bar.Open / before.Close);
        var stayed = Math.Abs(Math.Log(bar.Close / bar.Open)) < 0.5 * Math.Abs(overnight);
        if (!stayed || Math.Abs(overnight) < SmallestSplit || bar.Volume * bar.Close > UsualTurnover * scale.Volume(Math.Max(0, position - 1)) * before.Close)
        {
            return null;
        }

        if (examination.FollowsDirectly(position) && examination.Interval < BarInterval.OneDay.Milliseconds)
        {
            return null;
        }

        foreach (var (numerator, denominator) in (ReadOnlySpan<(int, int)>)[(2, 1), (3, 1), (4, 1), (5, 1), (7, 1), (10, 1), (20, 1), (3, 2), (5, 4), (4, 3)])
        {
            var size = Math.Log((double)numerator / denominator);
            if (!isOutlier && size < Math.Log(1.9))
            {
                break;
            }

            if (Math.Abs(overnight + size) < SplitTolerance)
            {
                return $"{denominator}/{numerator}";
            }

            if (Math.Abs(overnight - size) < SplitTolerance)
            {
                return $"{numerator}/{denominator}";
            }
        }
        return null;
    }

    private static string Percent(double logarithm) => (Math.Exp(logarithm) - 1).ToString("+0.0%;-0.0%", CultureInfo.InvariantCulture);
}
