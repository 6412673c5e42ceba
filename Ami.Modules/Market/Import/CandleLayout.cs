namespace Ami.Modules.Market.Import;

/// <summary>Which instant of a bar its time column names.</summary>
internal enum BarStamp
{
    /// <summary>When the bar opens.</summary>
    Open,

    /// <summary>When the bar closes, or the last instant before.</summary>
    Close,
}

/// <summary>Where a file keeps what, found from its first line.</summary>
/// <param name="Separator">Between columns.</param>
/// <param name="Columns">Number of columns in every line.</param>
/// <param name="Time">Index of the time column.</param>
/// <param name="Stamp">Which instant the time column names.</param>
/// <param name="Open">Index of the first price.</param>
/// <param name="High">Index of the highest price.</param>
/// <param name="Low">Index of the lowest price.</param>
/// <param name="Close">Index of the last price.</param>
/// <param name="Volume">Index of the volume; -1 when there is none.</param>
internal sealed record CandleLayout(char Separator, int Columns, int Time, BarStamp Stamp, int Open, int High, int Low, int Close, int Volume)
{
    private static readonly string[] OpenStamps = ["open_time", "opentime", "open_datetime", "date", "datetime", "date_time", "time", "timestamp"];
    private static readonly string[] CloseStamps = ["close_time", "closetime", "close_datetime", "close_timestamp"];
    private static readonly char[] Separators = [',', ';', '\t'];
    private static readonly string[] Volumes = ["volume", "vol", "v"];

    /// <summary>Name for people.</summary>
    public string Name => Stamp == BarStamp.Open ? "open-time" : "close-time";

    /// <summary>Reads the names of columns.</summary>
    /// <param name="header">First line of the file.</param>
    /// <param name="stamp">What the time column names, when the caller knows better than its title.</param>
    /// <returns>The layout, or <c>market.import_not_candles</c>.</returns>
    public static Result<CandleLayout> Detect(string header, BarStamp? stamp)
    {
        var separator = Separators.MaxBy(candidate => header.Count(letter => letter == candidate));
        var names = header.Split(separator).Select(name => name.Trim().Trim('"').Trim().ToLowerInvariant().Replace(' ', '_')).ToList();
        int Find(params string[] candidates) => candidates.Select(name => names.IndexOf(name)).FirstOrDefault(index => index >= 0, -1);

        var (open, high, low, close) = (Find("open", "o"), Find("high", "h"), Find("low", "l"), Find("close", "c"));
        var (opens, closes) = (Find(OpenStamps), Find(CloseStamps));
        var missing = new List<string>();
        if (opens < 0 && closes < 0)
        {
            missing.Add("a time (open_time, date, close_time …)");
        }

        if (open < 0)
        {
            missing.Add("open");
        }

        if (high < 0)
        {
            missing.Add("high");
        }

        if (low < 0)
        {
            missing.Add("low");
        }

        if (close < 0)
        {
            missing.Add("close");
        }

        if (missing.Count > 0)
        {
            return Error.Invalid(
                "market.import_not_candles",
                $"line 1: this is not a table of candles. Its first line must name the columns; missing: {string.Join(", ", missing)}."
            );
        }

        return new CandleLayout(
            Separator: separator,
            Columns: names.Count,
            Time: opens >= 0 ? opens : closes,
            Stamp: stamp ?? (opens >= 0 ? BarStamp.Open : BarStamp.Close),
            Open: open,
            High: high,
            Low: low,
            Close: close,
            Volume: Find(Volumes)
        );
    }
}
