using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Modules.Market.Live;

/// <summary>A bar as it travels over the live bus. Times in Unix milliseconds.</summary>
internal sealed record LiveBar(long Length, long Time, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);

/// <summary>
/// The newest tick of a symbol with the forming base bar, so that a listener who missed everything before is right from the first message.
/// </summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Time">Clock on the wall, Unix milliseconds.</param>
/// <param name="MarketTime">The market's clock, Unix milliseconds.</param>
/// <param name="Bid">Best price to sell at.</param>
/// <param name="Ask">Best price to buy at.</param>
/// <param name="Last">Traded price.</param>
/// <param name="Size">Traded quantity.</param>
/// <param name="Replay">True while imported history is played.</param>
/// <param name="Forming">The base bar that this tick belongs to, as of this tick.</param>
/// <param name="Closed">The base bars before it that closed since the last message, oldest first, and at least the last one there is.</param>
/// <param name="Begun">Of a tick inside a bar, the wall time of the bar's first tick, Unix milliseconds; null when it tells of itself alone.</param>
internal sealed record LiveTick(
    string Symbol,
    long Time,
    long MarketTime,
    decimal Bid,
    decimal Ask,
    decimal Last,
    decimal Size,
    bool Replay,
    LiveBar Forming,
    IReadOnlyList<LiveBar> Closed,
    long? Begun = null
)
{
    public static string Channel(string symbol) => "tick:" + symbol;

    public static string QuoteKey(string symbol) => "quote:" + symbol;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, LiveJson.Default.LiveTick);

    /// <summary>Reads a message; null when it is not one (another version of this system may be talking).</summary>
    public static LiveTick? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            var tick = JsonSerializer.Deserialize(message.Span, LiveJson.Default.LiveTick);
            return tick is { Symbol: not null, Forming: not null, Closed: not null } ? tick : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(LiveTick))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class LiveJson : JsonSerializerContext;
