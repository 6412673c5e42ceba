using System.Globalization;
using System.Text.Json;
using Ami.Modules.Market.Domain;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>Trades of one order at one price.</summary>
/// <param name="Id">Of the aggregate; each is one more than the one before.</param>
/// <param name="Price">The price.</param>
/// <param name="Quantity">How much.</param>
/// <param name="FirstTrade">Id of the first trade in it.</param>
/// <param name="LastTrade">Id of the last trade in it.</param>
/// <param name="Time">When, by Binance's clock, Unix milliseconds.</param>
/// <param name="BuyerRested">Whether the buyer's order rested in the book: somebody sold at the bid.</param>
internal readonly record struct AggTrade(long Id, decimal Price, decimal Quantity, long FirstTrade, long LastTrade, long Time, bool BuyerRested);

/// <summary>A bar of the stream.</summary>
/// <param name="Bar">As of now.</param>
/// <param name="LastTrade">Id of the last trade in it; −1 when there is none.</param>
/// <param name="Closed">Whether it changes no more.</param>
internal readonly record struct StreamBar(Candle Bar, long LastTrade, bool Closed);

/// <summary>One message of the stream.</summary>
/// <param name="Symbol">In capitals; empty when it concerns the connection.</param>
/// <param name="Time">When Binance sent it, Unix milliseconds.</param>
/// <param name="Trade">A trade.</param>
/// <param name="Bar">A bar.</param>
/// <param name="Shutdown">Whether the server is about to stop.</param>
internal readonly record struct StreamMessage(string Symbol, long Time, AggTrade? Trade, StreamBar? Bar, bool Shutdown);

/// <summary>Reads what Binance sends.</summary>
internal static class BinanceMessages
{
    /// <summary>
    /// Sent in milliseconds, and in microseconds to whoever asks for them and in archives since 2025. No instant in milliseconds before the year 5138 has as many
    /// digits.
    /// </summary>
    private const long MicrosecondsFrom = 100_000_000_000_000;

    /// <summary>An instant as Binance writes it, as Unix milliseconds.</summary>
    public static long Instant(long written) => written >= MicrosecondsFrom ? written / 1000 : written;

    /// <summary>Reads a message of a raw or combined stream; null when it is an answer or of another kind.</summary>
    /// <exception cref="JsonException">It is no message.</exception>
    public static StreamMessage? Read(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The message is no object.");
        }

        var data = root.TryGetProperty("data", out var inner) ? inner : root;
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("e", out var kind))
        {
            return null;
        }

        try
        {
            return kind.GetString() switch
            {
                "aggTrade" => new StreamMessage(Name(data), Time(data, "E"), Trade(data), null, false),
                "kline" => Kline(data),
                "serverShutdown" => new StreamMessage("", Time(data, "E"), null, null, true),
                _ => null,
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new JsonException($"The message lacks something: {e.Message}", e);
        }
    }

    /// <summary>A trade, in the stream or in an answer.</summary>
    public static AggTrade Trade(JsonElement trade) =>
        new(
            trade.GetProperty("a").GetInt64(),
            Number(trade.GetProperty("p")),
            Number(trade.GetProperty("q")),
            trade.GetProperty("f").GetInt64(),
            trade.GetProperty("l").GetInt64(),
            Time(trade, "T"),
            trade.GetProperty("m").GetBoolean()
        );

    /// <summary>A bar of an answer: an array that begins with open time, open, high, low, close, volume and close time.</summary>
    public static Candle Bar(JsonElement row) =>
        new(Instant(row[0].GetInt64()), Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]));

    /// <summary>A number, which Binance writes as text.</summary>
    public static decimal Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number
            ? number.GetDecimal()
            : decimal.Parse(number.GetString() ?? "", NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static StreamMessage? Kline(JsonElement data)
    {
        var k = data.GetProperty("k");
        if (k.GetProperty("i").GetString() != "1m")
        {
            return null;
        }

        var bar = new Candle(
            Time(k, "t"),
            Number(k.GetProperty("o")),
            Number(k.GetProperty("h")),
            Number(k.GetProperty("l")),
            Number(k.GetProperty("c")),
            Number(k.GetProperty("v"))
        );
        return new StreamMessage(Name(data), Time(data, "E"), null, new StreamBar(bar, k.GetProperty("L").GetInt64(), k.GetProperty("x").GetBoolean()), false);
    }

    private static string Name(JsonElement data) => data.GetProperty("s").GetString() ?? throw new FormatException("The symbol is missing.");

    private static long Time(JsonElement data, string name) => Instant(data.GetProperty(name).GetInt64());
}
