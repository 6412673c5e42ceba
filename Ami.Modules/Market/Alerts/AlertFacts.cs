using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.Screener;
using Ami.Quant.Rules;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Alerts;

/// <summary>What conditions of alerts may name besides bars.</summary>
internal interface IAlertFacts
{
    /// <summary>Their names.</summary>
    FactSchema Facts { get; }

    /// <summary>Sets them for a bar.</summary>
    /// <param name="facts">Of <see cref="Facts"/>.</param>
    /// <param name="time">Opening instant of the bar, Unix milliseconds.</param>
    void Set(FactValues facts, long time);
}

/// <summary>What an alert on several symbols may name of each, as screens do.</summary>
/// <param name="spec">The symbol; null where conditions are read and not looked at.</param>
internal sealed class SymbolFacts(SymbolSpec? spec) : IAlertFacts
{
    public FactSchema Facts => ScanPlan.Facts;

    public void Set(FactValues facts, long time)
    {
        if (spec is not null)
        {
            ScanPlan.Set(facts, spec);
        }
    }
}

/// <summary>What an alert is about.</summary>
internal static class AlertFacts
{
    /// <summary>The symbol that is named, those of a watchlist, or all.</summary>
    /// <param name="db">Watchlists.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="symbol">Null for several.</param>
    /// <param name="watchlistId">The list, if any.</param>
    /// <param name="directory">All symbols.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One at least, unless the list has none; or what is wrong.</returns>
    public static async Task<Result<SymbolSpec[]>> Symbols(
        MarketDb db,
        Guid userId,
        string? symbol,
        Guid? watchlistId,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (symbol is not null)
        {
            return (await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error) ? new[] { spec } : error;
        }

        var all = await directory.All(cancellationToken);
        if (watchlistId is not { } id)
        {
            return all.Count > 0 ? all.ToArray() : AlertErrors.NoSymbols;
        }

        if (await AlertsOnLists.SymbolsOf(db, userId, id, cancellationToken) is not { } listed)
        {
            return AlertErrors.WatchlistUnknown;
        }

        return all.Where(spec => listed.Contains(spec.Symbol.Value)).ToArray();
    }

    /// <summary>What a condition may name besides bars: the prices of a drawing, or those facts of symbols that screens know.</summary>
    /// <param name="db">Drawings.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="specs">As <see cref="Symbols"/> found them.</param>
    /// <param name="symbol">Null for several.</param>
    /// <param name="drawingId">The drawing, if any.</param>
    /// <param name="now">By the clock on the wall, Unix milliseconds: the drawing's prices are those of the shares of now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="written">Whose shares they are instead, by the symbol's clock; null for those of now.</param>
    /// <returns>Nothing for bars alone; or what is wrong.</returns>
    public static async Task<Result<Found>> Of(
        MarketDb db,
        Guid userId,
        SymbolSpec[] specs,
        string? symbol,
        Guid? drawingId,
        long now,
        CancellationToken cancellationToken,
        DateTimeOffset? written = null
    )
    {
        if (symbol is null)
        {
            return new Found(new SymbolFacts(null));
        }

        if (drawingId is not { } id)
        {
            return new Found(null);
        }

        var name = specs[0].Symbol.Value;
        var drawing = await db.Drawings.AsNoTracking().SingleOrDefaultAsync(d => d.UserId == userId && d.Symbol == name && d.Id == id, cancellationToken);
        if (drawing is null)
        {
            return AlertErrors.DrawingUnknown;
        }

        var factors = PriceFactors.Of(specs[0].Actions, written?.ToUnixTimeMilliseconds() ?? specs[0].ClockAt(now));
        return AlertShape.Of(drawing.Kind, Drawings.DrawingJson.Points(drawing.Points), factors) is { } shape ? new Found(shape) : AlertErrors.Drawing;
    }

    /// <param name="Facts">Null where there are none.</param>
    internal sealed record Found(IAlertFacts? Facts);
}
