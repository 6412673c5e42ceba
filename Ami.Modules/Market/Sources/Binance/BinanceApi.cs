using System.Globalization;
using System.Text.Json;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>Binance's public REST interface.</summary>
internal sealed class BinanceApi(SourceHttp http, BinanceOptions options)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "binance";

    /// <summary>Which header tells the weight used.</summary>
    public const string UsedHeader = "X-MBX-USED-WEIGHT-1M";

    /// <summary>Most bars, or trades, in one answer.</summary>
    public const int PageSize = 1000;

    private const int TimeWeight = 1;
    private const int KlinesWeight = 2;
    private const int TradesWeight = 4;
    private const int ExchangeInfoWeight = 20;

    /// <summary>Binance's clock, Unix milliseconds.</summary>
    public Task<Result<long>> ServerTime(CancellationToken cancellationToken) =>
        Get("time", TimeWeight, root => BinanceMessages.Instant(root.GetProperty("serverTime").GetInt64()), cancellationToken);

    /// <summary>What the catalogue needs of a symbol.</summary>
    public Task<Result<BinanceListing>> Listing(string symbol, CancellationToken cancellationToken) =>
        Get($"exchangeInfo?symbol={Uri.EscapeDataString(symbol)}", ExchangeInfoWeight, BinanceListing.Read, cancellationToken);

    /// <summary>The oldest bars that open in [from, to): one page.</summary>
    public Task<Result<List<Candle>>> Klines(string symbol, BarInterval interval, long from, long to, CancellationToken cancellationToken) =>
        Get(
            string.Create(
                CultureInfo.InvariantCulture,
                $"klines?symbol={Uri.EscapeDataString(symbol)}&interval={interval}&startTime={from}&endTime={to - 1}&limit={PageSize}"
            ),
            KlinesWeight,
            root => root.EnumerateArray().Select(BinanceMessages.Bar).ToList(),
            cancellationToken
        );

    /// <summary>Trades from an id on: one page.</summary>
    public Task<Result<List<AggTrade>>> TradesFrom(string symbol, long id, CancellationToken cancellationToken) =>
        Trades(symbol, string.Create(CultureInfo.InvariantCulture, $"&fromId={id}&limit={PageSize}"), cancellationToken);

    /// <summary>Trades from a time on: one page.</summary>
    public Task<Result<List<AggTrade>>> TradesSince(string symbol, long from, CancellationToken cancellationToken) =>
        Trades(symbol, string.Create(CultureInfo.InvariantCulture, $"&startTime={from}&limit={PageSize}"), cancellationToken);

    /// <summary>The newest trade; empty where there never was one.</summary>
    public Task<Result<List<AggTrade>>> NewestTrade(string symbol, CancellationToken cancellationToken) => Trades(symbol, "&limit=1", cancellationToken);

    /// <summary>Why nothing may be asked now, connections included; null when it may.</summary>
    public Task<Error?> MayConnect() => http.Take(TimeWeight);

    /// <summary>A connection that was refused, told to every process.</summary>
    public Task<Error> Refusal(int status, TimeSpan? retryAfter, string body) => http.Refusal(status, retryAfter, body);

    private Task<Result<List<AggTrade>>> Trades(string symbol, string query, CancellationToken cancellationToken) =>
        Get(
            $"aggTrades?symbol={Uri.EscapeDataString(symbol)}{query}",
            TradesWeight,
            root => root.EnumerateArray().Select(BinanceMessages.Trade).ToList(),
            cancellationToken
        );

    private Task<Result<T>> Get<T>(string path, int weight, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        http.Get(new Uri(options.RestBase, "/api/v3/" + path), weight, read, cancellationToken);
}
