namespace Ami.Modules.Market.Import.Reading;

/// <summary>
/// The layouts of well-known exporters. Those without titles are known by the number of their columns and what stands in them; a high that is not the
/// highest or a low that is not the lowest price says that it is another one.
/// </summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Titles">What its columns hold, in the words of <see cref="ColumnTitles"/>.</param>
/// <param name="Fits">Whether a row can be one of it.</param>
internal sealed record KnownLayouts(string Name, string[] Titles, Func<string[], bool> Fits)
{
    private static readonly KnownLayouts[] WithoutTitles =
    [
        new(
            "Binance klines",
            ["Open time", "Open", "High", "Low", "Close", "Volume", "Close time", "Quote volume", "Trades", "Taker base", "Taker quote", "Ignore"],
            cells => TimeFormat.IsCount(cells[0]) && TimeFormat.IsCount(cells[6])
        ),
        new(
            "Kraken OHLCVT",
            ["Timestamp", "Open", "High", "Low", "Close", "Volume", "Trades"],
            cells => TimeFormat.IsCount(cells[0]) && !cells[6].AsSpan().ContainsAnyExceptInRange('0', '9')
        ),
        new("MetaTrader 4", ["Date", "Time", "Open", "High", "Low", "Close", "TickVol"], cells => IsDate(cells[0]) && TimeText.TryClock(cells[1], out _)),
        new(
            "MetaTrader 5",
            ["Date", "Time", "Open", "High", "Low", "Close", "TickVol", "Vol", "Spread"],
            cells => IsDate(cells[0]) && TimeText.TryClock(cells[1], out _)
        ),
        // Its clock is New York's winter time all year: a person says so.
        new("HistData", ["DateTime (EST)", "Open", "High", "Low", "Close", "Volume"], cells => IsDate(cells[0]) && cells[0].Length == "20240102 170000".Length),
        new(
            "Stooq",
            ["Ticker", "Per", "Date", "Time", "Open", "High", "Low", "Close", "Vol", "OpenInt"],
            cells => IsDate(cells[2]) && TimeText.TryClock(cells[3], out _)
        ),
    ];

    // Titles that only one exporter writes together.
    private static readonly (string Name, string[] Bare)[] ByTitles =
    [
        ("MetaTrader 5", ["date", "open", "tickvol", "spread"]),
        ("Stooq", ["ticker", "per", "openint"]),
        ("Stooq", ["ticker", "per", "vol"]),
        ("Dukascopy", ["gmttime", "open"]),
        ("Dukascopy", ["localtime", "open"]),
        ("Investing.com", ["date", "price", "vol", "change"]),
        ("Investing.com", ["fecha", "ultimo", "apertura", "var"]),
        ("Yahoo Finance", ["date", "adjclose", "volume"]),
        ("CryptoDataDownload", ["unix", "date", "symbol", "open"]),
    ];

    /// <summary>The layout that all rows without titles fit; null when none.</summary>
    public static KnownLayouts? Of(IReadOnlyList<string[]> rows, Func<string, decimal?> number) =>
        Array.Find(WithoutTitles, known => rows.All(row => row.Length == known.Titles.Length && known.Fits(row) && known.IsBar(row, number)));

    /// <summary>Whose titles they are; null when nobody's in particular.</summary>
    public static string? NameOf(IReadOnlyList<string> bareTitles) =>
        Array.Find(ByTitles, known => known.Bare.All(bareTitles.Contains)) is { Name: { } name } ? name : null;

    private static bool IsDate(string cell) => TimeText.TryParse(cell, DateOrder.YearFirst, out _);

    private bool IsBar(string[] row, Func<string, decimal?> number)
    {
        var first = Array.IndexOf(Titles, "Open");
        return number(row[first]) is { } open
            && number(row[first + 1]) is { } high
            && number(row[first + 2]) is { } low
            && number(row[first + 3]) is { } close
            && high >= Math.Max(open, close)
            && low <= Math.Min(open, close);
    }
}
