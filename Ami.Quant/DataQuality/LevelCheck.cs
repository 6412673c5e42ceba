using System.Globalization;

namespace Ami.Quant.DataQuality;

/// <summary>
/// Stretches whose prices stand on another level than those around them: written in another unit, currency or contract. Two jumps that take each other back
/// enclose them; a move in one bar that takes the price away for a while and brings it back as suddenly is not what markets do. Where the jumps are larger than
/// any market's, the stretch may be of any length, and reach to an end of the file.
/// </summary>
internal static class LevelCheck
{
    /// <summary>How long a stretch between two jumps may be that a market can make.</summary>
    private const int Longest = 1000;
    private const double LongestShare = 0.25;

    /// <summary>News move prices by less than a fifth and are taken back now and then.</summary>
    private const double Smallest = 0.18;
    private const double CertainlyWrong = 0.4;
    private const double Doubtful = 2;
    private const double Mismatch = 0.02;

    /// <summary>What reaches to an end of the file is the wrong part only if it is so much shorter than the rest.</summary>
    private const double ShareAtAnEnd = 0.5;

    /// <summary>Finds the stretches and returns, per position, whether it is the first of one or the first after one.</summary>
    public static bool[] Run(Examination examination, LocalScale scale)
    {
        var n = examination.Order.Length;
        var edges = new bool[n];
        var jumps = new List<Jump>();
        for (var i = 1; i < n; i++)
        {
            var (move, usual) = (Math.Log(examination.At(i).Close / examination.At(i - 1).Close), scale.Deviation(i));
            if (Math.Abs(move) > Math.Max(Doubtful * examination.Options.OutlierDeviations * usual, Smallest))
            {
                jumps.Add(new(i, move, usual));
            }
        }

        AddUnits(examination, scale, jumps.FindAll(jump => Math.Abs(jump.Move) >= OutlierCheck.OfAnotherUnit), edges);
        AddPairs(examination, jumps.FindAll(jump => !edges[jump.Position]), edges);
        return edges;
    }

    /// <summary>
    /// The jumps of another unit cut the file into parts. Most rows are on the right level; parts between two on that level are wrong, and so is a short part at
    /// an end, unless a split leads to it.
    /// </summary>
    private static void AddUnits(Examination examination, LocalScale scale, List<Jump> jumps, bool[] edges)
    {
        if (jumps.Count == 0)
        {
            return;
        }

        var parts = new List<Part> { new(0, jumps[0].Position, 0) };
        for (var k = 0; k < jumps.Count; k++)
        {
            parts.Add(new(jumps[k].Position, k + 1 < jumps.Count ? jumps[k + 1].Position : edges.Length, parts[k].Level + jumps[k].Move));
        }

        var right = MostRows(parts, Math.Min(Tolerance(jumps.Max(jump => jump.Usual), jumps.Max(jump => Math.Abs(jump.Move))), Smallest));
        for (var first = 0; first < parts.Count; first++)
        {
            var last = first;
            if (right.Holds(parts[first]))
            {
                continue;
            }

            while (last + 1 < parts.Count && !right.Holds(parts[last + 1]))
            {
                last++;
            }

            var (start, end) = (parts[first].Start, parts[last].End);
            var isEnclosed = start > 0 && end < edges.Length;
            // One bar is a spike.
            if (end - start > 1 && (isEnclosed || (first == last && end - start <= ShareAtAnEnd * right.Rows && !IsSplit(start > 0 ? start : end))))
            {
                Add(examination, edges, start, end, parts[first].Level - right.Lowest, isEnclosed ? Severity.Error : Severity.Warning);
            }

            first = last;
        }

        bool IsSplit(int position) => OutlierCheck.SplitRatio(examination, scale, position, isOutlier: true) is not null;
    }

    private static Group MostRows(List<Part> parts, double tolerance)
    {
        var (most, group) = (default(Group), default(Group));
        foreach (var part in parts.OrderBy(part => part.Level))
        {
            group =
                group.Rows > 0 && part.Level - group.Highest <= tolerance
                    ? group with
                    {
                        Highest = part.Level,
                        Rows = group.Rows + part.Rows,
                    }
                    : new(part.Level, part.Level, part.Rows);
            most = group.Rows > most.Rows ? group : most;
        }

        return most;
    }

    private static void AddPairs(Examination examination, List<Jump> jumps, bool[] edges)
    {
        var longest = Math.Min(Longest, (int)(LongestShare * edges.Length));
        for (var first = 0; first < jumps.Count; first++)
        {
            var (start, move, usual) = jumps[first];
            for (var second = first + 1; second < jumps.Count && jumps[second].Position - start <= longest; second++)
            {
                var (end, back, _) = jumps[second];
                var between = Tolerance(usual, Math.Abs(move));
                // One bar is a spike.
                if (end - start < 2 || Math.Abs(move + back) > between || between > 0.25 * Math.Abs(move))
                {
                    continue;
                }

                Add(examination, edges, start, end, move, Math.Abs(move) >= CertainlyWrong ? Severity.Error : Severity.Warning);
                first = second;
                break;
            }
        }
    }

    /// <summary>How exactly jumps take each other back: each holds the usual move of its bar too.</summary>
    private static double Tolerance(double usual, double move) => 4 * usual + Mismatch * move;

    private static void Add(Examination examination, bool[] edges, int start, int end, double level, Severity severity)
    {
        edges[start] = true;
        if (end < edges.Length)
        {
            edges[end] = true;
        }

        var rows = examination.Order.AsSpan(start, end - start);
        var (lowest, highest) = (rows[0], rows[0]);
        foreach (var row in rows)
        {
            (lowest, highest) = (Math.Min(lowest, row), Math.Max(highest, row));
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{Examination.Bars(end - start)} at {Math.Exp(level):G3} times the prices around them");
        examination.Findings.Add(new(FindingCode.Level, severity, lowest, highest, text));
    }

    private readonly record struct Jump(int Position, double Move, double Usual);

    /// <summary>Parts on one level.</summary>
    private readonly record struct Group(double Lowest, double Highest, int Rows)
    {
        public bool Holds(Part part) => part.Level >= Lowest && part.Level <= Highest;
    }

    private readonly record struct Part(int Start, int End, double Level)
    {
        public int Rows => End - Start;
    }
}
