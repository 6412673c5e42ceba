using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Streaming;

/// <summary>What the price stream says to browsers. Written once per message, however many listen.</summary>
internal static class StreamMessages
{
    public const string Live = "live",
        Stale = "stale",
        Replay = "replay";

    public static byte[] Of(LiveTick tick) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new TickMessage("tick", tick.Symbol, tick.Time, tick.MarketTime, Plain(tick.Bid), Plain(tick.Ask), Plain(tick.Last), Plain(tick.Size)),
            StreamJson.Default.TickMessage
        );

    public static byte[] Of(string symbol, BarInterval interval, in Candle bar, bool closed) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new CandleMessage(
                Type: "candle",
                Symbol: symbol,
                Interval: ChartInterval.Name(interval),
                T: bar.Time / 1000,
                O: Plain(bar.Open),
                H: Plain(bar.High),
                L: Plain(bar.Low),
                C: Plain(bar.Close),
                V: Plain(bar.Volume),
                Closed: closed
            ),
            StreamJson.Default.CandleMessage
        );

    /// <param name="symbol">Of which symbol.</param>
    /// <param name="interval">Length of a bar.</param>
    /// <param name="opens">When the bar opens, Unix milliseconds.</param>
    /// <param name="series">Values at some bars.</param>
    /// <param name="at">At which of them.</param>
    /// <param name="closed">Whether the bar is over.</param>
    public static byte[] Of(string symbol, BarInterval interval, long opens, IndicatorSeries[] series, int at, bool closed) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new IndicatorsMessage(
                Type: "indicators",
                Symbol: symbol,
                Interval: ChartInterval.Name(interval),
                T: opens / 1000,
                Values: [.. series.Select(one => one.Outputs.Select(output => output[at]).ToArray())],
                Closed: closed
            ),
            StreamJson.Default.IndicatorsMessage
        );

    public static byte[] IndicatorsRefused(string symbol, BarInterval interval) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new IndicatorsRefusedMessage("indicatorsRefused", symbol, ChartInterval.Name(interval), "market.indicators_busy"),
            StreamJson.Default.IndicatorsRefusedMessage
        );

    public static byte[] Status(string symbol, string state, long since) =>
        JsonSerializer.SerializeToUtf8Bytes(new StatusMessage("status", symbol, state, since), StreamJson.Default.StatusMessage);

    public static byte[] Heartbeat(long time) =>
        JsonSerializer.SerializeToUtf8Bytes(new HeartbeatMessage("heartbeat", time), StreamJson.Default.HeartbeatMessage);

    // Without the zeros that stored decimals carry.
    private static decimal Plain(decimal value) => value / 1.000000000000000000000000000000000m;
}

internal sealed record TickMessage(string Type, string Symbol, long Time, long MarketTime, decimal Bid, decimal Ask, decimal Last, decimal Size);

internal sealed record CandleMessage(string Type, string Symbol, string Interval, long T, decimal O, decimal H, decimal L, decimal C, decimal V, bool Closed);

/// <summary>Values at one bar: of each indicator in the order in which they were asked for, of each of its outputs.</summary>
internal sealed record IndicatorsMessage(string Type, string Symbol, string Interval, long T, double?[][] Values, bool Closed);

/// <summary>The indicators are not kept live here now; their values are there to be read.</summary>
internal sealed record IndicatorsRefusedMessage(string Type, string Symbol, string Interval, string Code);

internal sealed record StatusMessage(string Type, string Symbol, string State, long Since);

internal sealed record HeartbeatMessage(string Type, long Time);

[JsonSerializable(typeof(TickMessage))]
[JsonSerializable(typeof(CandleMessage))]
[JsonSerializable(typeof(IndicatorsMessage))]
[JsonSerializable(typeof(IndicatorsRefusedMessage))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(HeartbeatMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class StreamJson : JsonSerializerContext;
