using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Core;

[TestClass]
public class ValuesTests
{
    [TestMethod]
    public void Money_MixedCurrencies_Throws()
    {
        Should.Throw<InvalidOperationException>(() => Money.Usd(1) + new Money(1, Currency.Eur));
        Should.Throw<InvalidOperationException>(() => Money.Usd(1) < new Money(1, Currency.Eur));
        Should.Throw<InvalidOperationException>(() => default(Money) + Money.Usd(1));
    }

    [TestMethod]
    [DataRow("0.005", "0.01")]
    [DataRow("-0.005", "-0.01")]
    [DataRow("1.004999", "1.00")]
    public void Round_Halves_GoAwayFromZero(string amount, string expected) => Money.Usd(Parse(amount)).Round().Amount.ShouldBe(Parse(expected));

    [TestMethod]
    public void Allocate_AnyAmountAnyWeights_PartsAddUpAndAreFair()
    {
        var amounts = Gen.Choose(-1_000_000, 1_000_000).Select(cents => cents / 100m);
        var weights = Gen.Choose(0, 1000).Select(w => (decimal)w).ArrayOf().Where(w => w.Sum() > 0);
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                amounts.ToArbitrary(),
                weights.ToArbitrary(),
                (amount, shares) =>
                {
                    var parts = Money.Usd(amount).Allocate(shares);
                    var total = shares.Sum();
                    return parts.Sum(p => p.Amount) == amount && parts.Zip(shares).All(p => Math.Abs(p.First.Amount - amount * p.Second / total) <= 0.01m);
                }
            )
        );
    }

    [TestMethod]
    public void Allocate_NoPositiveWeight_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => Money.Usd(1).Allocate([0m, 0m]));

    [TestMethod]
    public void Currency_Unknown_IsAnError()
    {
        Currency.Parse("XXX").Error.Code.ShouldBe("currency.unknown");
        Currency.Parse("JPY").Value.Digits.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => default(Currency).Code);
    }

    [TestMethod]
    [DataRow("USD", 1)]
    [DataRow("EUR", 1)]
    [DataRow("JPY", 100)]
    [DataRow("MXN", 20)]
    [DataRow("ARS", 1000)]
    public void LeastTrade_OfACurrency_IsWorthAboutADollar(string code, int least) => Currency.Parse(code).Value.LeastTrade.ShouldBe(least);

    [TestMethod]
    [DataRow("btc-sim", "BTC-SIM")]
    [DataRow("BRK.B", "BRK.B")]
    public void Symbol_WellFormed_IsUpperCase(string text, string expected) => Symbol.Parse(text).Value.Value.ShouldBe(expected);

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("-A")]
    [DataRow("A B")]
    [DataRow("A\n")]
    [DataRow("ÁB")]
    [DataRow("ABCDEFGHIJKLMNOPQRSTU")]
    public void Symbol_Malformed_IsAnError(string? text) => Symbol.Parse(text).Error.Code.ShouldBe("symbol.malformed");

    [TestMethod]
    public void PriceAndQuantity_OutOfRange_Throw()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Price(0));
        Should.Throw<InvalidOperationException>(() => default(Price).Value);
        Should.Throw<ArgumentOutOfRangeException>(() => new Quantity(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Quantity(1) - new Quantity(2));
        new Price(1.25m).HasAtMost(2).ShouldBeTrue();
        new Price(1.255m).HasAtMost(2).ShouldBeFalse();
    }

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
