using Ami.Modules.Market.Contracts;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Streaming;

/// <summary>Candles that clients hear of.</summary>
/// <param name="Interval">Their length.</param>
/// <param name="Adjustment">For what their prices are adjusted.</param>
internal readonly record struct CandleKind(BarInterval Interval, PriceAdjustment Adjustment);
