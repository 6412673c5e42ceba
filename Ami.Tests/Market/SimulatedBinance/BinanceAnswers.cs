using System.Globalization;

namespace Ami.Tests.Market;

/// <summary>An answer of the simulated Binance.</summary>
internal readonly record struct BinanceAnswer(int Status, string Body, int Weight, int? RetryAfter = null);

/// <summary>The REST interface of the simulated Binance, in the formats of the real one.</summary>
internal sealed class BinanceAnswers(IReadOnlyList<BinanceTape> tapes, Func<long> clock)
{
    private static readonly Dictionary<string, long> Intervals = new()
    {
        ["1m"] = BinanceTape.Minute,
        ["1h"] = 60 * BinanceTape.Minute,
        ["1d"] = 1440 * BinanceTape.Minute,
    };

    public BinanceAnswer To(string target)
    {
        var address = new Uri("http://binance" + target);
        var query = address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        if (address.AbsolutePath == "/api/v3/time")
        {
            return new BinanceAnswer(200, string.Create(CultureInfo.InvariantCulture, $"{{\"serverTime\":{clock()}}}"), 1);
        }

        if (tapes.FirstOrDefault(tape => tape.Symbol == query.GetValueOrDefault("symbol")) is not { } found)
        {
            return new BinanceAnswer(400, """{"code":-1121,"msg":"Invalid symbol."}""", 1);
        }

        return address.AbsolutePath switch
        {
            "/api/v3/klines" => Klines(found, query),
            "/api/v3/aggTrades" => Trades(found, query),
            "/api/v3/exchangeInfo" => Listing(found),
            _ => new BinanceAnswer(404, "", 1),
        };
    }

    private BinanceAnswer Klines(BinanceTape tape, Dictionary<string, string> query)
    {
        var length = Intervals[query["interval"]];
        var limit = int.Parse(query["limit"], CultureInfo.InvariantCulture);
        var (from, to) = (Number(query, "startTime"), Math.Min(Number(query, "endTime"), clock()));
        var rows = new List<string>();
        for (var time = (from + length - 1) / length * length; time <= to && rows.Count < limit; time += length)
        {
            var bar = tape.Bar(length, time);
            rows.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[{time},\"{bar.Open:0.00000000}\",\"{bar.High:0.00000000}\",\"{bar.Low:0.00000000}\",\"{bar.Close:0.00000000}\",\"{bar.Volume:0.00000000}\",{time + length - 1},\"0.0\",1,\"0.0\",\"0.0\",\"0\"]"
                )
            );
        }

        return new BinanceAnswer(200, $"[{string.Join(',', rows)}]", 2);
    }

    private static BinanceAnswer Trades(BinanceTape tape, Dictionary<string, string> query)
    {
        var limit = int.Parse(query["limit"], CultureInfo.InvariantCulture);
        var all =
            query.ContainsKey("fromId") ? tape.Trades.Where(trade => trade.Id >= Number(query, "fromId")).Take(limit)
            : query.ContainsKey("startTime") ? tape.Trades.Where(trade => trade.Time >= Number(query, "startTime")).Take(limit)
            : tape.Trades.TakeLast(limit);
        return new BinanceAnswer(200, $"[{string.Join(',', all.Select(trade => $"{{{BinanceTape.TradeFields(trade)}}}"))}]", 4);
    }

    private static BinanceAnswer Listing(BinanceTape tape) =>
        new(
            200,
            $$"""
            {"timezone":"UTC","serverTime":1,"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000}],"exchangeFilters":[],
            "symbols":[{"symbol":"{{tape.Symbol}}","status":"TRADING","baseAsset":"{{tape.Symbol[..^4]}}","baseAssetPrecision":8,"quoteAsset":"{{tape.Symbol[
                ^4..
            ]}}","quotePrecision":8,
            "filters":[{"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"{{tape.TickSize}}"},
            {"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"{{tape.StepSize}}"},
            {"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true,"maxNotional":"9000000.00000000","applyMaxToMarket":false,"avgPriceMins":5}]}]}
            """,
            20
        );

    private static long Number(Dictionary<string, string> query, string name) => long.Parse(query[name], CultureInfo.InvariantCulture);
}
