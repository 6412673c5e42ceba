using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>Binance's symbols and closed bars.</summary>
internal sealed class BinanceMarket(BinanceApi api, BinanceOptions options, ExchangeClock clock, ILogger<BinanceMarket> logger) : IMarketSource
{
    private readonly ListingByName _listing = new(PriceSource.Binance, options.Symbols, logger);

    public PriceSource Kind => PriceSource.Binance;

    public long Now => clock.Now;

    public IReadOnlyList<HistoryDepth> Depths { get; } =
    [
        new(new BarGrid(BarInterval.OneDay), options.DailyYears * 366),
        new(new BarGrid(BarInterval.OneHour), options.HourlyDays),
        new(new BarGrid(BarInterval.OneMinute), options.MinuteDays),
    ];

    public Task<Result<List<ListedSymbol>>> List(CancellationToken cancellationToken) =>
        _listing.List(async name => (await api.Listing(name, cancellationToken)).Try(out var listing, out var error) ? listing.ToListed(name) : error);

    public async Task<Result<BarPage>> Bars(Symbol symbol, BarInterval interval, long from, long to, CancellationToken cancellationToken)
    {
        if (!(await api.Klines(symbol.Value, interval, from, to + interval.Milliseconds, cancellationToken)).Try(out var bars, out var error))
        {
            return error;
        }

        // Closed is what a later bar follows, whatever clocks say. Bars of times when the exchange stood still do not exist: the next one shows that.
        var covered = bars.Count > 0 ? Math.Clamp(bars[^1].Time, from, to) : from;
        return new BarPage([.. bars.Where(bar => bar.Time < covered)], covered);
    }
}
