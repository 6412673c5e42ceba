namespace Ami.Modules.Market.Sources.Polygon;

/// <summary>Settings of Polygon's aggregates of US stocks, section <c>Market:Polygon</c>.</summary>
public sealed class PolygonOptions
{
    /// <summary>Whether stocks of Polygon are followed; false by default.</summary>
    public bool Enabled { get; set; }

    /// <summary>Which stocks: <c>AAPL</c>.</summary>
    public string[] Symbols { get; set; } = [];

    /// <summary>The key, a secret. It is sent in a header and appears in no address and no log.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Where requests go.</summary>
    public Uri RestBase { get; set; } = new("https://api.polygon.io");

    /// <summary>What the plan allows; 5, the free plan's, by default.</summary>
    public int RequestsPerMinute { get; set; } = 5;

    /// <summary>How far the plan's data is behind: bars are asked for when they are at least so old, because a bar that is not there yet looks like a minute without trades. 20 minutes by default; a day
    /// for plans that tell a day at its end.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Years of daily candles fetched when a symbol is new; default 2, what the free plan gives.</summary>
    public int DailyYears { get; set; } = 2;

    /// <summary>Days of hourly candles fetched when a symbol is new; default 365.</summary>
    public int HourlyDays { get; set; } = 365;

    /// <summary>Days of minute candles fetched when a symbol is new; default 7.</summary>
    public int MinuteDays { get; set; } = 7;

    /// <summary>How long one request may take.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(20);
}
