using System.Globalization;
using System.Text.Json;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources.Polygon;

/// <summary>US stocks and their closed bars, from Polygon's aggregates: as traded, not adjusted, so that what is stored never changes.</summary>
internal sealed class PolygonMarket(SourceHttp http, PolygonOptions options, TimeProvider time, ILogger<PolygonMarket> logger) : IMarketSource
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "polygon";

    /// <summary>Most base bars that are looked through for one answer.</summary>
    private const int PageSize = 50_000;

    private const int PagesAtOnce = 10;

    /// <summary>Prices below a dollar have four decimals.</summary>
    private const int PriceDigits = 4;

    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Where its days open: they are New York's.</summary>
    public static readonly BarGrid Days = new(BarInterval.OneDay, 0, NewYork);

    // A plan of few requests lists some symbols a minute.
    private readonly ListingByName _listing = new(PriceSource.Polygon, options.Symbols, logger);

    public PriceSource Kind => PriceSource.Polygon;

    public long Now => (time.GetUtcNow() - options.Delay).ToUnixTimeMilliseconds();

    public IReadOnlyList<HistoryDepth> Depths { get; } =
    [
        new(Days, options.DailyYears * 366),
        new(new BarGrid(BarInterval.OneHour), options.HourlyDays),
        new(new BarGrid(BarInterval.OneMinute), options.MinuteDays),
    ];

    public Task<Result<List<ListedSymbol>>> List(CancellationToken cancellationToken) => _listing.List(name => List(name, cancellationToken));

    public async Task<Result<BarPage>> Bars(Symbol symbol, BarInterval interval, long from, long to, CancellationToken cancellationToken)
    {
        var bars = new List<Candle>();
        var span =
            interval == BarInterval.OneDay ? "day"
            : interval == BarInterval.OneHour ? "hour"
            : "minute";
        var next = new Uri(
            options.RestBase,
            string.Create(
                CultureInfo.InvariantCulture,
                $"/v2/aggs/ticker/{Uri.EscapeDataString(symbol.Value)}/range/1/{span}/{from}/{to - 1}?adjusted=false&sort=asc&limit={PageSize}"
            )
        );
        for (var page = 0; page < PagesAtOnce; page++)
        {
            if (!(await http.Get(next, 1, Page.Read, cancellationToken)).Try(out var answer, out var error))
            {
                // What was read before the limit was reached is not asked for again.
                return bars.Count > 0 ? new BarPage(bars, bars[^1].Time + 1) : error;
            }

            bars.AddRange(answer.Bars.Where(bar => bar.Time >= from && bar.Time < to));
            if (answer.Next is not { } following)
            {
                return new BarPage(bars, to);
            }

            // The key goes with every request: nowhere else than where the first one went.
            if (
                !Uri.TryCreate(following, UriKind.Absolute, out var address)
                || address.Authority != options.RestBase.Authority
                || address.Scheme != options.RestBase.Scheme
            )
            {
                return SourceErrors.BadAnswer(Kind, "the next page lies at another host");
            }

            next = address;
        }

        return bars.Count > 0 ? new BarPage(bars, bars[^1].Time + 1) : SourceErrors.BadAnswer(Kind, "pages without end");
    }

    private async Task<Result<ListedSymbol>> List(string name, CancellationToken cancellationToken)
    {
        var address = new Uri(options.RestBase, $"/v3/reference/tickers/{Uri.EscapeDataString(name)}");
        return (await http.Get(address, 1, root => Listed(name, root.GetProperty("results")), cancellationToken)).Try(out var listed, out var error)
            ? listed
            : error;
    }

    private static Result<ListedSymbol> Listed(string name, JsonElement ticker)
    {
        if (ticker.GetProperty("market").GetString() != "stocks" || !Symbol.Parse(name).Try(out var symbol, out _))
        {
            return SourceErrors.SymbolNotListed(PriceSource.Polygon, name, "only stocks are followed");
        }

        var code = ticker.TryGetProperty("currency_name", out var written) ? written.GetString()?.ToUpperInvariant() : null;
        return Currency.Parse(code ?? "").Try(out var currency, out _)
            ? new ListedSymbol(symbol, ticker.GetProperty("name").GetString() ?? name, AssetClass.Equity, currency, PriceDigits, 0, 1, currency.LeastTrade)
            : SourceErrors.SymbolNotListed(PriceSource.Polygon, name, $"it is quoted in {code}, in which no accounts are kept");
    }

    private sealed record Page(List<Candle> Bars, string? Next)
    {
        public static Page Read(JsonElement root) =>
            new(
                root.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Array ? [.. results.EnumerateArray().Select(Bar)] : [],
                root.TryGetProperty("next_url", out var next) ? next.GetString() : null
            );

        private static Candle Bar(JsonElement bar) =>
            new(
                bar.GetProperty("t").GetInt64(),
                Price(bar, "o"),
                Price(bar, "h"),
                Price(bar, "l"),
                Price(bar, "c"),
                Math.Round(bar.GetProperty("v").GetDecimal(), 8)
            );

        private static decimal Price(JsonElement bar, string name) =>
            Math.Round(bar.GetProperty(name).GetDecimal(), PriceDigits, MidpointRounding.AwayFromZero);
    }
}
