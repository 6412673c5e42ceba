using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>Settings under <c>Payments:Wallet:</c>; amounts in US dollars.</summary>
internal sealed record WalletOptions
{
    /// <summary>The least that is paid in at a time.</summary>
    public decimal LeastDeposit { get; init; } = 5;

    /// <summary>The least that is taken out at a time.</summary>
    public decimal LeastWithdrawal { get; init; } = 10;

    /// <summary>Above it two people have to approve a withdrawal.</summary>
    public decimal TwoApprovalsAbove { get; init; } = 1_000;

    /// <summary>The least that may be taken out where there is so much: all of it, however little, so that nobody has to leave money behind.</summary>
    public decimal LeastOut(Money available)
    {
        var least = WalletMoney.Least(LeastWithdrawal, available.Currency);
        return available.Amount > 0 ? decimal.Min(least, available.Amount) : least;
    }
}

/// <summary>The currencies and accounts of the wallet.</summary>
internal static class WalletMoney
{
    /// <summary>In which currencies there are wallets: those of the plans.</summary>
    public static IReadOnlyList<Currency> Currencies { get; } = [.. PlanTable.Currencies.Select(code => Currency.Parse(code).Value)];

    /// <summary>A person's money.</summary>
    public static LedgerAccount Cash(Guid userId, Currency currency) => LedgerAccount.OfPerson(userId, ChartOfAccounts.RealCash, currency);

    /// <summary>Where it comes from and goes to.</summary>
    public static LedgerAccount Outside(Currency currency) => new(ChartOfAccounts.House, ChartOfAccounts.RealOutside, currency);

    /// <summary>
    /// What an amount counts against limits, which are in US dollars: as much as the same plan costs in either. There is no other rate, so limits do not move with
    /// markets.
    /// </summary>
    public static decimal Dollars(Money money) => money.Amount / PerDollar(money.Currency);

    /// <summary>An amount of US dollars in another currency, rounded down to what can be paid.</summary>
    public static decimal FromDollars(decimal dollars, Currency currency) =>
        new Money(dollars * PerDollar(currency), currency).Round(MidpointRounding.ToZero).Amount;

    /// <summary>A least amount of US dollars in another currency, rounded up to what can be paid.</summary>
    public static decimal Least(decimal dollars, Currency currency) =>
        new Money(dollars * PerDollar(currency), currency).Round(MidpointRounding.ToPositiveInfinity).Amount;

    /// <summary>An amount that somebody typed, in a currency of the wallet and in units that can be paid.</summary>
    /// <param name="amount">How much.</param>
    /// <param name="currency">In which currency.</param>
    /// <param name="least">The least, in US dollars.</param>
    public static Result<Money> Asked(decimal amount, string currency, decimal least)
    {
        if (Find(currency) is not { } known)
        {
            return WalletErrors.CurrencyUnknown;
        }

        // Before anything is computed with it: what is too large for the ledger is too large for every plan.
        return amount is > 0 and < 1_000_000_000 && new Money(amount, known) is var money && money.Round() == money && money.Amount >= Least(least, known)
            ? money
            : WalletErrors.AmountInvalid;
    }

    /// <summary>A currency of the wallet; null for any other.</summary>
    public static Currency? Find(string? code) => Currencies.Where(known => known.Code == code).Select(known => (Currency?)known).FirstOrDefault();

    private static decimal PerDollar(Currency currency)
    {
        var basic = PlanTable.Of(Plan.Basic);
        return basic.PriceIn(currency, BillingInterval.Month)!.Value / basic.PriceIn(Currency.Usd, BillingInterval.Month)!.Value;
    }
}
