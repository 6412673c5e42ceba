namespace Ami.Core;

/// <summary>Whether money is somebody's or for practice. No transfer goes from one to the other: practice gains are never payable.</summary>
public enum LedgerRealm
{
    /// <summary>Simulated money.</summary>
    Practice,

    /// <summary>Money that somebody paid in and may take out.</summary>
    Real,
}

/// <summary>A kind of account.</summary>
/// <param name="Name">Its stable name, unique over both realms.</param>
/// <param name="Realm">Whose money it is.</param>
/// <param name="AllowNegative">False for what holds money: balance less pending debits stays at or above zero.</param>
/// <param name="Purpose">What it is for.</param>
public sealed record LedgerKind(string Name, LedgerRealm Realm, bool AllowNegative, string Purpose);

/// <summary>
/// Every kind of account that there is. The database knows the same list (<c>core.ledger_chart</c>) and opens no other account; a new kind is a line here and a
/// migration.
/// </summary>
public static class ChartOfAccounts
{
    /// <summary>The owner of what belongs to the house: liquidity, fees, commissions, and the outside.</summary>
    public static readonly Guid House = new("00000000-0000-8000-8000-00000000a311");

    /// <summary>Cash of a practice account; below zero when it borrowed.</summary>
    public static readonly LedgerKind PracticeCash = new("cash", LedgerRealm.Practice, true, "Cash of a practice account; below zero when it borrowed.");

    /// <summary>Cost of what a practice account holds; below zero when it is net short.</summary>
    public static readonly LedgerKind PracticePositions = new("positions", LedgerRealm.Practice, true, "Cost of what a practice account holds.");

    /// <summary>Commissions that a practice account paid.</summary>
    public static readonly LedgerKind PracticeFees = new("fees", LedgerRealm.Practice, true, "Commissions that a practice account paid.");

    /// <summary>Realised results of a practice account; a profit is below zero, because it is the source of the money.</summary>
    public static readonly LedgerKind PracticePnl = new("pnl", LedgerRealm.Practice, true, "Realised results of a practice account, profits below zero.");

    /// <summary>Where practice money comes from and returns to.</summary>
    public static readonly LedgerKind PracticeFunding = new("funding", LedgerRealm.Practice, true, "Where practice money comes from and returns to.");

    /// <summary>The house's side of currency exchange with practice money; one account for each currency.</summary>
    public static readonly LedgerKind PracticeLiquidity = new("practice.liquidity", LedgerRealm.Practice, true, "The house's side of practice exchange.");

    /// <summary>A person's practice money that is in none of their practice accounts.</summary>
    public static readonly LedgerKind PracticeWallet = new("practice.wallet", LedgerRealm.Practice, false, "A person's practice money outside accounts.");

    /// <summary>A person's money with us. A withdrawal under way is a pending transfer from it.</summary>
    public static readonly LedgerKind RealCash = new("real.cash", LedgerRealm.Real, false, "A person's money with us.");

    /// <summary>The other side of deposits and withdrawals: below zero by what we hold for others.</summary>
    public static readonly LedgerKind RealOutside = new("real.outside", LedgerRealm.Real, true, "The other side of deposits and withdrawals.");

    /// <summary>The house's money for currency exchange, one account for each currency: what is not in it cannot be given.</summary>
    public static readonly LedgerKind RealLiquidity = new("real.liquidity", LedgerRealm.Real, false, "The house's money for currency exchange.");

    /// <summary>Fees that people paid to the house.</summary>
    public static readonly LedgerKind RealFees = new("real.fees", LedgerRealm.Real, false, "Fees that people paid to the house.");

    /// <summary>Commissions that the house earned.</summary>
    public static readonly LedgerKind RealCommissions = new("real.commissions", LedgerRealm.Real, false, "Commissions that the house earned.");

    /// <summary>What the payment provider holds for the house; below zero when it paid back more than it held.</summary>
    public static readonly LedgerKind RealStripe = new("real.stripe", LedgerRealm.Real, true, "What the payment provider holds for the house.");

    /// <summary>What the provider paid out to the house's bank; below zero when it took back more.</summary>
    public static readonly LedgerKind RealBank = new("real.bank", LedgerRealm.Real, true, "What the payment provider paid out to the house's bank.");

    /// <summary>What was sold: below zero by it, because it is the source of the money.</summary>
    public static readonly LedgerKind RealRevenue = new("real.revenue", LedgerRealm.Real, true, "What was sold, below zero by it.");

    /// <summary>Taxes that people paid: below zero by what is owed to the tax office.</summary>
    public static readonly LedgerKind RealTaxes = new("real.taxes", LedgerRealm.Real, true, "Taxes that people paid, below zero by what is owed.");

    /// <summary>What affiliates were paid for sales: below zero by it. A commission that waits is a pending transfer from it.</summary>
    public static readonly LedgerKind RealAffiliates = new("real.affiliates", LedgerRealm.Real, true, "What affiliates were paid, below zero by it.");

    /// <summary>What the payment provider took for its work; below zero only where it gave some back.</summary>
    public static readonly LedgerKind RealStripeFees = new("real.stripe_fees", LedgerRealm.Real, true, "What the payment provider took for its work.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LedgerKind> All { get; } =
    [
        PracticeCash,
        PracticePositions,
        PracticeFees,
        PracticePnl,
        PracticeFunding,
        PracticeLiquidity,
        PracticeWallet,
        RealCash,
        RealOutside,
        RealLiquidity,
        RealFees,
        RealCommissions,
        RealStripe,
        RealBank,
        RealRevenue,
        RealTaxes,
        RealAffiliates,
        RealStripeFees,
    ];

    /// <summary>The house's account for currency exchange.</summary>
    public static LedgerAccount Liquidity(LedgerRealm realm, Currency currency) =>
        new(House, realm == LedgerRealm.Real ? RealLiquidity : PracticeLiquidity, currency);
}
