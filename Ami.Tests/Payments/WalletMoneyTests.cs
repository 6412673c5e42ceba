using Ami.Modules.Payments;

namespace Ami.Tests.Payments;

/// <summary>Amounts of the wallet in its currencies.</summary>
[TestClass]
public sealed class WalletMoneyTests
{
    [TestMethod]
    public void FromDollars_WhatIsLeft_NeverCountsMoreThanThat()
    {
        var random = new Random(10);
        for (var i = 0; i < 2_000; i++)
        {
            var (room, currency) = (random.Next(0, 2_000_000) / 100m, WalletMoney.Currencies[i % WalletMoney.Currencies.Count]);
            var most = WalletMoney.FromDollars(room, currency);
            WalletMoney.Dollars(new Money(most, currency)).ShouldBeLessThanOrEqualTo(room);
            WalletMoney.Dollars(new Money(most + 0.01m, currency)).ShouldBeGreaterThan(room, "a cent more is too much");
        }
    }

    [TestMethod]
    public void Asked_TheLeast_IsAllowedAndACentLessIsNot()
    {
        foreach (var currency in WalletMoney.Currencies)
        {
            var least = WalletMoney.Least(5, currency);
            WalletMoney.Asked(least, currency.Code, 5).IsOk.ShouldBeTrue();
            WalletMoney.Asked(least - 0.01m, currency.Code, 5).IsOk.ShouldBeFalse();
        }
    }

    [TestMethod]
    [DataRow(CheckoutState.Open, 0, DepositState.Open)]
    [DataRow(CheckoutState.Paying, 0, DepositState.Open)]
    [DataRow(CheckoutState.Failed, 0, DepositState.Lapsed)]
    [DataRow(CheckoutState.Expired, 0, DepositState.Lapsed)]
    public void Decide_NotPaid_NothingIsCredited(object page, int away, object state) =>
        Row(isPaid: false).Decide((CheckoutState)page, away).ShouldBe((DepositState)state);

    [TestMethod]
    [DataRow(0, DepositState.Credited)]
    [DataRow(9, DepositState.Credited)]
    [DataRow(10, DepositState.Returned)]
    [DataRow(20, DepositState.Returned)]
    public void Decide_Paid_WhatAnOlderPageSaysDoesNotCount(int away, object state)
    {
        foreach (var page in Enum.GetValues<CheckoutState>())
        {
            Row(isPaid: true).Decide(page, away).ShouldBe((DepositState)state);
        }
    }

    private static DepositRow Row(bool isPaid) =>
        new()
        {
            Id = Guid.Empty,
            SessionId = "cs",
            AccountId = Guid.Empty,
            Currency = "USD",
            Amount = 10,
            Dollars = 10,
            IsPaid = isPaid,
            State = DepositState.Open,
            CreatedAt = default,
            ChangedAt = default,
        };
}
