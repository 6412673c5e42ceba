using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Domain;

namespace Ami.Tests.PaperTrading.Domain;

[TestClass]
public sealed class ReplayPriceTests
{
    [TestMethod]
    [DataRow(null, 0.01)]
    [DataRow(40.0, 0.2)]
    public void Quote_OfAReplay_HasTheSymbolsSpread(double? spreadBps, double half)
    {
        var (options, at) = (new PaperTradingOptions(), DateTimeOffset.UnixEpoch);
        var own = options.VenueOf(new SymbolTerms(SpreadBps: (decimal?)spreadBps));
        var venue = options.Venue with { BySymbol = new Dictionary<string, Quant.Trading.VenueRules> { ["A"] = own } };
        var quote = new Replay(Guid.Empty, Guid.Empty, "A", at, at, at, 100m, 2, at, null).QuoteBy(venue);
        (quote.Ask - quote.Last, quote.Last - quote.Bid).ShouldBe(((decimal)half, (decimal)half));
    }
}
