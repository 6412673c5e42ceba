using System.Text.Json;
using System.Text.Json.Serialization;
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

    public static byte[] Status(string symbol, string state, long since) =>
        JsonSerializer.SerializeToUtf8Bytes(new StatusMessage("status", symbol, state, since), StreamJson.Default.StatusMessage);

    public static byte[] Heartbeat(long time) =>
        JsonSerializer.SerializeToUtf8Bytes(new HeartbeatMessage("heartbeat", time), StreamJson.Default.HeartbeatMessage);

    // Without the zeros that stored decimals carry.
    private static decimal Plain(decimal value) => value / 1.000000000000000000000000000000000m;
}

internal sealed record TickMessage(string Type, string Symbol, long Time, long MarketTime, decimal Bid, decimal Ask, decimal Last, decimal Size);

internal sealed record CandleMessage(string Type, string Symbol, string Interval, long T, decimal O, decimal H, decimal L, decimal C, decimal V, bool Closed);

internal sealed record StatusMessage(string Type, string Symbol, string State, long Since);

internal sealed record HeartbeatMessage(string Type, long Time);

[JsonSerializable(typeof(TickMessage))]
[JsonSerializable(typeof(CandleMessage))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(HeartbeatMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class StreamJson : JsonSerializerContext;
