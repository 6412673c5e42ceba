using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Sources.Polygon;
using Ami.Modules.Market.Symbols;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.Sources;

/// <summary>Where a symbol's prices may come from instead.</summary>
internal sealed class SourceChoice(MarketOptions options)
{
    /// <summary>What a symbol may be switched between.</summary>
    public static readonly PriceSource[] Choosable = [PriceSource.Imported, PriceSource.Binance, PriceSource.Polygon];

    /// <summary>Lengths of the bars that markets outside are asked for.</summary>
    private static readonly BarInterval[] Followed = [BarInterval.OneDay, BarInterval.OneHour, BarInterval.OneMinute];

    /// <summary>Why a symbol cannot be switched to a source; null where it can.</summary>
    /// <param name="connection">Open, or a pool's that opens when it is used.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="source">Another source than it has.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Error?> Refusal(NpgsqlConnection connection, ManagedSymbol symbol, PriceSource source, CancellationToken cancellationToken)
    {
        if (!Choosable.Contains(source))
        {
            return SymbolErrors.SourceNotChoosable;
        }

        if (symbol.Source == PriceSource.Simulated)
        {
            return SymbolErrors.SourceSimulated;
        }

        if (symbol.IsReplayed)
        {
            return SymbolErrors.SourceReplayed;
        }

        if (source == PriceSource.Imported)
        {
            return null;
        }

        if (!IsConfigured(source, symbol.Symbol))
        {
            return SymbolErrors.SourceNotConfigured(source, Symbol.Of(symbol.Symbol));
        }

        var grids = await History.Sessions.Read(connection, symbol.Id, cancellationToken);
        var stored = await History.Sessions.StoredIntervals(connection, symbol.Id, cancellationToken);
        var isMixed = Followed.Any(interval =>
            stored.Contains(interval) && grids.GetValueOrDefault(interval, new BarGrid(interval)) != GridOf(source, interval)
        );
        return isMixed ? SymbolErrors.SourceSessions : null;
    }

    /// <summary>Whether a symbol's prices come from a market outside that is followed now.</summary>
    public bool IsFollowed(ManagedSymbol symbol) =>
        symbol is { IsReplayed: false, Source: PriceSource.Binance or PriceSource.Polygon } && IsConfigured(symbol.Source, symbol.Symbol);

    private bool IsConfigured(PriceSource source, string symbol)
    {
        var (isEnabled, symbols) =
            source == PriceSource.Binance ? (options.Binance.Enabled, options.Binance.Symbols) : (options.Polygon.Enabled, options.Polygon.Symbols);
        return isEnabled && symbols.Contains(symbol, StringComparer.OrdinalIgnoreCase);
    }

    private static BarGrid GridOf(PriceSource source, BarInterval interval) =>
        source == PriceSource.Polygon && interval == BarInterval.OneDay ? PolygonMarket.Days : new BarGrid(interval);
}
