using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import;

/// <summary>Which column holds what, each by its index from 0; null when no column does.</summary>
/// <param name="Time">Time or date.</param>
/// <param name="Clock">Time of the day.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Volume.</param>
internal sealed record PreviewColumns(int Time, int? Clock, int Open, int High, int Low, int Close, int? Volume);

/// <summary>A bar as it would be stored.</summary>
/// <param name="Time">When it opens.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Volume, in whatever the file counts.</param>
internal sealed record PreviewBar(DateTimeOffset Time, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);

/// <summary>What an import would refuse a file for.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Message">Why, in English.</param>
internal sealed record PreviewRefusal(string Code, string Message);

/// <summary>How the beginning of a file would be read.</summary>
/// <param name="Interval">Length of the bars: what was asked for, else how far they are apart; null where that is no length of bars that are stored.</param>
/// <param name="Titles">Of the columns; empty when they have none.</param>
/// <param name="Rows">The first rows, cell by cell.</param>
/// <param name="Columns">Which column holds what; null when that is not known.</param>
/// <param name="Bars">The first bars.</param>
/// <param name="Problems">Lines among the first that are no bars, with number and reason, in English.</param>
/// <param name="Recognised">How the file was recognised.</param>
/// <param name="Refused">Why the layout is not known, or can be read in two ways; null when it is known.</param>
/// <param name="WantsMore">Whether more of the file could tell what its beginning does not.</param>
internal sealed record ImportPreview(
    string? Interval,
    IReadOnlyList<string> Titles,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    PreviewColumns? Columns,
    IReadOnlyList<PreviewBar> Bars,
    IReadOnlyList<string> Problems,
    IReadOnlyList<ImportEvidence> Recognised,
    PreviewRefusal? Refused,
    bool WantsMore
)
{
    private const int RowsShown = 8;
    private const int LongestCell = 60;
    private const int MostFirstLines = 100_000;

    // Enough to see how far bars are apart where a market closes, and the lines that are no bars.
    private const int BarsRead = 300;

    /// <summary>Reads the beginning of a file; nothing is stored.</summary>
    /// <param name="request">As what it would be imported.</param>
    /// <param name="knowsInterval">Whether its interval was asked for.</param>
    /// <param name="file">The file, or its beginning; can seek.</param>
    /// <param name="isPart">Whether it is the beginning: its last line may be cut off.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static ImportPreview Of(ImportRequest request, bool knowsInterval, Stream file, bool isPart, long now, CancellationToken cancellationToken)
    {
        var options = new ReadOptions(request.Interval, request.Stamp, request.AcceptOpenEnd || isPart, now)
        {
            Map = request.Map,
            Symbol = request.Symbol.Value,
            MostFirstLines = MostFirstLines,
        };
        BarInterval? interval = knowsInterval ? request.Interval : Usual(file, options, cancellationToken);
        var (read, bars) = Read(file, options with { Interval = interval ?? BarInterval.OneMinute, AnyInterval = interval is null }, cancellationToken);
        var layout = read.Layout;
        return new ImportPreview(
            Interval: interval?.ToString(),
            Titles: [.. (read.Table?.Titles ?? []).Select(Cell)],
            Rows: [.. (read.Table?.Rows ?? []).Take(RowsShown).Select(row => row.Select(Cell).ToList())],
            Columns: layout is null
                ? null
                : new PreviewColumns(layout.Time, OrNull(layout.Clock), layout.Open, layout.High, layout.Low, layout.Close, OrNull(layout.Volume)),
            Bars:
            [
                .. bars.Take(RowsShown)
                    .Select(bar => new PreviewBar(DateTimeOffset.FromUnixTimeMilliseconds(bar.Time), bar.Open, bar.High, bar.Low, bar.Close, bar.Volume)),
            ],
            Problems: read.Refused is null ? read.Problems : [],
            Recognised: read.Evidence,
            Refused: read.Refused is { } refused ? new PreviewRefusal(refused.Code, refused.Message) : null,
            WantsMore: read.WantsMore
        );
    }

    /// <summary>How far most bars are apart, if bars of that length are stored: sessions have gaps, and days of 23 hours.</summary>
    private static BarInterval? Usual(Stream file, ReadOptions options, CancellationToken cancellationToken)
    {
        // Read as minutes, bars of any length keep their distance.
        var (_, bars) = Read(file, options with { Interval = BarInterval.OneMinute, AnyInterval = true }, cancellationToken);
        var times = bars.ConvertAll(bar => bar.Time).Order().ToList();
        var apart = times.Zip(times.Skip(1), (first, second) => second - first).GroupBy(distance => distance).MaxBy(same => same.Count())?.Key;
        return ChartInterval.Stored.Where(interval => interval.Milliseconds == apart).Cast<BarInterval?>().FirstOrDefault();
    }

    private static (CandleFile File, List<Candle> Bars) Read(Stream stream, ReadOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        stream.Position = 0;
        var file = new CandleFile(stream, options);
        return (file, [.. file.Read().Select(row => row.Bar).TakeWhile((_, i) => i < BarsRead && file.BadLines < CandleFile.ProblemsShown)]);
    }

    private static int? OrNull(int column) => column < 0 ? null : column;

    private static string Cell(string text) => text.Length <= LongestCell ? text : string.Concat(text.AsSpan(0, LongestCell), "…");
}
