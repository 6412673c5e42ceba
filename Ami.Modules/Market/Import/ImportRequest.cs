using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import;

/// <summary>What to import and as what, in the words of whoever asks: options of the command, a query, the input of a job.</summary>
/// <param name="Symbol">The symbol, for example <c>BTCUSDT</c>.</param>
/// <param name="Interval">Length of the bars, for example <c>1h</c>.</param>
/// <param name="Layout"><c>open-time</c> or <c>close-time</c>; null to go by the title of the time column.</param>
/// <param name="Name">Name for people of a new symbol; null for the symbol itself.</param>
/// <param name="Class">Kind of a new symbol; null to guess.</param>
/// <param name="Currency">Currency of a new symbol's prices; null for USD.</param>
/// <param name="SkipBadLines">See <see cref="ImportRequest"/>.</param>
/// <param name="AcceptOpenEnd">See <see cref="ImportRequest"/>.</param>
/// <param name="Map">Columns and formats as <see cref="ColumnMap"/> reads them; null to recognise them.</param>
internal sealed record ImportTerms(
    string? Symbol,
    string? Interval,
    string? Layout = null,
    string? Name = null,
    string? Class = null,
    string? Currency = null,
    bool SkipBadLines = false,
    bool AcceptOpenEnd = false,
    string? Map = null
);

/// <summary>What to import and as what.</summary>
/// <param name="Symbol">The symbol; made when it does not exist.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Name">Name for people of a new symbol.</param>
/// <param name="AssetClass">Kind of a new symbol.</param>
/// <param name="Currency">Currency of a new symbol's prices.</param>
/// <param name="Stamp">What the time column names; null to go by its title.</param>
/// <param name="SkipBadLines">Whether lines that are not bars are left out instead of refusing the file.</param>
/// <param name="AcceptOpenEnd">Whether a last line without a line end is taken as whole.</param>
/// <param name="Map">What is said about the layout.</param>
internal sealed record ImportRequest(
    Symbol Symbol,
    BarInterval Interval,
    string Name,
    AssetClass AssetClass,
    Currency Currency,
    BarStamp? Stamp,
    bool SkipBadLines,
    bool AcceptOpenEnd,
    ColumnMap Map
)
{
    private const int LongestName = 100;

    /// <summary>Reads terms.</summary>
    /// <returns>The request, or what is wrong with the terms.</returns>
    public static Result<ImportRequest> Of(ImportTerms terms)
    {
        if (!Ami.Kernel.Symbol.Parse(terms.Symbol).Try(out var symbol, out var error))
        {
            return error;
        }

        if (!ChartInterval.ParseStored(terms.Interval).Try(out var interval, out error))
        {
            return error;
        }

        if (!Ami.Kernel.Currency.Parse(terms.Currency ?? "USD").Try(out var currency, out error))
        {
            return error;
        }

        if (!Enum.TryParse<AssetClass>(terms.Class ?? Guess(symbol).ToString(), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            return Error.InvalidField("market.class_unknown", "class", "The class is one of crypto, fx, commodity, index, equity.");
        }

        BarStamp? stamp = terms.Layout switch
        {
            "open-time" or "date" => BarStamp.Open,
            "close-time" => BarStamp.Close,
            _ => null,
        };
        if (terms.Layout is not null && stamp is null)
        {
            return Error.InvalidField("market.layout_unknown", "layout", "The layout is open-time or close-time.");
        }

        if (!ColumnMap.Parse(terms.Map).Try(out var map, out error))
        {
            return error;
        }

        if (terms.Name?.Length > LongestName)
        {
            return Error.InvalidField("market.name_too_long", "name", $"A name has at most {LongestName} characters.");
        }

        return new ImportRequest(
            Symbol: symbol,
            Interval: interval,
            Name: terms.Name ?? symbol.Value,
            AssetClass: kind,
            Currency: currency,
            Stamp: stamp,
            SkipBadLines: terms.SkipBadLines,
            AcceptOpenEnd: terms.AcceptOpenEnd,
            Map: map
        );
    }

    private static AssetClass Guess(Symbol symbol) =>
        symbol.Value.EndsWith("USDT", StringComparison.Ordinal) || symbol.Value.EndsWith("USDC", StringComparison.Ordinal)
            ? AssetClass.Crypto
            : AssetClass.Equity;
}
