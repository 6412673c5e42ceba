using System.Globalization;

namespace Ami.Quant.DataQuality;

/// <summary>
/// Stretches whose prices stand on another level than those around them: written in another unit, currency or contract. Two jumps that take each other back
/// enclose them; a move in one bar that takes the price away for a while and brings it back as suddenly is not what markets do.
/// </summary>
internal static class LevelCheck
{
    private const int Longest = 1000;
    private const double LongestShare = 0.25;

    /// <summary>News move prices by less than a fifth and are taken back now and then.</summary>
    private const double Smallest = 0.18;
    private const double CertainlyWrong = 0.4;
    private const double Doubtful = 2;
    private const double Mismatch = 0.02;

    /// <summary>Finds the stretches and returns, per position, whether it is the first of one or the first after one.</summary>
    public static bool[] Run(Examination examination, LocalScale scale)
    {
        var n = examination.Order.Length;
        var edges = new bool[n];
        var jumps = new List<(int Position, double Move, double Usual)>();
        for (var i = 1; i < n; i++)
        {
            var (move, usual) = (Math.Log(examination.At(i).Close / examination.At(i - 1).Close), scale.Deviation(i));
            if (Math.Abs(move) > Math.Max(Doubtful * examination.Options.OutlierDeviations * usual, Smallest))
            {
                jumps.Add((i, move, usual));
            }
        }

        var longest = Math.Min(Longest, (int)(LongestShare * n));
        for (var first = 0; first < jumps.Count; first++)
        {
            var (start, move, usual) = jumps[first];
            for (var second = first + 1; second < jumps.Count && jumps[second].Position - start <= longest; second++)
            {
                var (end, back, _) = jumps[second];
                // One bar is a spike. Each jump holds the usual move of its bar too.
                var between = 4 * usual + Mismatch * Math.Abs(move);
                if (end - start < 2 || Math.Abs(move + back) > between || between > 0.25 * Math.Abs(move))
                {
                    continue;
                }

                edges[start] = edges[end] = true;
                var rows = examination.Order.AsSpan(start, end - start);
                var (lowest, highest) = (rows[0], rows[0]);
                foreach (var row in rows)
                {
                    (lowest, highest) = (Math.Min(lowest, row), Math.Max(highest, row));
                }

                examination.Findings.Add(
                    new(
                        FindingCode.Level,
                        Math.Abs(move) >= CertainlyWrong ? Severity.Error : Severity.Warning,
                        lowest,
                        highest,
                        string.Create(CultureInfo.InvariantCulture, $"{Examination.Bars(end - start)} at {Math.Exp(move):G3} times the prices around them")
                    )
                );
                first = second;
                break;
            }
        }

        return edges;
    }
}
