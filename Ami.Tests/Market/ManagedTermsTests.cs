using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Symbols;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>What terms a symbol may have, and from when on holding it costs.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ManagedTermsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly ManagedTerms Good = new("Bitcoin", AssetClass.Crypto, "USD", 2, 3, 0.001m, 1m);

    private static IEnumerable<object[]> OutOfBounds =>
        new (string Field, ManagedTerms Terms)[]
        {
            ("name", Good with { Name = " " }),
            ("name", Good with { Name = new string('x', 101) }),
            ("currency", Good with { Currency = "XYZ" }),
            ("priceDigits", Good with { PriceDigits = 9 }),
            ("quantityDigits", Good with { QuantityDigits = -1 }),
            ("minQuantity", Good with { MinQuantity = 0 }),
            ("minQuantity", Good with { MinQuantity = 0.0005m }),
            ("minNotional", Good with { MinNotional = -1 }),
            ("minNotional", Good with { MinNotional = 1_000_000_000_001m }),
            ("spreadBps", Good with { SpreadBps = -0.1m }),
            ("makerFeeBps", Good with { MakerFeeBps = 1000.1m }),
            ("takerFeeBps", Good with { TakerFeeBps = 0.000_000_000_01m }),
            ("slippageBps", Good with { SlippageBps = 1001 }),
            ("depthUnits", Good with { DepthUnits = 1 }),
            ("depthUnits", Good with { DepthUnits = 0.0001m, DepthDistance = 1 }),
            ("depthDistance", Good with { DepthUnits = 1, DepthDistance = 0.001m }),
            ("borrowPctPerYear", Good with { BorrowPctPerYear = 1001 }),
            ("fundingBps", Good with { FundingHours = 8 }),
            ("fundingBps", Good with { FundingBps = -1001, FundingHours = 8 }),
            ("fundingHours", Good with { FundingBps = 1, FundingHours = 5 }),
        }.Select(wrong => new object[] { wrong.Field, wrong.Terms });

    [TestMethod]
    [DynamicData(nameof(OutOfBounds))]
    public void Check_OutOfBounds_NamesTheField(string field, object terms)
    {
        var refused = ((ManagedTerms)terms).Check(Good);
        (refused.IsOk, refused.Error.Code).ShouldBe((false, "market.terms_invalid"));
        refused.Error.Fields.Keys.ShouldContain(field);
    }

    [TestMethod]
    public void Check_AtTheBounds_IsRight()
    {
        var most = Good with
        {
            SpreadBps = 1000,
            MakerFeeBps = 0,
            TakerFeeBps = 1000,
            SlippageBps = 0,
            DepthUnits = 0.001m,
            DepthDistance = 0.01m,
            BorrowPctPerYear = 1000,
            FundingBps = -1000,
            FundingHours = 24,
        };
        most.Check(Good).IsOk.ShouldBeTrue();
        (Good with { PriceDigits = 8, QuantityDigits = 8 }).Check(Good).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void Check_FewerDecimals_AreRefused()
    {
        (Good with { PriceDigits = 1 }).Check(Good).Error.Code.ShouldBe("market.digits_shrink");
        (Good with { QuantityDigits = 2, MinQuantity = 1 }).Check(Good).Error.Code.ShouldBe("market.digits_shrink");
    }

    [TestMethod]
    public void CarrySince_BeginsWithEachRateThatAppears()
    {
        var (before, later) = (Now.AddDays(-9), Good with { BorrowPctPerYear = 5 });
        later.CarrySince(Good, null, Now).ShouldBe(Now);
        (later with { BorrowPctPerYear = 6 }).CarrySince(later, before, Now).ShouldBe(before, "another figure counts for what is not charged yet");
        var both = later with { FundingBps = 1, FundingHours = 8 };
        both.CarrySince(later, before, Now).ShouldBe(Now, "nobody was told of funding before");
        (both with { FundingHours = 1 }).CarrySince(both, before, Now).ShouldBe(Now, "moments that were none are not charged");
        later.CarrySince(both, before, Now).ShouldBe(before);
        Good.CarrySince(both, before, Now).ShouldBeNull();
        var none = both with { BorrowPctPerYear = 0, FundingBps = 0 };
        none.CarrySince(both, before, Now).ShouldBe(before);
        (none with { FundingBps = 2 }).CarrySince(none, before, Now).ShouldBe(Now, "a rate of zero is none");
        (none with { BorrowPctPerYear = 2 }).CarrySince(none, before, Now).ShouldBe(Now, "a rate of zero is none");
        (none with { FundingHours = 1 }).CarrySince(none, before, Now).ShouldBe(before);
    }
}
