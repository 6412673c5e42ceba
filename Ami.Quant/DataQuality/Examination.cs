using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>What the checks share: the rows, those that can be used in time order, and what was found so far.</summary>
internal sealed class Examination(CandleView view, DoctorOptions options)
{
    public CandleView View => view;

    public DoctorOptions Options => options;

    public long Interval { get; } = view.Interval.Milliseconds;

    public List<Finding> Findings { get; } = [];

    /// <summary>Rows with possible bars and distinct instants, in time order. Later checks count positions in this list.</summary>
    public int[] Order { get; set; } = [];

    /// <summary>A row per instant in time order, impossible bars too: what is there is not missing.</summary>
    public int[] Present { get; set; } = [];

    public long StampOffset { get; set; }

    public int? PriceDecimals { get; set; }

    public bool HasClosures { get; set; }

    public IReadOnlyList<string> SyntheticSigns { get; set; } = [];

    /// <summary>Positions of the bars before and after missing bars.</summary>
    public List<(int Before, int After)> Gaps { get; } = [];

    /// <summary>The unit of price, or 0 when prices have none.</summary>
    public double Tick => PriceDecimals is { } decimals ? Math.Pow(10, -decimals) : 0;

    public Bar At(int position) => view[Order[position]];

    public bool FollowsDirectly(int position) => position > 0 && At(position).Time - At(position - 1).Time == Interval;

    /// <summary>"1 bar", "2 bars".</summary>
    public static string Bars(long count) => count == 1 ? "1 bar" : $"{count} bars";

    public void Add(string code, Severity severity, int row, string detail) => Findings.Add(new(code, severity, row, row, detail));

    public void AddAboutSeries(string code, Severity severity, string detail) => Findings.Add(new(code, severity, -1, -1, detail));

    /// <summary>One finding per run of consecutive flagged positions.</summary>
    public void AddRuns(string code, Severity severity, bool[] flagged, Func<int, string> detail)
    {
        for (var start = 0; start < flagged.Length; start++)
        {
            if (!flagged[start])
            {
                continue;
            }

            var end = start;
            while (end + 1 < flagged.Length && flagged[end + 1] && Order[end + 1] == Order[end] + 1)
            {
                end++;
            }

            Findings.Add(new(code, severity, Order[start], Order[end], detail(end - start + 1)));
            start = end;
        }
    }
}
