using Ami.Modules.Market.Contracts;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import;

/// <summary>What to import and as what.</summary>
/// <param name="Symbol">The symbol; made when it does not exist.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Name">Name for people of a new symbol.</param>
/// <param name="AssetClass">Kind of a new symbol.</param>
/// <param name="Currency">Currency of a new symbol's prices.</param>
/// <param name="Stamp">What the time column names; null to go by its title.</param>
/// <param name="SkipBadLines">Whether lines that are not bars are left out instead of refusing the file.</param>
/// <param name="AcceptOpenEnd">Whether a last line without a line end is taken as whole.</param>
internal sealed record ImportRequest(
    Symbol Symbol, BarInterval Interval, string Name, AssetClass AssetClass, Currency Currency, BarStamp? Stamp, bool SkipBadLines, bool AcceptOpenEnd);
