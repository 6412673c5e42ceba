namespace Ami.Modules.Market.Sources.Binance;

/// <summary>Settings of Binance's public market data, section <c>Market:Binance</c>. No key is needed.</summary>
public sealed class BinanceOptions
{
    /// <summary>Whether prices of Binance are followed; false by default.</summary>
    public bool Enabled { get; set; }

    /// <summary>Which symbols, as Binance names them: <c>BTCUSDT</c>. Quoted in a currency that the system keeps accounts in, or in a coin pegged to the dollar.</summary>
    public string[] Symbols { get; set; } = [];

    /// <summary>Where requests go; by default the host that has market data and nothing else.</summary>
    public Uri RestBase { get; set; } = new("https://data-api.binance.vision");

    /// <summary>Where streams come from; by default the host that has market data and nothing else.</summary>
    public Uri StreamBase { get; set; } = new("wss://data-stream.binance.vision");

    /// <summary>Weight of requests that all processes at this address may use in a minute; Binance allows 6000 at this time.</summary>
    public int WeightPerMinute { get; set; } = 4800;

    /// <summary>Years of daily candles fetched when a symbol is new; default 6.</summary>
    public int DailyYears { get; set; } = 6;

    /// <summary>Days of hourly candles fetched when a symbol is new; default 740.</summary>
    public int HourlyDays { get; set; } = 740;

    /// <summary>Days of minute candles fetched when a symbol is new; default 7.</summary>
    public int MinuteDays { get; set; } = 7;

    /// <summary>How long a connection is used before the next one is opened; Binance ends them after 24 hours.</summary>
    public TimeSpan ConnectionLife { get; set; } = TimeSpan.FromHours(23);

    /// <summary>A connection that says nothing for this long is dead.</summary>
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The least wait before the next attempt to connect; doubled with each failure, up to a minute.</summary>
    public TimeSpan ReconnectAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one request may take.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>From which difference of the clocks on staff are told.</summary>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Trades missed in a longer absence are not asked for: bars tell of that time.</summary>
    public TimeSpan TradesOfAtMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Folder that gets everything received, for playing it again; none by default. Files grow by some hundred MB a day.</summary>
    public string? RecordTo { get; set; }

    /// <summary>A recorded file that is played in place of Binance; none by default.</summary>
    public string? PlayFrom { get; set; }
}
