using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>A student's practice account. Figures are those of the current generation; a reset starts the next one.</summary>
/// <param name="Cash">May be negative: bought with leverage, or lost in a gap.</param>
/// <param name="Leverage">1 to 5: how many times its equity the account may hold.</param>
/// <param name="Version">How many commits the account has seen; the next one says which it expects.</param>
/// <param name="Generation">0 for a new account, one more after each reset.</param>
/// <param name="Costs">What reductions release of what positions cost; the account's for good.</param>
/// <param name="MarginCalledAt">Since when its margin runs out; null while it suffices.</param>
public sealed record PaperAccount(
    Guid Id,
    Guid UserId,
    string Name,
    string Currency,
    decimal StartingCash,
    decimal Cash,
    decimal RealisedPnl,
    decimal FeesPaid,
    int Leverage,
    int Generation,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ResetAt,
    long Version = 0,
    CostMethod Costs = CostMethod.Average,
    DateTimeOffset? MarginCalledAt = null
)
{
    /// <summary>Amounts are kept to this many decimals, and shown in cents: so small fees are not nothing, and averages keep their digits.</summary>
    public const int MoneyDigits = 8;

    public const decimal LeastCash = 100m;
    public const decimal MostCash = 10_000_000m;
    public const int MostLeverage = 5;

    public Balance Balance => new(Cash, RealisedPnl, FeesPaid);

    public PaperAccount With(Balance balance) => this with { Cash = balance.Cash, RealisedPnl = balance.RealisedPnl, FeesPaid = balance.FeesPaid };

    public PaperAccount Restart(decimal startingCash, int leverage, DateTimeOffset at) =>
        this with
        {
            StartingCash = startingCash,
            Cash = startingCash,
            RealisedPnl = 0,
            FeesPaid = 0,
            Leverage = leverage,
            Generation = Generation + 1,
            ResetAt = at,
            MarginCalledAt = null,
        };
}
