using System.Globalization;

namespace Ami.Quant.DataQuality;

/// <summary>Rows out of order and instants that occur more than once; puts the usable rows into time order.</summary>
internal static class TimeOrderCheck
{
    public static void Run(Examination examination)
    {
        var view = examination.View;
        var latest = long.MinValue;
        for (var row = 0; row < view.Count; row++)
        {
            if (view.Time[row] < latest)
            {
                examination.Add(FindingCode.Disorder, Severity.Error, row, $"stamped {Text(view.Time[row])}, after a row of {Text(latest)}");
            }

            latest = Math.Max(latest, view.Time[row]);
        }

        var sorted = new int[view.Count];
        for (var row = 0; row < sorted.Length; row++)
        {
            sorted[row] = row;
        }

        Array.Sort(view.Time.ToArray(), sorted);
        var order = new List<int>(sorted.Length);
        var present = new List<int>(sorted.Length);
        var start = 0;
        while (start < sorted.Length)
        {
            var end = start + 1;
            while (end < sorted.Length && view.Time[sorted[end]] == view.Time[sorted[start]])
            {
                end++;
            }

            var same = sorted.AsSpan(start, end - start);
            same.Sort();
            present.Add(same[0]);
            KeepOne(examination, same, order);
            start = end;
        }
        examination.Order = [.. order];
        examination.Present = [.. present];
    }

    private static void KeepOne(Examination examination, Span<int> rows, List<int> order)
    {
        var first = examination.View[rows[0]];
        var agree = true;
        foreach (var row in rows[1..])
        {
            agree &= examination.View[row].Equals(first);
        }

        for (var i = agree ? 1 : 0; i < rows.Length && rows.Length > 1; i++)
        {
            if (agree)
            {
                examination.Add(FindingCode.Duplicate, Severity.Warning, rows[i], $"repeats row {rows[0]} of {Text(first.Time)}");
            }
            else
            {
                examination.Add(FindingCode.Conflict, Severity.Error, rows[i], $"{rows.Length} rows of {Text(first.Time)} differ");
            }
        }

        foreach (var row in rows)
        {
            if (!examination.View[row].IsPossible)
            {
                continue;
            }

            order.Add(row);
            return;
        }
    }

    internal static string Text(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
